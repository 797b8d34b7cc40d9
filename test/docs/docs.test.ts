import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { evaluate, parse } from '@humanwhocodes/momoa';
import { parsePolicy, PolicyError } from '@logsieve/core';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { type CodeBlock, codeBlocks } from './code-blocks.js';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
// Below node_modules, so that the blocks resolve the packages as a user's code would.
const work = join(root, 'node_modules', '.docs');

const ENV = { PATH: process.env['PATH'], LOGSIEVE_KEY_K7: Buffer.alloc(32).toString('base64') };

for (const page of pages()) {
  const name = relative(root, page);
  describe(name, () => {
    const blocks = codeBlocks(readFileSync(page, 'utf8'));
    const folder = join(work, name.replace(/[^\w]+/g, '-'));
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    let output: string | undefined;
    for (const [index, block] of blocks.entries()) {
      it(`line ${block.line}: ${block.language} ${block.label}`.trim(), async () => {
        if (block.label === 'output') expect(block.text.trim()).toBe(output);
        else output = await check(block, folder, index);
      });
    }
  });
}

function pages(): string[] {
  const list = (folder: string) =>
    existsSync(folder)
      ? readdirSync(folder)
          .filter((file) => file.endsWith('.md'))
          .map((file) => join(folder, file))
      : [];
  const packages = readdirSync(join(root, 'packages')).flatMap((name) => list(join(root, 'packages', name)));
  return [...list(root), ...list(join(root, 'docs')), ...packages, ...list(join(root, 'examples'))];
}

/** Does what the block's kind asks for; gives what the block wrote, where it runs. */
async function check(block: CodeBlock, folder: string, index: number): Promise<string | undefined> {
  switch (block.language) {
    case 'js':
      return block.label === 'fragment' ? checkSyntax(block) : runModule(block, folder, index);
    case 'ts':
      return checkTypes(block, folder, index);
    case 'json':
    case 'jsonc':
      return checkJson(block, folder);
    case 'sh':
      return checkCommands(block);
    case 'text':
      return undefined;
    default:
      throw new Error(`no such kind of block: ${block.language} ${block.label}`);
  }
}

async function runModule(block: CodeBlock, folder: string, index: number): Promise<string> {
  const file = join(folder, block.label === '' ? `block-${index}.mjs` : block.label.replace(/\.js$/, '.mjs'));
  writeFileSync(file, block.text);
  const { stdout, stderr } = await run(process.execPath, [file], { cwd: folder, env: ENV, timeout: 30_000 });
  return normalize(`${stdout}${stderr}`);
}

function normalize(text: string): string {
  return text
    .replace(/"time":\d{13}/g, '"time":1763787600000')
    .replace(/"pid":\d+/g, '"pid":4242')
    .replace(/"hostname":"[^"]*"/g, '"hostname":"web-1"')
    .replace(/"timestamp":"[^"]*"/g, '"timestamp":"2025-11-22T05:00:00.000Z"')
    .trim();
}

function checkSyntax(block: CodeBlock): undefined {
  const { diagnostics } = ts.transpileModule(block.text, {
    reportDiagnostics: true,
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ESNext, allowJs: true },
    fileName: 'fragment.js',
  });
  expect(diagnostics?.map((diagnostic) => diagnostic.messageText)).toEqual([]);
}

function checkTypes(block: CodeBlock, folder: string, index: number): undefined {
  const file = join(folder, `block-${index}.mts`);
  writeFileSync(file, block.text);
  const program = ts.createProgram([file], {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
  });
  const messages = ts
    .getPreEmitDiagnostics(program)
    .map((diagnostic) => ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'));
  expect(messages).toEqual([]);
}

function checkJson(block: CodeBlock, folder: string): undefined {
  const value = evaluate(parse(block.text, { mode: 'jsonc' }));
  const isPolicy = typeof value === 'object' && value !== null && 'logsieve' in value;
  if (block.label !== '') writeFileSync(join(folder, block.label), block.text);
  if (!isPolicy) return;
  try {
    parsePolicy(block.text);
  } catch (error) {
    // Relative parents are files that only the reader has.
    const issues = error instanceof PolicyError ? error.issues : [{ code: String(error) }];
    expect(issues.filter((issue) => issue.code !== 'ERR_LOGSIEVE_POLICY_UNREADABLE')).toEqual([]);
  }
}

const PACKAGES = ['pino', 'winston', '@logsieve/core', '@logsieve/pino', '@logsieve/winston'];

function checkCommands(block: CodeBlock): undefined {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  for (const line of block.text.split('\n').map((text) => text.replace(/#.*/, '').trim())) {
    if (line === '' || line.startsWith('git clone') || line.startsWith('cd ')) continue;
    const [command, verb, ...rest] = line.split(/\s+/);
    if (command === 'npm' && verb === 'install') expect(PACKAGES).toEqual(expect.arrayContaining(rest));
    else if (command === 'npm' && verb === 'run') expect(Object.keys(scripts)).toContain(rest[0]);
    else if (command === 'npm' && verb === 'test') expect(scripts['test']).toBeDefined();
    else if (command === 'node') expect(existsSync(join(root, verb ?? ''))).toBe(true);
    else if (command === 'openssl' || command === 'export') continue;
    else throw new Error(`unknown command: ${line}`);
  }
}
