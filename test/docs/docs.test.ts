import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { evaluate, parse } from '@humanwhocodes/momoa';
import { parsePolicy, PolicyError } from '@logsieve/core';
import { loadPolicy } from '@logsieve/core/node';
import ts from 'typescript';
import { afterAll, describe, expect, it } from 'vitest';
import { type CodeBlock, codeBlocks, replaceBlocks } from './code-blocks.js';
import { pages, root } from './pages.js';

const run = promisify(execFile);
// Below node_modules, so that the blocks resolve the packages as a user's code would.
const work = join(root, 'node_modules', '.docs');

/** `UPDATE_DOCS=1` writes what the blocks really put out into the pages; read the difference before you commit it. */
const updating = process.env['UPDATE_DOCS'] === '1';

const ENV = { PATH: process.env['PATH'], LOGSIEVE_KEY_K7: Buffer.alloc(32).toString('base64') };

for (const page of pages().filter((path) => codeBlocks(readFileSync(path, 'utf8')).length > 0)) {
  const name = relative(root, page);
  const blocks = codeBlocks(readFileSync(page, 'utf8'));
  if (blocks.length === 0) continue;
  describe(name, () => {
    const folder = join(work, name.replace(/[^\w]+/g, '-'));
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const updates = new Map<CodeBlock, string>();
    let output: string | undefined;
    for (const [index, block] of blocks.entries()) {
      it(`line ${block.line}: ${block.language} ${block.label}`.trim(), async () => {
        if (block.label.startsWith('from ')) await checkExcerpt(block, blocks, folder);
        else if (block.label !== 'output') output = await check(block, folder, index);
        else if (updating && output !== undefined) updates.set(block, output);
        else expect(block.text.trim()).toBe(output);
      });
    }
    afterAll(() => {
      if (updates.size > 0) writeFileSync(page, replaceBlocks(readFileSync(page, 'utf8'), updates));
    });
  });
}

/** Does what the block's kind asks for; gives what the block wrote, where it runs. */
async function check(block: CodeBlock, folder: string, index: number): Promise<string | undefined> {
  // test/ecosystem runs these, with requests and receivers around them.
  if (block.label.startsWith('driven ')) return checkSyntax(block);
  switch (block.language) {
    case 'js':
      if (block.label.startsWith('keep ')) return keepModule(block, folder);
      return block.label === 'fragment' ? checkSyntax(block) : runModule(block, folder, index);
    case 'ts':
      return checkTypes(block, folder, index);
    case 'json':
    case 'jsonc':
      return block.label === 'refused' ? refusal(block, folder) : checkJson(block, folder);
    case 'sh':
      return block.label === 'run' ? runCommands(block, folder) : checkCommands(block, folder);
    case 'text':
      return undefined;
    default:
      throw new Error(`no such kind of block: ${block.language} ${block.label}`);
  }
}

/** Lines that the named program of the same page prints, shown away from it. */
async function checkExcerpt(block: CodeBlock, blocks: readonly CodeBlock[], folder: string): Promise<void> {
  for (const [index, other] of blocks.entries()) {
    if (other.label === '' || other.label === 'fragment') continue;
    if (other.language === 'jsonc') checkJson(other, folder);
    if (other.label !== block.label.slice('from '.length)) continue;
    const output = await runModule(other, folder, index);
    for (const line of block.text.trim().split('\n')) expect(output).toContain(line);
    return;
  }
  throw new Error('no such program on the page');
}

async function runModule(block: CodeBlock, folder: string, index: number): Promise<string> {
  const file = join(folder, block.label === '' ? `block-${index}.mjs` : block.label.replace(/\.js$/, '.mjs'));
  writeFileSync(file, block.text);
  const { stdout, stderr } = await run(process.execPath, [file], { cwd: folder, env: ENV, timeout: 30_000 });
  return normalize(`${stdout}${stderr}`);
}

/** A program that runs until it is told to end: another block starts it. */
function keepModule(block: CodeBlock, folder: string): undefined {
  writeFileSync(join(folder, block.label.slice('keep '.length)), block.text);
  return checkSyntax(block);
}

