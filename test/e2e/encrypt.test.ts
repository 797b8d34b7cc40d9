/** Values that are encrypted, on every way out: what leaves is read with the identities, and by nobody else. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decrypt, generateIdentity, recipientOf } from '@logsieve/age';
import { createRedactor, definePolicy } from '@logsieve/core';
import { loadPolicy } from '@logsieve/core/node';
import { logsieve as protectPino } from '@logsieve/pino';
import { logsieve as protectWinston } from '@logsieve/winston';
import { pino } from 'pino';
import { afterAll, describe, expect, it } from 'vitest';
import winston from 'winston';
// Threads load built code only.
import { redactFile } from '../../packages/core/dist/node.js';
import { hasAge } from '../age-command.js';
import { MemoryTransport } from '../leaks/memory-transport.js';

const folder = mkdtempSync(join(tmpdir(), 'logsieve-encrypt-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const dpo = generateIdentity();
const audit = generateIdentity();
const policy = definePolicy({
  logsieve: 1,
  fields: {
    prompt: { encrypt: { to: 'dpo' } },
    turns: { encrypt: { to: 'dpo' } },
    'user.id': { encrypt: { to: 'both' } },
    ids: { map: { keys: 'token', value: { encrypt: { to: 'dpo' } } } },
    body: { parse: 'json' },
    'body.name': { encrypt: { to: 'dpo' } },
    note: { keep: 'string', max: 40 },
    tokens: { keep: 'integer' },
  },
  recipients: { dpo: [recipientOf(dpo)], both: [recipientOf(dpo), recipientOf(audit)] },
  profiles: { auditors: { fields: { note: { encrypt: { to: 'both' } } } } },
});
const CANARY = 'kn9vYt-canary-Q4wz7R';
const PROMPT = `${CANARY} "x"\n\u00e9\ud83d\ude00`;
const TURNS = [{ role: 'user', content: CANARY }, { n: [1, null, true] }];
const record = () => ({
  prompt: PROMPT,
  turns: TURNS,
  user: { id: 4711, name: CANARY },
  ids: { a: CANARY, 'not a token': CANARY },
  body: JSON.stringify({ name: CANARY, other: CANARY }),
  note: 'mail to ada@example.com',
  tokens: 4,
});

const opened = (value: unknown, identity = dpo) =>
  JSON.parse(decrypt(Buffer.from(value as string, 'base64'), [identity]).toString()) as unknown;

/** Holds what a line holds against the record above. */
function expectSealed(line: string): void {
  expect(line).not.toContain(CANARY);
  expect(line).not.toContain(Buffer.from(CANARY).toString('base64').slice(2, 20));
  const out = JSON.parse(line) as Record<string, never> & { user: object; ids: { a: string }; body: string };
  expect(out).toMatchObject({ tokens: 4, note: 'mail to [email]' });
  expect(opened(out['prompt'])).toBe(PROMPT);
  expect(opened(out['turns'])).toEqual(TURNS);
  expect(Object.keys(out.user)).toEqual(['id']);
  for (const identity of [dpo, audit]) expect(opened(Object.values(out.user)[0], identity)).toBe(4711);
  expect(() => opened(out['prompt'], audit)).toThrow();
  expect(Object.keys(out.ids)).toEqual(['a']);
  expect(opened(out.ids.a)).toBe(CANARY);
  const body = JSON.parse(out.body) as Record<string, unknown>;
  expect(Object.keys(body)).toEqual(['name']);
  expect(opened(body['name'])).toBe(CANARY);
}

