/** The package in other test runners, for real: what passes passes, what leaks fails, and no failure shows a canary. */
import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { findLeaks } from './search/find-leaks.js';
import { plant } from './plant/plant.js';

const home = fileURLToPath(new URL('..', import.meta.url));
// Below node_modules of the workspace, so that imports resolve as a user's would, and no runner finds it by itself.
const folder = join(home, '..', '..', 'node_modules', '.testing');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Result {
  readonly code: number | null;
  readonly text: string;
}

function run(args: readonly string[]): Promise<Result> {
  // NODE_TEST_CONTEXT and the like are of the runner that runs this.
  const env = { PATH: process.env['PATH'], NODE_OPTIONS: '', CI: '1' };
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      args,
      { cwd: folder, env, timeout: 50_000 },
      (_, stdout, stderr) => {
        resolve({ code: child.exitCode, text: stdout + stderr });
      },
    );
  });
}

const jest = async (name: string, source: string) => {
  writeFileSync(join(folder, name), source);
  const config = JSON.stringify({
    testEnvironment: 'node',
    transform: {},
    testRegex: `${name}$`,
    testPathIgnorePatterns: [],
    haste: { retainAllFiles: true },
  });
  const bin = join(home, 'node_modules/jest/bin/jest.js');
  return run([
    '--experimental-vm-modules',
    bin,
    '--no-cache',
    '--rootDir',
    folder,
    '--config',
    config,
    '--runInBand',
  ]);
};

const nodeTest = (name: string, source: string) => {
  writeFileSync(join(folder, name), source);
  return run(['--test', name]);
};

const { canaries } = plant({ email: 'ada@example.com' }, { seed: 1 });
const POLICY = `{ logsieve: 1, extends: [], fields: { a: { keep: 'number' } }, tests: [
  { name: 'numbers stay', record: { a: 1, b: 2 }, expect: { a: 1 } },
  { name: 'texts stay, which they do not', record: { a: 'x' }, expect: { a: 'x' } } ] }`;
const drive = `
  const { planted, canaries } = plant({ email: 'ada@example.com' }, { seed: 1 });
  const log = (guard) => { const sink = capture(); guard(pino(sink)).info(planted, 'x'); return sink; };`;

describe('jest', () => {
  it('has the matcher, and passes and fails with it and the policy', async () => {
    const { code, text } = await jest(
      'leaks.jest.js',
      `import '@logsieve/testing/jest';
      import { capture, plant, policyCases } from '@logsieve/testing';
      import { logsieve } from '@logsieve/pino';
      import pino from 'pino';
      ${drive}
      test('protected', () => { expect(log(logsieve)).toContainNoLeak(canaries); });
      test('raw is a leak', () => { expect(log((logger) => logger)).not.toContainNoLeak(canaries); });
      test('raw fails', () => { expect(log((logger) => logger)).toContainNoLeak(canaries); });
      for (const { name, run } of policyCases(${POLICY})) test(name, run);`,
    );
    expect(text).toContain('Tests:       2 failed, 3 passed, 5 total');
    expect(text).toContain('email (email): plain, at line 1, byte ');
    expect(text).toContain('a: expected string of 1, came out: nothing');
    expect(text).toMatch(/✓ numbers stay/);
    expect(findLeaks(text, canaries)).toEqual([]);
    expect(code).toBe(1);
  });

  it('passes where all does', async () => {
    const { code, text } = await jest(
      'clean.jest.js',
      `import { jest } from '@jest/globals';
      import { expectNoLeak, matchers, plant } from '@logsieve/testing';
      expect.extend(matchers);
      const { canaries } = plant();
      test('assertion', () => { expectNoLeak('{}', canaries); });
      test('matcher', () => { expect('{}').toContainNoLeak(canaries); });`,
    );
    expect(text).toContain('Tests:       2 passed, 2 total');
    expect(code).toBe(0);
  });
});

describe('node:test', () => {
  it('passes and fails with the assertion and the policy', async () => {
    const { code, text } = await nodeTest(
      'leaks.test.js',
      `import { test } from 'node:test';
      import { capture, expectNoLeak, plant, policyCases } from '@logsieve/testing';
      import { logsieve } from '@logsieve/pino';
      import pino from 'pino';
      ${drive}
      test('protected', () => { expectNoLeak(log(logsieve), canaries); });
      test('raw fails', () => { expectNoLeak(log((logger) => logger), canaries); });
      for (const { name, run } of policyCases(${POLICY})) test(name, run);`,
    );
    expect(text).toMatch(/^[#ℹ] pass 2$/m);
    expect(text).toMatch(/^[#ℹ] fail 2$/m);
    expect(text).toContain('email (email): plain, at line 1, byte ');
    expect(text).toContain('a: expected string of 1, came out: nothing');
    expect(findLeaks(text, canaries)).toEqual([]);
    expect(code).toBe(1);
  });

  it('passes where all does', async () => {
    const { code, text } = await nodeTest(
      'clean.test.js',
      `import { test } from 'node:test';
      import { expectNoLeak, plant } from '@logsieve/testing';
      test('assertion', () => { expectNoLeak('{}', plant().canaries); });`,
    );
    expect(text).toMatch(/^[#ℹ] pass 1$/m);
    expect(code).toBe(0);
  });
});

describe('@logsieve/testing/jest', () => {
  it('says what to write where jest gives no global expect', async () => {
    const { code, text } = await run(['--input-type=module', '-e', "import '@logsieve/testing/jest'"]);
    expect(text).toContain('write expect.extend(matchers)');
    expect(code).toBe(1);
  });
});