/** What a shell says, on stdout and stderr, to lines that call the commands of the packages. It may not fail but where it says so. */
async function runCommands(block: CodeBlock, folder: string): Promise<string> {
  const env = { ...ENV, PATH: `${join(root, 'node_modules/.bin')}:${ENV.PATH ?? ''}` };
  const script = `exec 2>&1\n${block.text}`;
  const { stdout } = await run('bash', ['-euc', script], { cwd: folder, env, timeout: 60_000 });
  return normalize(stdout)
    .replace(/\b[0-9a-f]{32}\b/g, '0123456789abcdef0123456789abcdef')
    .replace(/\bage1[0-9a-z]{58}\b/g, 'age1…')
    .replace(/\+[0-9a-f]{8}\+[A-Za-z0-9+/=]{44}/g, '+…')
    .replace(/\b20\d\d-\d\d-\d\dT[\d:.]+Z/g, '2026-11-22T05:00:00.000Z');
}

function normalize(text: string): string {
  return text
    .replace(/"time":\d{13}/g, '"time":1763787600000')
    .replace(/"pid":\d+/g, '"pid":4242')
    .replace(/"hostname":"[^"]*"/g, '"hostname":"web-1"')
    .replace(/"responseTime":[\d.]+/g, '"responseTime":1.5')
    .replaceAll(`${root}node_modules/.docs/`, '…/')
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

/** The message with which the policy is refused. */
function refusal(block: CodeBlock, folder: string): string {
  writeFileSync(join(folder, 'policy.json'), block.text);
  try {
    loadPolicy('policy.json', { cwd: folder, env: ENV });
  } catch (error) {
    if (error instanceof PolicyError) return error.message.replaceAll(`${folder}/`, '');
    throw error;
  }
  throw new Error('the policy is accepted');
}

const PACKAGES = [
  ...['pino', 'winston', '@logsieve/core', '@logsieve/pino', '@logsieve/winston', '@logsieve/testing'],
  '@logsieve/catalog',
  '@logsieve/age',
  '@logsieve/sealed',
  ...['@logsieve/compromise', 'compromise', 'logsieve'],
];

async function checkCommands(block: CodeBlock, folder: string): Promise<undefined> {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  for (const line of block.text.split('\n').map((text) => text.replace(/#.*/, '').trim())) {
    if (line === '' || line.startsWith('git clone') || line.startsWith('cd ')) continue;
    const [command, verb, ...rest] = line.split(/\s+/);
    if (command === 'npm' && verb === 'install') {
      const names = rest.filter((name) => !['--save-dev', '--global'].includes(name));
      expect(PACKAGES).toEqual(expect.arrayContaining(names));
    } else if (line === 'npm init -y' || line === 'npm pkg set type=module') continue;
    else if (command === 'npm' && verb === 'run') expect(Object.keys(scripts)).toContain(rest[0]);
    else if (command === 'npm' && verb === 'test') expect(scripts['test']).toBeDefined();
    else if (command === 'npx')
      expect(existsSync(join(root, 'packages/catalog/bin', `${verb}.js`))).toBe(true);
    else if (command === 'node' && verb === '--test') await runTests(rest, folder);
    else if (command === 'node') expect(existsSync(join(root, verb ?? ''))).toBe(true);
    else if (command === 'openssl' || command === 'export') continue;
    else throw new Error(`unknown command: ${line}`);
  }
}

/** Runs test files that the page showed before; rejects where one fails. */
async function runTests(files: readonly string[], folder: string): Promise<void> {
  const modules = files.map((file) => file.replace(/\.js$/, '.mjs'));
  // Keys that a test needs are on the page.
  const options = { cwd: folder, env: { PATH: ENV.PATH }, timeout: 30_000 };
  const { stdout } = await run(process.execPath, ['--test', ...modules], options);
  expect(stdout).toMatch(/^[#ℹ] pass [1-9]/m);
}
