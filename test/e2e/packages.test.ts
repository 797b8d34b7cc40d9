import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'logsieve-packages-'));

interface Manifest {
  readonly scripts: { readonly tarballs: string };
}

const ENTRIES = {
  '@logsieve/core': ['parsePolicy', 'compilePolicy', 'createRedactor', 'definePolicy'],
  '@logsieve/core/node': ['loadPolicy'],
  '@logsieve/pino': ['logsieve', 'default'],
  '@logsieve/winston': ['logsieve', 'LogsieveTransport'],
  '@logsieve/catalog': ['extractMessages', 'catalogText'],
  '@logsieve/age': ['encrypt', 'decrypt', 'createEncrypter', 'generateIdentity', 'recipientOf'],
  '@logsieve/sealed': ['createSealedLog', 'verifySealed', 'unseal', 'createConversationStore', 'default'],
  '@logsieve/sealed/winston': ['SealedTransport'],
  '@logsieve/compromise': ['names', 'places'],
  '@logsieve/testing': ['plant', 'capture', 'captureOutput', 'expectNoLeak', 'matchers', 'policyCases'],
};

beforeAll(async () => {
  const tarballs = join(folder, 'tarballs');
  mkdirSync(tarballs);
  // As `npm run tarballs` does, into a folder of its own.
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
  const command = scripts.tarballs.replace(/ tarballs$/, ` ${JSON.stringify(tarballs)}`);
  await run('sh', ['-c', command], { cwd: root });
  const files = readdirSync(tarballs).map((file) => `file:${join(tarballs, file)}`);
  writeFileSync(join(folder, 'package.json'), '{"private":true,"type":"module"}');
  const { catalog } = versions();
  await run(
    'npm',
    [
      'install',
      '--no-audit',
      '--no-fund',
      ...files,
      `pino@${catalog('pino')}`,
      `winston@${catalog('winston')}`,
      `compromise@${catalog('compromise')}`,
    ],
    {
      cwd: folder,
    },
  );
}, 180_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the packed packages', () => {
  for (const [entry, names] of Object.entries(ENTRIES)) {
    it(`${entry} is importable`, async () => {
      const code = `import * as m from '${entry}'; process.stdout.write(JSON.stringify(Object.keys(m)))`;
      expect(await evaluate('module', code)).toEqual(expect.arrayContaining(names));
    });

    it(`${entry} is requirable`, async () => {
      const code = `process.stdout.write(JSON.stringify(Object.keys(require('${entry}'))))`;
      expect(await evaluate('commonjs', code)).toEqual(expect.arrayContaining(names));
    });
  }

  it('hold the schema that editors read', () => {
    const schema = readFileSync(join(folder, 'node_modules/@logsieve/core/policy.schema.json'), 'utf8');
    expect(JSON.parse(schema)).toHaveProperty('$schema');
  });

  it('hold a licence, a README and no tests', () => {
    for (const name of ['core', 'pino', 'winston', 'testing', 'catalog', 'compromise', 'age', 'sealed']) {
      const files = readdirSync(join(folder, 'node_modules/@logsieve', name), { recursive: true }).map(
        String,
      );
      expect(files).toEqual(
        expect.arrayContaining(['LICENSE', 'README.md', 'dist/index.js', 'dist/index.d.ts']),
      );
      expect(files.filter((file) => file.includes('.test.') && !file.includes('node_modules'))).toEqual([]);
    }
  });

  it('have a command, with its licence and its README, that makes keys', async () => {
    const command = join(folder, 'node_modules/.bin/logsieve');
    const { stdout } = await run(command, ['keygen', '--out', 'keys'], { cwd: folder });
    expect(stdout).toMatch(/^recipient age1/);
    const files = readdirSync(join(folder, 'node_modules/logsieve'), { recursive: true }).map(String);
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'dist/main.js']));
    expect(files.filter((file) => file.includes('.test.') && !file.includes('node_modules'))).toEqual([]);
  });

  it('protect a real logger', async () => {
    const code = `
      import pino from 'pino';
      import { logsieve } from '@logsieve/pino';
      const log = logsieve(pino({ base: null, timestamp: false }), {});
      log.info({ latencyMs: 12, password: 'hunter2' }, 'done');`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', code], { cwd: folder });
    expect(JSON.parse(stdout)).toEqual({ level: 30, latencyMs: 12, msg: 'done' });
  });

  it('show in a test that nothing comes out', async () => {
    const code = `
      import pino from 'pino';
      import { logsieve } from '@logsieve/pino';
      import { capture, findLeaks, plant } from '@logsieve/testing';
      const { planted, canaries } = plant();
      const [raw, safe] = [capture(), capture()];
      pino(raw).info(planted);
      logsieve(pino(safe)).info(planted);
      process.stdout.write(JSON.stringify([raw, safe].map((sink) => findLeaks(sink, canaries).length > 0)));`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', code], { cwd: folder });
    expect(JSON.parse(stdout)).toEqual([true, false]);
  });

  for (const [resolution, module] of [
    ['NodeNext', 'NodeNext'],
    ['Bundler', 'ESNext'],
  ] as const) {
    it(`have types that resolve under moduleResolution ${resolution.toLowerCase()}`, () => {
      for (const file of ['use.ts', 'use.cts']) {
        if (resolution === 'Bundler' && file === 'use.cts') continue;
        expect(typeErrors(join(folder, file), resolution, module)).toEqual([]);
      }
    });
  }
});

