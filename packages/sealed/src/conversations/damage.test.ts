import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEncrypter, generateIdentity, recipientOf } from '@logsieve/age';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConversationStore } from '../index.js';
import { writeFrame } from './frame.js';
import type { ReadConversation } from './read.js';

const identity = generateIdentity();
const recipients = [recipientOf(identity)];
const user = (content: string) => ({ role: 'user', content });

let dir: string;
let path: string;
let lines: string[];
let foreign: string;
const store = () => createConversationStore({ dir, recipients, fsync: false });
const fileOf = async (id: string) => {
  const known = new Set(all());
  await store().append(id, [user('first')]);
  return all().find((file) => !known.has(file)) as string;
};
const all = () =>
  readdirSync(dir, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.conversation'))
    .map((name) => join(dir, name));

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'logsieve-damage-'));
  store();
  path = await fileOf('c-1');
  const two = [store(), store()];
  for (const text of ['a', 'b', 'c', 'd']) await two[text.charCodeAt(0) % 2]?.append('c-1', [user(text)]);
  lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  foreign = readFileSync(await fileOf('c-2'), 'utf8').trimEnd();
});
afterAll(() => {
  rmSync(dir, { recursive: true });
});

async function read(text: string | Buffer): Promise<ReadConversation> {
  writeFileSync(path, text);
  return (await store().load('c-1', { identity })) as ReadConversation;
}
const texts = ({ messages }: ReadConversation) => messages.map(({ content }) => content).join('');
const file = (...changed: readonly (string | undefined)[]) => changed.map((line) => `${line}\n`).join('');

describe('a conversation that', () => {
  it('is as it was written is OK', async () => {
    const whole = await read(file(...lines));
    expect([whole.verdict, texts(whole)]).toEqual(['OK', 'firstabcd']);
  });

  it.each<[string, (...lines: string[]) => (string | undefined)[]]>([
    ['lost its first frame of a writer', (first, a, b, c, d) => [first, b, c, d]],
    ['lost a frame in the middle', (first, a, b, c, d) => [first, a, c, d].filter((_, at) => at !== 1)],
    ['has two frames of a writer swapped', (first, a, b, c, d) => [first, c, b, a, d]],
    ['has a frame twice', (first, a, b, c, d) => [first, a, b, c, c, d]],
    ['has a frame of another conversation', (first, a, b, c, d) => [first, a, foreign, b, c, d]],
    ['has a line that is none of its own', (first, a, b, c, d) => [first, '{}', a, b, c, d]],
    ['has a frame in another form', (first = '', a, b, c, d) => [first.replace('"ct"', ' "ct"'), a, b, c, d]],
  ])('%s is TAMPERED', async (_, change) => {
    const { verdict } = await read(file(...change(...lines)));
    expect(verdict).toBe('TAMPERED');
  });

  it('was cut off anywhere is TORN_TAIL, or OK up to there', async () => {
    const whole = Buffer.from(file(...lines));
    for (let end = 0; end < whole.length; end += 23) {
      const cut = await read(whole.subarray(0, end));
      const isBetween = end === 0 || whole[end - 1] === 10;
      expect(cut.verdict).toBe(isBetween ? 'OK' : 'TORN_TAIL');
      expect('firstabcd').toContain(texts(cut));
    }
  });

  it('has a byte changed is never OK', async () => {
    const whole = Buffer.from(file(...lines));
    const ends = [...whole.keys()]
      .filter((at) => whole[at] === 10)
      .flatMap((at) => [at, at - 3, at - 4, at - 5]);
    for (const at of [
      ...ends,
      ...Array.from({ length: 40 }, (_, n) => Math.floor((n * whole.length) / 40)),
    ]) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] as number) ^ 1;
      const { verdict } = await read(changed);
      expect(verdict, String(at)).not.toBe('OK');
    }
  });

  it('was cut off is gone on with in a line of its own', async () => {
    await read(file(...lines).slice(0, -20));
    await store().append('c-1', [user('e')]);
    const torn = await read(readFileSync(path));
    expect([torn.verdict, texts(torn)]).toEqual(['TORN_TAIL', 'firstabce']);
  });

  it('holds what nobody can read is UNKNOWN_KEY, and the rest is there', async () => {
    const other = createEncrypter([recipientOf(generateIdentity())]);
    const frame = writeFrame(
      { id: 'c-1', writer: 'x'.repeat(16), n: 0, at: 0, messages: [user('x')] },
      other,
    );
    const mixed = await read(file(...lines) + frame);
    expect([mixed.verdict, texts(mixed)]).toEqual(['UNKNOWN_KEY', 'firstabcd']);
  });

  it('holds a frame of something else is TAMPERED', async () => {
    const encrypter = createEncrypter(recipients);
    for (const content of [17, { id: 'c-1' }, { id: 'c-1', writer: 'x', n: 0, at: 0, messages: ['x'] }]) {
      const { verdict } = await read(file(...lines) + writeFrame(content as never, encrypter));
      expect(verdict).toBe('TAMPERED');
    }
  });
});
