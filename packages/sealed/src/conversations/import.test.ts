import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateIdentity, recipientOf } from '@logsieve/age';
import type { LogsieveError } from '@logsieve/core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createConversationStore, importConversation, type Sanitize } from '../index.js';

const identity = generateIdentity();
const CANARY = 'kn9vYtQ4wz7R';
const MESSAGES = [
  { role: 'user', content: 'I am ada@example.com' },
  { role: 'assistant', content: 'Hello ada@example.com!' },
];
const LINES = MESSAGES.map((message) => JSON.stringify(message)).join('\r\n');

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'logsieve-import-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

const open = (sanitize?: Sanitize) =>
  createConversationStore({ dir: join(dir, 'store'), recipients: [recipientOf(identity)], sanitize });
function plain(text: string): string {
  const path = join(dir, 'c-17.jsonl');
  writeFileSync(path, text);
  return path;
}
const refused = async (call: Promise<unknown>): Promise<LogsieveError> => {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason as LogsieveError,
  );
  expect(error?.code).toBe('ERR_LOGSIEVE_STORE_IMPORT');
  expect(`${error?.message} ${error?.hint} ${error?.stack}`).not.toContain(CANARY);
  return error as LogsieveError;
};

it('stores what a plain file holds, redacted, and deletes the file', async () => {
  const path = plain(`${LINES}\n\n`);
  expect(await importConversation(open(), path, { identity })).toEqual({ id: 'c-17', messages: 2 });
  expect(existsSync(path)).toBe(false);
  expect(await open().load('c-17', { identity })).toMatchObject({
    verdict: 'OK',
    messages: [{ content: 'I am [email]' }, { content: 'Hello [email]!' }],
  });
});

it('keeps the file where it is told to, and takes another id', async () => {
  const path = plain(LINES);
  const sanitize: Sanitize = (messages) => messages.slice(1);
  const imported = await importConversation(open(sanitize), path, { identity, id: 'other', keep: true });
  expect([imported, readFileSync(path, 'utf8')]).toEqual([{ id: 'other', messages: 1 }, LINES]);
});

it.each([`${LINES}\n{"role": "${CANARY}`, `${LINES}\n"${CANARY}"`, `${LINES}\n["${CANARY}"]`])(
  'leaves a file with a line that is no message: %#',
  async (text) => {
    const path = plain(text);
    const { message } = await refused(importConversation(open(), path, { identity }));
    expect(message).toContain('line 3 of the file is no message');
    expect([existsSync(path), await open().load('c-17', { identity })]).toEqual([true, undefined]);
  },
);

it('leaves a file that is no text', async () => {
  const path = plain('');
  writeFileSync(path, Buffer.concat([Buffer.from('{"content":"'), Buffer.of(0xff), Buffer.from('"}\n')]));
  await refused(importConversation(open(), path, { identity }));
  expect([existsSync(path), await open().load('c-17', { identity })]).toEqual([true, undefined]);
});

it('takes the place of nothing unless it is told to', async () => {
  const path = plain(LINES);
  await open().append('c-17', [{ role: 'user', content: 'older' }]);
  await refused(importConversation(open(), path, { identity }));
  expect((await open().load('c-17', { identity }))?.messages).toHaveLength(1);
  expect(existsSync(path)).toBe(true);
  await importConversation(open(), path, { identity, overwrite: true });
  expect((await open().load('c-17', { identity }))?.messages).toHaveLength(2);
});

it('leaves the file where what was stored cannot be read back', async () => {
  const path = plain(LINES);
  await refused(importConversation(open(), path, { identity: generateIdentity() }));
  expect(existsSync(path)).toBe(true);
});

it('leaves a file behind a link, and one that grows meanwhile', async () => {
  const path = plain(LINES);
  const link = join(dir, 'link.jsonl');
  symlinkSync(path, link);
  await refused(importConversation(open(), link, { identity }));
  expect([existsSync(path), existsSync(link)]).toEqual([true, true]);
  expect(await importConversation(open(), link, { identity, keep: true })).toMatchObject({ messages: 2 });
  const grow: Sanitize = (messages) => {
    writeFileSync(path, '\n{"role":"user","content":"more"}', { flag: 'a' });
    return messages;
  };
  await refused(importConversation(open(grow), path, { identity }));
  expect(existsSync(path)).toBe(true);
});

it('leaves the file where the messages cannot be stored', async () => {
  const path = plain(LINES);
  const call = importConversation(
    open(() => {
      throw new Error(CANARY);
    }),
    path,
    { identity },
  );
  await expect(call).rejects.toMatchObject({ code: 'ERR_LOGSIEVE_STORE_SANITIZE' });
  await expect(importConversation(open(), join(dir, 'none.jsonl'), { identity })).rejects.toMatchObject({
    code: 'ERR_LOGSIEVE_STORE',
  });
  expect(existsSync(path)).toBe(true);
});
