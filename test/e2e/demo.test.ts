import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRedactor } from '@logsieve/core';
import { loadPolicy } from '@logsieve/core/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PLANTED, holdsPlanted } from '../../examples/demo/planted.js';
import { type ExampleRun, runExample } from './run-example.js';

/** Where the demo makes its folder. */
let temporary: string;
beforeAll(() => {
  temporary = mkdtempSync(join(tmpdir(), 'logsieve-test-'));
});
afterAll(() => rmSync(temporary, { recursive: true }));

describe('demo', () => {
  let run: ExampleRun;
  beforeAll(async () => {
    run = await runExample('demo/main.js', [], { TMPDIR: temporary });
  });

  it('finds planted values without logsieve and none with it, and says so in its last line', () => {
    expect(run.code, run.stderr + run.stdout).toBe(0);
    expect(run.stderr).toBe('');
    const last = run.stdout.trimEnd().split('\n').at(-1);
    expect(last).toBe('planted values found without logsieve: 338, with logsieve: 0');
  });

  it('plants as many values as its page says', () => {
    const planted = / all +(\d+) /.exec(run.stdout)?.[1];
    const page = readFileSync(new URL('../../examples/README.md', import.meta.url), 'utf8');
    expect(page).toContain(`how many of the ${planted} planted values`);
  });

  it('gets the same answers from the logs with logsieve', () => {
    for (const question of [
      'log records',
      'responses',
      'errors by code',
      'tokens in, out',
      'customers seen',
    ]) {
      const row = new RegExp(`^ *${question} +(\\S.*?) {2,}(\\S.*)$`, 'm').exec(run.stdout);
      expect(row?.[2], question).toBe(row?.[1]);
      expect(row?.[1], question).toMatch(/[1-9]/);
    }
  });

  it('shows what was kept, pseudonymized, masked and generalized at both services, and no fault', () => {
    for (const outcome of ['kept', 'pseudonymized', 'masked', 'generalized']) {
      expect(run.stdout).toMatch(new RegExp(`values ${outcome}.* {2,}[1-9]\\d* +[1-9]\\d*$`, 'm'));
    }
    expect(run.stdout).toMatch(/faults +0 +0$/m);
  });

  it('writes lines of at most 80 columns without color into a pipe', () => {
    expect(run.stdout).not.toContain('\x1b');
    expect(Math.max(...run.stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('leaves no file behind', () => {
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('exits with 1 where a policy lets planted values out', async () => {
    const loose = join(temporary, 'loose.json');
    const fields = { 'user.name': { keep: 'string' } };
    writeFileSync(loose, JSON.stringify({ logsieve: 1, extends: ['logsieve:http'], fields }));
    const { code, stdout } = await runExample('demo/main.js', ['--policy', loose], { TMPDIR: temporary });
    rmSync(loose);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^planted values found without logsieve: 338, with logsieve: 24$/m);
  });

  it('exits with 2 and no file left where the key is too short, without telling the key', async () => {
    const { code, stderr } = await runExample('demo/main.js', [], {
      TMPDIR: temporary,
      LOGSIEVE_DEMO_KEY: 'c2hvcnQ=',
    });
    expect(code).toBe(2);
    expect(stderr).toContain('the demo could not run');
    expect(stderr).not.toContain('c2hvcnQ=');
    expect(readdirSync(temporary)).toEqual([]);
  });
});

describe('the policy of the demo', () => {
  it('passes the tests it carries', () => {
    const key = randomBytes(32).toString('base64');
    const compiled = loadPolicy('examples/demo/logsieve.policy.json', { env: { LOGSIEVE_DEMO_KEY: key } });
    const { tests } = compiled.policy;
    expect(tests.length).toBeGreaterThan(0);
    for (const { name, record, expect: expected } of tests) {
      expect(createRedactor(compiled).redact(record as object), name).toEqual(expected);
    }
  });
});

describe('the search of the demo', () => {
  const forms: [string, (value: string) => string][] = [
    ['plain', (value) => `<${value}>`],
    ['in upper case', (value) => value.toUpperCase()],
    ['percent-encoded', (value) => encodeURIComponent(value)],
    ['form-encoded', (value) => new URLSearchParams({ q: value }).toString()],
    ['JSON in JSON', (value) => JSON.stringify(JSON.stringify({ value }))],
    ['hex', (value) => Buffer.from(value).toString('hex')],
    ['a Buffer in JSON', (value) => JSON.stringify(Buffer.from(`x${value}y`))],
    ['base64', (value) => Buffer.from(value).toString('base64')],
    ['base64 after one byte', (value) => Buffer.from(`x${value}y`).toString('base64')],
    ['base64url after two bytes', (value) => Buffer.from(`xx${value}yy`).toString('base64url')],
  ];

  it.each(forms)('finds each planted value as %s', (_name, write) => {
    expect((PLANTED as { text: string }[]).filter(({ text }) => !holdsPlanted(write(text)))).toEqual([]);
  });

  it('finds nothing in a text of other values', () => {
    expect(holdsPlanted('{"level":30,"msg":"login","user":{"id":"p1:k1:5aVZ2rPqX0nTt8wYc7uJ1g"}}')).toBe(
      false,
    );
  });
});