const USE = `
import { createRedactor, definePolicy, type Redactor } from '@logsieve/core';
import { loadPolicy } from '@logsieve/core/node';
import { logsieve as protectPino } from '@logsieve/pino';
import { logsieve as protectWinston } from '@logsieve/winston';
import { capture, expectNoLeak, plant, policyCases } from '@logsieve/testing';
import '@logsieve/testing/jest';
import { pino } from 'pino';
import { createLogger } from 'winston';
const policy = definePolicy({ logsieve: 1, fields: { a: { keep: 'number' } } });
export const redactor: Redactor = createRedactor(loadPolicy(policy));
export const line: string = redactor.stringify({ a: 1 });
const log = protectPino(pino({ customLevels: { audit: 35 } }), { policy });
log.audit('typed');
const sink = capture();
protectWinston(createLogger({ transports: [sink] }), { policy }).info('typed');
protectPino(pino(sink)).info('typed');
const { planted, canaries } = plant({ user: { name: 'Ada' } });
export const name: string = planted.user.name;
expectNoLeak(sink, canaries);
for (const { name, run } of policyCases(policy)) console.log(name, run);
declare const jestExpect: (output: unknown) => jest.Matchers<void>;
jestExpect(sink).toContainNoLeak(canaries);
// @ts-expect-error an option that does not exist is a type error
plant({}, { key: true });
// @ts-expect-error an unknown action is a type error
definePolicy({ logsieve: 1, fields: { a: { allow: 'number' } } });
`;

function typeErrors(
  file: string,
  resolution: 'NodeNext' | 'Bundler',
  module: 'NodeNext' | 'ESNext',
): string[] {
  writeFileSync(file, USE);
  const program = ts.createProgram([file], {
    module: ts.ModuleKind[module],
    moduleResolution: ts.ModuleResolutionKind[resolution],
    target: ts.ScriptTarget.ES2023,
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
  });
  return ts
    .getPreEmitDiagnostics(program)
    .filter((diagnostic) => isOurs(diagnostic.file?.fileName))
    .map((diagnostic) => ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'));
}

/** Other packages' declarations may have faults of their own. */
function isOurs(file: string | undefined): boolean {
  return file === undefined || !file.includes('node_modules') || file.includes('@logsieve');
}

async function evaluate(type: 'module' | 'commonjs', code: string): Promise<string[]> {
  const { stdout, stderr } = await run(process.execPath, [`--input-type=${type}`, '-e', code], {
    cwd: folder,
  });
  expect(stderr).not.toMatch(/error/i);
  return JSON.parse(stdout) as string[];
}

function versions() {
  const text = readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8');
  return { catalog: (name: string) => new RegExp(`^  ${name}: (.+)$`, 'm').exec(text)![1]! };
}
