import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateIdentity, recipientOf } from '@logsieve/age';
import { LogsieveError } from '@logsieve/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasAge } from '../../../../test/age-command.js';
import { type ConversationStoreOptions, createConversationStore, type Sanitize } from '../index.js';

const identity = generateIdentity();
const recipients = [recipientOf(identity)];
const CANARY = 'kn9vYtQ4wz7R';
const user = (content: unknown) => ({ role: 'user', content });

let dir: string;
beforeEach(() => {
  dir = join(mkdtempSync(join(tmpdir(), 'logsieve-store-')), 'conversations');
});
afterEach(() => {
  rmSync(join(dir, '..'), { recursive: true });
});

const open = (options: Partial<ConversationStoreOptions> = {}) =>
  createConversationStore({ dir, recipients, fsync: false, ...options });
const contents = async (store: ReturnType<typeof open>, id: string) =>
  (await store.load(id, { identity }))?.messages.map(({ content }) => content);
const files = () =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.conversation'))
    .map((entry) => join(entry.parentPath, entry.name));
/** What a call is rejected with. */
async function faultOf(call: Promise<unknown>): Promise<LogsieveError> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(LogsieveError);
  return error as LogsieveError;
}

describe('a conversation store', () => {
  it('gives back what was stored, redacted, to who has the identity', async () => {
    const store = open();
    await store.append('c-1', [user('I am ada@example.com'), { role: 'assistant', content: 'Hello!' }]);
    await store.append('c-1', [user('my password is Hunter-2024')]);
    expect(await store.load('c-1', { identity: [generateIdentity(), identity] })).toEqual({
      verdict: 'OK',
      messages: [
        user('I am [email]'),
        { role: 'assistant', content: 'Hello!' },
        user('my password is [secret]'),
      ],
      from: expect.any(Number) as number,
      to: expect.any(Number) as number,
    });
    expect(await store.load('c-2', { identity })).toBeUndefined();
  });

  it('writes nothing that can be read without it, neither messages nor ids', async () => {
    const store = open({ sanitize: (messages) => messages });
    await store.append(`id-${CANARY}`, [user(`nothing to detect: ${CANARY}`)]);
    const bytes = files()
      .map((path) => path + readFileSync(path, 'latin1'))
      .join();
    expect(bytes).not.toContain(CANARY);
    expect(bytes).not.toContain(Buffer.from(CANARY).toString('base64').slice(2, -2));
    expect((await store.load(`id-${CANARY}`, { identity: generateIdentity() }))?.verdict).toBe('UNKNOWN_KEY');
    expect((await contents(store, `id-${CANARY}`))?.[0]).toContain(CANARY);
  });

  it('writes files and folders that are its own', async () => {
    await open().append('c-1', [user('x')]);
    expect(statSync(dir).mode & 0o777).toBe(0o700);
    for (const path of [...files(), join(dir, 'store.json')]) expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('adds to a conversation in a line of its own, whatever is there', async () => {
    const store = open();
    await store.append(
      'c-1',
      Array.from({ length: 200 }, () => user('x'.repeat(100))),
    );
    const before = statSync(files()[0] as string).size;
    await store.append('c-1', [user('y')]);
    expect(statSync(files()[0] as string).size - before).toBeLessThan(900);
  });

  it.runIf(hasAge)('is opened with the tools of everybody', async () => {
    await open().append('c-1', [user('y')]);
    const key = join(dir, '..', 'key');
    writeFileSync(key, identity, { mode: 0o600 });
    const { ct } = JSON.parse(readFileSync(files()[0] as string, 'utf8')) as { ct: string };
    const out = execFileSync('age', ['-d', '-i', key], { input: Buffer.from(ct, 'base64') });
    expect(JSON.parse(out.toString())).toMatchObject({ id: 'c-1', n: 0, messages: [user('y')] });
  });

  it('remembers what was found in a conversation for its next messages, and in no other', async () => {
    const store = open();
    await store.append('c-1', [user('my password is Hunter-2024')]);
    await store.append('c-1', [user('HUNTER2024, again'), user('card 4111 1111')]);
    await store.append('c-1', [user('1111 1111')]);
    await store.append('c-2', [user('HUNTER2024')]);
    expect(await contents(store, 'c-1')).toEqual([
      'my password is [secret]',
      '[secret], again',
      'card 4111 1111',
      '[card]',
    ]);
    expect(await contents(store, 'c-2')).toEqual(['HUNTER2024']);
  });

  it('goes by the detectors of its policy', async () => {
    const define = { order: { pattern: 'ORD-[0-9]{4}' } };
    const policy = {
      logsieve: 1,
      define,
      detectors: ['order'],
      profiles: { p: { detectors: ['email'] } },
    } as const;
    await open({ policy }).append('a', [user('ORD-1234 of ada@example.com')]);
    await open({ policy, profile: 'p' }).append('b', [user('ORD-1234 of ada@example.com')]);
    expect(await contents(open(), 'a')).toEqual(['[order] of ada@example.com']);
    expect(await contents(open(), 'b')).toEqual(['[order] of [email]']);
  });

  it('replaces a conversation as a whole', async () => {
    const store = open();
    await store.append('c-1', [user('my password is Hunter-2024')]);
    await store.replace('c-1', [user('Hunter-2024'), user('the password is Hunter-2024')]);
    await store.append('c-1', [user('more')]);
    expect(await contents(store, 'c-1')).toEqual(['[secret]', 'the password is [secret]', 'more']);
    await store.replace('c-3', []);
    expect(await store.load('c-3', { identity })).toMatchObject({ verdict: 'OK', messages: [] });
    expect(readdirSync(dir, { recursive: true }).filter((path) => String(path).endsWith('.new'))).toEqual([]);
  });

  it.each([
    ['of many megabytes', Array.from({ length: 1500 }, () => user('word '.repeat(1200)))],
    ['of very many messages', Array.from({ length: 150_000 }, () => ({ role: 'user' }))],
  ])('reads a frame %s', { timeout: 60_000 }, async (_what, messages) => {
    const store = open();
    const stored = await store.append('c-1', messages);
    expect(stored).toHaveLength(messages.length);
    const read = await store.load('c-1', { identity });
    expect(read?.verdict).toBe('OK');
    expect(JSON.stringify(read?.messages) === JSON.stringify(stored)).toBe(true);
  });

  it('deletes a conversation, and what it remembers of it', async () => {
    const store = open();
    await store.append('c-1', [user('my password is Hunter-2024')]);
    expect([await store.delete('c-1'), await store.delete('c-1'), files()]).toEqual([true, false, []]);
    await store.append('c-1', [user('HUNTER2024')]);
    expect(await store.load('c-1', { identity })).toMatchObject({
      verdict: 'OK',
      messages: [user('HUNTER2024')],
    });
  });

  it('lists conversations, by their ids for who has the identity', async () => {
    const store = open();
    for (const id of ['a', 'b', 'c']) await store.append(id, [user('x'.repeat(100_000))]);
    writeFileSync(join(dir, 'notes.txt'), 'x');
    const ids: (string | undefined)[] = [];
    for await (const { id, bytes, modified, file } of store.list({ identity })) {
      expect([bytes > 100_000, Math.abs(modified - Date.now()) < 60_000]).toEqual([true, true]);
      expect(existsSync(join(dir, file))).toBe(true);
      ids.push(id);
    }
    expect(ids.sort()).toEqual(['a', 'b', 'c']);
    for await (const { id } of store.list()) expect(id).toBeUndefined();
    for await (const { id } of store.list({ identity: generateIdentity() })) expect(id).toBeUndefined();
  });
});

describe('a sanitizer', () => {
  it('sees copies, in order, before the redactor sees what it made', async () => {
    const seen: unknown[] = [];
    const first: Sanitize = (messages, { id }) => {
      seen.push(structuredClone(messages), id);
      for (const message of messages)
        Object.assign(message, { content: `${String(message['content'])} by bob@example.com` });
      return messages;
    };
    const second: Sanitize = async (messages) => {
      await Promise.resolve();
      return messages.filter(({ role }) => role === 'user');
    };
    const given = Object.freeze([
      Object.freeze(user('hi')),
      Object.freeze({ role: 'system', content: 'no' }),
    ]);
    const store = open({ sanitize: [first, second] });
    await store.append('c-1', given);
    expect(seen).toEqual([[user('hi'), { role: 'system', content: 'no' }], 'c-1']);
    expect(await contents(store, 'c-1')).toEqual(['hi by [email]']);
  });

  it.each<[string, Sanitize]>([
    [
      'throws',
      () => {
        throw new Error(CANARY);
      },
    ],
    ['is rejected', () => Promise.reject(new Error(CANARY))],
    ['gives no list', () => CANARY as never],
  ])('that %s keeps everything from being stored', async (_, sanitize) => {
    const store = open({ sanitize });
    for (const call of [store.append('c-1', [user(CANARY)]), store.replace('c-1', [user(CANARY)])]) {
      const fault = await faultOf(call);
      expect(fault.code).toBe('ERR_LOGSIEVE_STORE_SANITIZE');
      expect(JSON.stringify([fault, fault.message, fault.stack, fault.cause])).not.toContain(CANARY);
    }
    expect(files()).toEqual([]);
  });

  it('is not asked about what is no data, which is not stored', async () => {
    const store = open({ sanitize: (messages) => messages });
    const fault = await faultOf(store.append('c-1', [{ role: 'user', content: () => CANARY }]));
    expect(fault.code).toBe('ERR_LOGSIEVE_STORE_SANITIZE');
    await open().append('c-1', [{ role: 'user', content: () => CANARY }]);
    expect(await contents(store, 'c-1')).not.toContain(CANARY);
  });

  it('may be a recognizer', async () => {
    const recognize = (text: string) =>
      [...text.matchAll(/Ada/g)].map(({ index }) => ({ start: index, end: index + 3, confidence: 1 }));
    const store = open({ recognizers: [{ id: 'name', placeholder: '[name]', recognize }] });
    await store.append('c-1', [user('Ada has ada@example.com')]);
    expect(await contents(store, 'c-1')).toEqual(['[name] has [email]']);
  });
});

describe('a fault', () => {
  it.each([
    ['a pipe', (path: string) => execFileSync('mkfifo', [path])],
    ['a link', (path: string) => symlinkSync('/dev/null', path)],
    ['a folder', (path: string) => mkdirSync(path)],
  ])('is %s in the place of a file, which nobody waits for', async (_what, put) => {
    const store = open();
    await store.append('c-1', [user('x')]);
    const [path = ''] = files();
    await store.append('c-2', [user('x')]);
    rmSync(path);
    put(path);
    expect((await faultOf(store.append('c-1', [user('x')]))).code).toBe('ERR_LOGSIEVE_STORE');
    expect((await faultOf(store.load('c-1', { identity }))).code).toBe('ERR_LOGSIEVE_STORE');
    const ids: unknown[] = [];
    for await (const { id } of store.list({ identity })) ids.push(id);
    expect(ids).toEqual(['c-2']);
  });

  it(
    'is not the length of a line, of which a list takes time in proportion to it',
    { timeout: 60_000 },
    async () => {
      const store = open();
      await store.append('c-1', [user('x')]);
      const [path = ''] = files();
      writeFileSync(path, Buffer.alloc(256 << 20, 'a'));
      const began = process.cpuUsage();
      for await (const { id } of store.list({ identity })) expect(id).toBeUndefined();
      expect(process.cpuUsage(began).user).toBeLessThan(8_000_000);
    },
  );

  it('of the folder is told by its code alone, and the store goes on when it is mended', async () => {
    const store = open();
    await store.append('c-1', [user('a')]);
    const [path = ''] = files();
    rmSync(path);
    execFileSync('mkdir', [path]);
    const fault = await faultOf(store.append('c-1', [user(CANARY)]));
    expect(fault.code).toBe('ERR_LOGSIEVE_STORE');
    expect(fault.message).toContain('EISDIR');
    expect(fault.message + String(fault.stack)).not.toContain(CANARY);
    rmSync(path, { recursive: true });
    await store.append('c-1', [user('b')]);
    expect(await store.load('c-1', { identity })).toMatchObject({ verdict: 'OK', messages: [user('b')] });
  });

  it('of the options is told when the store is made', () => {
    const wrong: [object, string][] = [
      [{ recipients: [] }, 'ERR_LOGSIEVE_OPTIONS'],
      [{ recipients: ['age1x'] }, 'ERR_LOGSIEVE_AGE_KEY'],
      [{ recipients: [identity] }, 'ERR_LOGSIEVE_SEALED_KEY'],
      [{ identity }, 'ERR_LOGSIEVE_OPTIONS'],
      [{ sanitize: [1] }, 'ERR_LOGSIEVE_OPTIONS'],
      [{ recognizers: [] }, 'ERR_LOGSIEVE_OPTIONS'],
      [{ fsync: 1 }, 'ERR_LOGSIEVE_OPTIONS'],
      [{ dir: 1 }, 'ERR_LOGSIEVE_OPTIONS'],
    ];
    for (const [options, code] of wrong) {
      expect(() => open(options), JSON.stringify(Object.keys(options))).toThrow(
        expect.objectContaining({ code }) as Error,
      );
    }
    const code = 'ERR_LOGSIEVE_SEALED_KEY';
    open();
    writeFileSync(join(dir, 'dpo.key'), `# created: today\n${identity}\n`);
    expect(() => open()).toThrow(expect.objectContaining({ code }) as Error);
    writeFileSync(join(dir, '..', 'file'), '');
    expect(() => open({ dir: join(dir, '..', 'file', 'x') })).toThrow(/ENOTDIR/);
  });

  it('of a call is told without what it was given', async () => {
    const store = open();
    const thrower = () => {
      throw new Error(CANARY);
    };
    const revoked = Proxy.revocable([], {});
    revoked.revoke();
    for (const call of [
      store.append('a', new Proxy([user('x')], { get: thrower })),
      store.append('a', Object.assign([user('x')], { [Symbol.iterator]: thrower })),
      store.append('a', Object.defineProperty([user('x')], 0, { get: thrower })),
      store.replace('a', revoked.proxy),
      store.replace('a', Object.assign([user('x')], { length: 2 ** 32 - 1 })),
      store.load('a', undefined as never),
      store.load('a', null as never),
      store.append('', []),
      store.append(`\ud800${CANARY}`, []),
      store.append(CANARY.repeat(100), []),
      store.append('a', CANARY as never),
      store.load('a', { identity: 17 as never }),
      store.load('a', {} as never),
    ]) {
      const fault = await faultOf(call);
      expect(fault.code).toBe('ERR_LOGSIEVE_OPTIONS');
      expect(fault.message).not.toContain(CANARY);
    }
  });
});

it('refuses what is no message, and stores nothing of the call', async () => {
  const store = open();
  const fine = user('hello');
  for (const none of ['a text', 5, null, undefined, [fine], () => fine]) {
    await expect(store.append('c', [fine, none as never])).rejects.toMatchObject({
      code: 'ERR_LOGSIEVE_OPTIONS',
    });
    await expect(store.replace('c', [none as never])).rejects.toMatchObject({ code: 'ERR_LOGSIEVE_OPTIONS' });
  }
  expect(files()).toEqual([]);
});
