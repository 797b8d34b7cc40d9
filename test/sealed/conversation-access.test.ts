import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encrypt, generateIdentity } from '@logsieve/age';
import {
  type ConversationStore,
  createConversationStore,
  importConversation,
  reveal,
  type SealedLog,
  unseal,
} from '@logsieve/sealed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPlace, keys, type Place, read } from './place.js';

let place: Place;
let accessLog: SealedLog;
let store: ConversationStore;
beforeEach(async () => {
  place = createPlace();
  accessLog = place.open();
  store = open({ accessLog });
  await store.append('c-17', [{ role: 'user', content: 'hello' }]);
});
afterEach(() => {
  accessLog.close();
  place.remove();
});

const open = (more: object) =>
  createConversationStore({ dir: join(place.folder, 'store'), recipients: [keys.recipient], ...more });
const ada = { identity: keys.identity, who: 'ada', reason: 'case 4711' };
/** Nobody's: that nothing was opened shows in which error comes, or in the verdict. */
const nobody = { ...ada, identity: generateIdentity() };
const entries = async () => {
  accessLog.close();
  return (await read(place)).map((line) => JSON.parse(line) as Record<string, unknown>);
};
const listed = async (key?: object) => {
  const ids: (string | undefined)[] = [];
  for await (const { id } of store.list(key)) ids.push(id);
  return ids;
};
const codeOf = (code: string) => expect.objectContaining({ code }) as Error;

describe('a store with an access log', () => {
  it('writes who loads a conversation, why, and which, and not its id', async () => {
    expect(await store.load('c-17', ada)).toMatchObject({ verdict: 'OK' });
    expect(await store.load('c-17', nobody)).toMatchObject({ verdict: 'UNKNOWN_KEY' });
    let file: string | undefined;
    for await (const found of store.list()) file = found.file;
    const bytes = readFileSync(join(place.folder, 'store', file ?? '')).length;
    const entry = { event: 'load', who: 'ada', reason: 'case 4711', file, bytes };
    const written = await entries();
    expect(written).toEqual([expect.objectContaining(entry), expect.objectContaining(entry)]);
    expect(JSON.stringify(written)).not.toMatch(/c-17|hello|AGE-SECRET/);
  });

  it('writes who lists the ids, and nothing of who lists without them, or looks for what is not there', async () => {
    expect(await listed()).toEqual([undefined]);
    expect(await store.load('c-18', ada)).toBeUndefined();
    expect(await listed(ada)).toEqual(['c-17']);
    expect(await entries()).toEqual([
      expect.objectContaining({ event: 'list', who: 'ada', reason: 'case 4711' }),
    ]);
  });

  it.each([{ who: undefined }, { reason: undefined }, { reason: ' ' }, { who: 7 }])(
    'opens nothing for who does not say who, and why: %o',
    async (missing) => {
      const key = { ...ada, ...missing } as typeof ada;
      await expect(store.load('c-17', key)).rejects.toEqual(codeOf('ERR_LOGSIEVE_OPTIONS'));
      await expect(listed(key)).rejects.toEqual(codeOf('ERR_LOGSIEVE_OPTIONS'));
      expect(await entries()).toEqual([]);
    },
  );

  it('opens nothing where the access cannot be written', async () => {
    accessLog.close();
    await expect(store.load('c-17', ada)).rejects.toEqual(codeOf('ERR_LOGSIEVE_SEALED_READ'));
    await expect(listed(ada)).rejects.toEqual(codeOf('ERR_LOGSIEVE_SEALED_READ'));
  });

  it('needs neither an identity nor a reason to be written to', async () => {
    await store.append('c-17', [{ role: 'user', content: 'more' }]);
    await store.replace('c-18', [{ role: 'user', content: 'other' }]);
    expect(await store.delete('c-18')).toBe(true);
    expect(await entries()).toEqual([]);
  });

  it('takes a plain conversation from who says who, and why, and else leaves the file, and what was there', async () => {
    const path = join(place.folder, 'c-17.jsonl');
    writeFileSync(path, '{"role":"user","content":"from the file"}\n');
    const { identity } = ada;
    const silent = importConversation(store, path, { identity, overwrite: true });
    await expect(silent).rejects.toEqual(codeOf('ERR_LOGSIEVE_OPTIONS'));
    expect((await store.load('c-17', ada))?.messages).toEqual([{ role: 'user', content: 'hello' }]);
    await importConversation(store, path, { ...ada, overwrite: true });
    expect(existsSync(path)).toBe(false);
    expect((await entries()).map(({ event }) => event)).toEqual(['load', 'load', 'load']);
  });
});

describe('a store without one', () => {
  it('keeps no account, and takes no words for one', async () => {
    const plain = open({});
    expect(await plain.load('c-17', { identity: keys.identity })).toMatchObject({ verdict: 'OK' });
    await expect(plain.load('c-17', ada)).rejects.toEqual(codeOf('ERR_LOGSIEVE_OPTIONS'));
  });

  it('is not made of a log that redacts: of its lines nothing would be left that says who, and why', async () => {
    accessLog.close();
    const redacting = place.open({ redacted: false });
    try {
      expect(() => open({ accessLog: redacting })).toThrow(codeOf('ERR_LOGSIEVE_OPTIONS'));
      const value = encrypt('"x"', [keys.recipient]).toString('base64');
      expect(() => reveal(value, { ...ada, accessLog: redacting })).toThrow(codeOf('ERR_LOGSIEVE_OPTIONS'));
      const options = { dir: place.dir, root: keys.root, ...ada, accessLog: redacting };
      await expect(unseal(options).next()).rejects.toEqual(codeOf('ERR_LOGSIEVE_OPTIONS'));
    } finally {
      redacting.close();
    }
  });

  it('is not made of what is no sealed log', () => {
    for (const wrong of [null, 'access', {}, { flush: () => true }])
      expect(() => open({ accessLog: wrong })).toThrow(codeOf('ERR_LOGSIEVE_OPTIONS'));
  });
});