describe('encrypted values', () => {
  const redactor = createRedactor(loadPolicy(policy));

  it('leave through a redactor, from records and from lines', () => {
    expectSealed(JSON.stringify(redactor.redact(record())));
    expectSealed(redactor.stringify(record()));
    expectSealed(redactor.redactLine(JSON.stringify(record())));
    expect(redactor.counters()).toMatchObject({ encrypted: 15, faults: 0 });
  });

  it.each(['wasm', 'js'] as const)('leave through the engine for lines, %s', (engine) => {
    const stream = redactor.lines({ engine });
    const line = Buffer.from(`${JSON.stringify(record())}\n`);
    const out = Buffer.concat([...Array(40)].map(() => Buffer.from(stream.push(line))));
    for (const one of out.toString().trimEnd().split('\n')) expectSealed(one);
  });

  it('leave a file that threads redact', async () => {
    const [from, to] = [join(folder, 'raw.log'), join(folder, 'redacted.log')];
    writeFileSync(from, `${JSON.stringify(record())}\n`.repeat(300));
    await redactFile(from, to, { policy, threads: 2 });
    const lines = readFileSync(to, 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(300);
    for (const line of lines.slice(-20)) expectSealed(line);
  });

  it('leave a pino logger, from its children too', () => {
    const lines: string[] = [];
    const log = protectPino(pino({}, { write: (line: string) => lines.push(line) }), { policy });
    log.info(record(), 'said');
    const { prompt, ...rest } = record();
    log.child({ prompt }).info(rest);
    expect(lines).toHaveLength(2);
    for (const line of lines) expectSealed(line);
  });

  it('leave the pino transport', async () => {
    const destination = join(folder, 'transport.log');
    const target = fileURLToPath(new URL('../../packages/pino/dist/index.js', import.meta.url));
    const stream = pino.transport({ target, options: { policy, destination } });
    await once(stream, 'ready');
    pino(stream).info(record());
    stream.end();
    await once(stream, 'close');
    expectSealed(readFileSync(destination, 'utf8').trimEnd());
  });

  it('leave a winston logger', () => {
    const memory = new MemoryTransport();
    const log = protectWinston(winston.createLogger({ transports: [memory] }), { policy });
    log.info('said', record());
    expectSealed(memory.text.trimEnd());
  });

  it('go to some as they are, and to others encrypted', () => {
    const auditors = createRedactor(loadPolicy(policy, { profile: 'auditors' }));
    const { note } = auditors.redact(record()) as { note: string };
    // What a detector takes out is not there to be encrypted.
    expect([opened(note), opened(note, audit)]).toEqual(['mail to [email]', 'mail to [email]']);
  });

  it('differ each time, and of short ones not even the length is told', () => {
    const texts = ['yes', 'no', 'yes'].map((prompt) => redactor.redact({ prompt })['prompt'] as string);
    expect(new Set(texts).size).toBe(3);
    expect(new Set(texts.map((text) => text.length)).size).toBe(1);
  });

  it('of a policy that was put into force go to its recipients, bindings made before too', () => {
    const moving = createRedactor(loadPolicy(policy));
    const bindings = moving.bind({ prompt: PROMPT, tokens: 4 });
    moving.replacePolicy(loadPolicy({ ...policy, remarks: 'counts' }));
    expect(opened((JSON.parse(moving.stringify({}, { bindings })) as { prompt: string }).prompt)).toBe(
      PROMPT,
    );
    const recipients = { dpo: [recipientOf(audit)], both: [recipientOf(audit)] };
    moving.replacePolicy(loadPolicy({ ...policy, recipients }));
    // They cannot be encrypted anew: nothing raw of them is kept.
    expect(JSON.parse(moving.stringify({}, { bindings }))).toEqual({ tokens: 4 });
    expect(opened(moving.redact({ prompt: 'x' })['prompt'], audit)).toBe('x');
  });

  it('do not leave where the cipher fails, and cost nothing else', () => {
    const compiled = loadPolicy(policy);
    const broken = createRedactor(compiled);
    const { concat } = Buffer;
    try {
      Buffer.concat = () => {
        throw new Error(CANARY);
      };
      expect(broken.redact(record())).toEqual({ note: 'mail to [email]', tokens: 4 });
    } finally {
      Buffer.concat = concat;
    }
    expect(broken.counters()).toMatchObject({ faults: 5, encrypted: 0 });
  });

  it.runIf(hasAge)('are opened by the age command', () => {
    const key = join(folder, 'dpo.key');
    writeFileSync(key, `${dpo}\n`, { mode: 0o600 });
    const { prompt } = redactor.redact(record()) as { prompt: string };
    const out = execFileSync('age', ['-d', '-i', key], { input: Buffer.from(prompt, 'base64') });
    expect(JSON.parse(out.toString())).toBe(PROMPT);
  });
});
