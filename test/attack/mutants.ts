/**
 * Takes one guard after the other out of a copy of the packages, and lets the generators look for the leak.
 *
 *     node test/attack/dist/mutants.js [--records=40000] [--seed=1] [--only=regular expression]
 *
 * Exits with 1 where a guard is gone and nothing is found, or where the source has moved from under a patch.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import ts from 'typescript';
import { type Guard, guards } from './guards.js';

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '40000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
  },
});

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const PACKAGES = ['core', 'pino', 'winston'];
const ASSEMBLY = 'core/assembly/';
const WASM = 'core/src/lines/wasm-bytes.ts';

const copy = mkdtempSync(join(tmpdir(), 'logsieve-mutants-'));
try {
  makeCopy();
  const moved = guards.filter((guard) => !isThere(guard)).map(({ name, file }) => `${name} (${file})`);
  if (moved.length > 0) throw new Error(`the source has moved from under: ${moved.join('; ')}`);
  const missed: string[] = [];
  const chosen = guards.filter(({ name }) => new RegExp(values.only).test(name));
  for (const script of new Set(chosen.map(({ file }) => scriptFor(file)))) {
    const { found } = await attack(script);
    if (found !== undefined) throw new Error(`with all guards: ${found}`);
  }
  console.log(`| guard taken out | package | found after | by |\n| --- | --- | --- | --- |`);
  for (const guard of chosen) {
    const { found, records } = await without(guard);
    if (found === undefined) missed.push(guard.name);
    const [owner = ''] = guard.file.split('/');
    console.log(
      `| ${guard.name} | ${owner} | ${found === undefined ? '**not found**' : records} | ${found ?? ''} |`,
    );
  }
  console.log(missed.length === 0 ? 'all found' : `not found: ${missed.join('; ')}`);
  process.exitCode = missed.length === 0 ? 0 : 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}

/** The packages as their sources are now, compiled one by one, with the dependencies that the originals have. */
function makeCopy(): void {
  linkAll(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  for (const name of PACKAGES) {
    const from = join(ROOT, 'packages', name);
    const to = join(copy, 'packages', name);
    mkdirSync(to, { recursive: true });
    cpSync(join(from, 'package.json'), join(to, 'package.json'));
    for (const part of ['src', 'assembly', 'scripts'])
      if (existsSync(join(from, part))) cpSync(join(from, part), join(to, part), { recursive: true });
    linkAll(join(from, 'node_modules'), join(to, 'node_modules'));
    compileAll(join(to, 'src'), join(to, 'dist'));
  }
  cpSync(join(ROOT, 'test/attack/dist'), join(copy, 'test/attack/dist'), { recursive: true });
  writeFileSync(join(copy, 'package.json'), '{"type":"module"}');
}

/** Links every package but those of the workspace, which are the copies. */
function linkAll(from: string, to: string): void {
  mkdirSync(join(to, '@logsieve'), { recursive: true });
  for (const name of readdirSync(from)) {
    if (name !== '@logsieve' && !name.startsWith('.')) symlinkSync(join(from, name), join(to, name));
  }
  for (const name of PACKAGES) symlinkSync(join(copy, 'packages', name), join(to, '@logsieve', name));
}

function compileAll(from: string, to: string): void {
  for (const entry of readdirSync(from, { recursive: true, encoding: 'utf8' })) {
    if (!entry.endsWith('.ts') || entry.endsWith('.test.ts')) continue;
    compile(readFileSync(join(from, entry), 'utf8'), join(to, entry.replace(/\.ts$/, '.js')));
  }
}

function compile(source: string, to: string): void {
  const compilerOptions = {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.ESNext,
    verbatimModuleSyntax: true,
  };
  mkdirSync(dirname(to), { recursive: true });
  writeFileSync(to, ts.transpileModule(source, { compilerOptions }).outputText);
}

function isThere({ file, find }: Guard): boolean {
  return readFileSync(join(copy, 'packages', file), 'utf8').split(find).length === 2;
}

interface Attacked {
  /** The first fault, or why the packages would not even start. */
  readonly found: string | undefined;
  readonly records: string;
}

async function without({ file, find, put }: Guard): Promise<Attacked> {
  const from = join(copy, 'packages', file);
  const source = readFileSync(from, 'utf8');
  build(
    file,
    source.replace(find, () => put),
  );
  try {
    return await attack(scriptFor(file));
  } finally {
    build(file, source);
  }
}

/** What tries to find that a guard of the file is gone. A line engine is held against the reference. */
function scriptFor(file: string): Script {
  if (file.startsWith('core/src/conversation/')) return 'deep-conversations.js';
  return file.startsWith(ASSEMBLY) || file.startsWith('core/src/lines/') ? 'deep-lines.js' : 'deep.js';
}

type Script = 'deep.js' | 'deep-lines.js' | 'deep-conversations.js';

/** Compiles the file with this source. */
function build(file: string, source: string): void {
  if (!file.startsWith(ASSEMBLY)) {
    compile(source, outputOf(file));
    return;
  }
  writeFileSync(join(copy, 'packages', file), source);
  execFileSync(process.execPath, [join(copy, 'packages/core/scripts/line-engine.js')], { cwd: copy });
  compile(readFileSync(join(copy, 'packages', WASM), 'utf8'), outputOf(WASM));
}

function outputOf(file: string): string {
  return join(copy, 'packages', file).replace('/src/', '/dist/').replace(/\.ts$/, '.js');
}

/** Runs the generators up to the first fault. */
async function attack(name: Script): Promise<Attacked> {
  const script = join(copy, 'test/attack/dist', name);
  const records = Number(values.records);
  const much = {
    'deep.js': `--records=${records}`,
    'deep-lines.js': `--lines=${10 * records}`,
    'deep-conversations.js': `--cases=${records / 10}`,
  }[name];
  const args = [script, much, `--seed=${values.seed}`, '--threads=2', '--faults=1'];
  const child = spawn(process.execPath, args, { cwd: copy });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  const made = /^(\d+) (?:records|lines|conversations) in/m.exec(output)?.[1] ?? 'start';
  const found = /^FAULT \S+(?: \d+)? (.*)$/m.exec(output)?.[1];
  return {
    found: code === 0 ? undefined : (found ?? 'the self-check: the packages do not start'),
    records: made,
  };
}
