/** Keys from the environment, from files, and from functions. */
import {
  chmodSync,
  chownSync,
  existsSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { encrypt, generateIdentity, recipientOf } from '@logsieve/age';
import {
  type AsyncKeySource,
  createConversationStore,
  enrollWriter,
  type KeySource,
  reveal,
  type RootSource,
  type SealedLog,
  unseal,
  verifySealed,
} from '@logsieve/sealed';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPlace, keys, type Place, record, verify } from './place.js';

const NAME = 'LOGSIEVE_TEST_KEY';
const OTHER_USER = 12_345;
/** What must be in no error: the key, the name of its variable, the path of its file. */
const SECRET = /SECRET-KEY-1[0-9A-Z]|KEY\+tests|LOGSIEVE_TEST|key\.txt/;

let place: Place;
let access: Place;
let accessLog: SealedLog;
let folder: string;
let file: string;
beforeEach(() => {
  place = createPlace();
  access = createPlace();
  accessLog = access.open();
  folder = mkdtempSync(join(tmpdir(), 'logsieve-keys-'));
  file = join(folder, 'key.txt');
});
afterEach(() => {
  accessLog.close();
  for (const { remove } of [place, access]) remove();
  rmSync(folder, { recursive: true });
  delete process.env[NAME];
});

const put = (text: string, mode = 0o600) => {
  writeFileSync(file, text);
  chmodSync(file, mode);
};
const faultOf = async (work: () => unknown) => {
  try {
    await work();
  } catch (error) {
    const fault = error as Error & { readonly code: string };
    expect(`${fault.message} ${fault.stack} ${JSON.stringify(fault)} ${String(fault.cause)}`).not.toMatch(
      SECRET,
    );
    return fault;
  }
  throw new Error('nothing was thrown');
};
const by = () => ({ who: 'ada', reason: 'a test', accessLog });

/** What comes out of a log of one record. */
async function opened(identity: AsyncKeySource | readonly AsyncKeySource[]): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of unseal({ dir: place.dir, root: keys.root, identity, ...by() })) lines.push(line);
  return lines;
}
const thenKey = (done: (key: string) => void) => {
  done(keys.identity);
};
/** As age-keygen writes it. */
const FILE = `# created: 2026-01-01T00:00:00Z\r\n# public key: ${keys.recipient}\n\n${keys.identity}\n`;

describe('a private key', () => {
  beforeEach(() => {
    const log = place.open();
    log.write(record(1));
    log.close();
  });

  it.each<[string, () => AsyncKeySource | readonly AsyncKeySource[]]>([
    ['as it is', () => keys.identity],
    ['of the environment', () => ({ env: NAME })],
    ['of a file', () => ({ file })],
    ['of a function', () => () => keys.identity],
    ['of a function that gives the bytes of a file', () => () => Buffer.from(FILE)],
    ['of a function that gives several', () => () => [generateIdentity(), keys.identity]],
    ['of a function that takes its time', () => () => setImmediate(keys.identity)],
    ['of a function that gives what is like a promise', () => () => ({ then: thenKey }) as never],
    ['among several', () => [generateIdentity(), { env: NAME }, () => setImmediate([generateIdentity()])]],
  ])('%s opens a log', async (_, identity) => {
    put(FILE);
    process.env[NAME] = keys.identity;
    expect(await opened(identity())).toEqual([record(1)]);
  });

  it('is had from there for all that takes one', async () => {
    put(FILE);
    const value = encrypt('"x"', [keys.recipient]).toString('base64');
    expect(reveal(value, { identity: { file }, ...by() })).toBe('x');
    const store = createConversationStore({ dir: join(folder, 'store'), recipients: [keys.recipient] });
    await store.append('c-1', [{ role: 'user', content: 'hello' }]);
    const identity = () => setImmediate(keys.identity);
    expect(await store.load('c-1', { identity })).toMatchObject({ verdict: 'OK' });
    for await (const { id } of store.list({ identity })) expect(id).toBe('c-1');
    put(keys.rootKey);
    const { writer } = enrollWriter({ stateDir: join(folder, 'state'), rootKey: { file } });
    expect(writer).toMatch(/^[0-9a-f]{32}$/);
  });

  it('is had through links, as Kubernetes mounts the files of a secret', async () => {
    put(FILE);
    mkdirSync(join(folder, '..2026_11_29'));
    renameSync(file, join(folder, '..2026_11_29', 'key'));
    symlinkSync('..2026_11_29', join(folder, '..data'));
    symlinkSync(join('..data', 'key'), file);
    expect(await opened({ file })).toEqual([record(1)]);
  });

  it('is not had from a file that others can read or write, or from what is no file', async () => {
    for (const mode of [0o640, 0o604, 0o620, 0o601]) {
      put(FILE, mode);
      const fault = await faultOf(() => opened({ file }));
      expect(fault.message, mode.toString(8)).toMatch(
        /^options\.identity\.file gives no key: others have rights/,
      );
    }
    put(FILE);
    symlinkSync('link', join(folder, 'link'));
    expect((await faultOf(() => opened({ file: join(folder, 'link') }))).message).toContain(
      'cannot be read (ELOOP)',
    );
    expect((await faultOf(() => opened({ file: folder }))).message).toContain('no file of keys');
    put('#'.repeat(70_000));
    expect((await faultOf(() => opened({ file }))).message).toContain('no file of keys');
    for (const wrong of [join(folder, 'none'), keys.identity, `${keys.identity}\0`]) {
      expect((await faultOf(() => opened({ file: wrong }))).message).toContain('cannot be read');
    }
  });

  it.skipIf(process.getuid?.() !== 0)('is not had where another user put a file or a link', async () => {
    put(FILE);
    const link = join(folder, 'link');
    symlinkSync(file, link);
    lchownSync(link, OTHER_USER, OTHER_USER);
    expect((await faultOf(() => opened({ file: link }))).message).toContain('belongs to another user');
    lchownSync(link, 0, 0);
    expect(await opened({ file: link })).toEqual([record(1)]);
    chownSync(file, OTHER_USER, OTHER_USER);
    for (const each of [file, link])
      expect((await faultOf(() => opened({ file: each }))).message).toContain('belongs to another user');
  });

  it.skipIf(process.getuid?.() !== 0)("is had from root's file by a group that may read it", async () => {
    const user = vi.spyOn(process as { getuid: () => number }, 'getuid').mockReturnValue(OTHER_USER);
    try {
      put(FILE, 0o640);
      expect(await opened({ file })).toEqual([record(1)]);
      for (const mode of [0o644, 0o660, 0o650]) {
        put(FILE, mode);
        expect((await faultOf(() => opened({ file }))).message).toContain('others have rights');
      }
      put(FILE, 0o640);
      chownSync(file, OTHER_USER, OTHER_USER);
      expect((await faultOf(() => opened({ file }))).message).toContain('others have rights');
    } finally {
      user.mockRestore();
    }
  });

  it('that is missing is told by where it should be, and never by what is there', async () => {
    const identity = { env: NAME };
    expect((await faultOf(() => opened(identity))).message).toMatch(
      /^options\.identity\.env gives no key: the var/,
    );
    process.env[NAME] = '\n# nothing\n';
    expect(await faultOf(() => opened(identity))).toMatchObject({ code: 'ERR_LOGSIEVE_SEALED_SOURCE' });
    process.env[NAME] = keys.identity.slice(0, -1);
    expect(await faultOf(() => opened(identity))).toMatchObject({ code: 'ERR_LOGSIEVE_AGE_KEY' });
    expect(await faultOf(() => opened({ env: keys.identity }))).toMatchObject({
      code: 'ERR_LOGSIEVE_SEALED_SOURCE',
    });
    const path = 'options.identity[1].env';
    expect(await faultOf(() => opened([keys.identity, { env: `${NAME}_2` }]))).toMatchObject({ path });
  });

  it('that a function does not give is told without what it threw', async () => {
    const broken = Object.assign(new Error(keys.identity), { code: 'ECONNREFUSED' });
    const wrong: (() => never)[] = [
      () => {
        throw broken;
      },
      () => Promise.reject(broken) as never,
      () => {
        throw new Proxy(broken, {
          getPrototypeOf: () => {
            throw broken;
          },
        });
      },
      () => 7 as never,
      () => [] as never,
      () => setImmediate({ key: keys.identity }) as never,
    ];
    for (const identity of wrong) {
      const fault = await faultOf(() => opened(identity));
      expect(fault).toMatchObject({ code: 'ERR_LOGSIEVE_SEALED_SOURCE', path: 'options.identity' });
      expect(fault.cause).toBeUndefined();
    }
    expect((await faultOf(() => opened(wrong[1] as never))).message).toContain('(ECONNREFUSED)');
    for (const identity of [
      { env: NAME, file },
      { env: '' },
      { key: keys.identity },
      7,
      null,
      [[keys.identity]],
    ]) {
      expect(await faultOf(() => opened(identity as never))).toMatchObject({ code: 'ERR_LOGSIEVE_OPTIONS' });
    }
    expect(accessLog.counters()).toMatchObject({ records: 0, queued: 0 });
  });

  it('that is refused, while another source gives nothing, does not end the process', async () => {
    const refused = vi.fn();
    process.on('unhandledRejection', refused);
    const later = () => Promise.reject(new Error('no'));
    const fault = await faultOf(() => opened([later, { env: NAME }]));
    await setTimeout(20);
    process.off('unhandledRejection', refused);
    expect(fault).toMatchObject({ path: 'options.identity[1].env' });
    expect(refused).not.toHaveBeenCalled();
  });

  it('is in no variable that only every object has', async () => {
    for (const env of ['constructor', '__proto__'])
      expect(await faultOf(() => opened({ env }))).toMatchObject({ code: 'ERR_LOGSIEVE_SEALED_SOURCE' });
  });

  it('cannot be waited for where nothing waits', async () => {
    const later = (() => Promise.reject(new Error(keys.identity))) as unknown as KeySource;
    const value = encrypt('"x"', [keys.recipient]).toString('base64');
    const revealed = await faultOf(() => reveal(value, { identity: later, ...by() }));
    const enrolled = await faultOf(() => enrollWriter({ stateDir: join(folder, 'state'), rootKey: later }));
    for (const fault of [revealed, enrolled])
      expect(fault.message).toContain('a promise cannot be waited for here');
    process.env[NAME] = `${keys.rootKey}\n${keys.rootKey}`;
    const several = await faultOf(() =>
      enrollWriter({ stateDir: join(folder, 'state'), rootKey: { env: NAME } }),
    );
    expect(several.message).toContain('there are several');
    expect(existsSync(join(folder, 'state'))).toBe(false);
  });
});

describe('a writer', () => {
  const recipients = (text: string, mode?: number) => {
    put(text, mode);
    process.env[NAME] = text;
    return [{ env: NAME }, { file }];
  };

  it('takes recipients from the environment and from files, also while it writes', async () => {
    const [env, other] = recipients(
      `# who reads\n${keys.recipient}\n\n${recipientOf(generateIdentity())}\n`,
      0o644,
    );
    const log = place.open({ recipients: [env as { env: string }] });
    log.write(record(1));
    log.setRecipients([other as { file: string }]);
    log.write(record(2));
    log.close();
    expect(await opened(keys.identity)).toEqual([record(1), record(2)]);
    expect(await verify(place)).toMatchObject({ verdict: 'OK_UNANCHORED', segments: 2 });
  });

  it.each([
    ['an identity', keys.identity],
    ['a file of age-keygen', FILE],
    ['a recipient, and an identity that is commented out', `${keys.recipient}\n#${keys.identity}\n`],
    ['the root key', keys.rootKey],
  ])('that would find %s there does not start, nor does a store', async (_, text) => {
    for (const [index, source] of recipients(text).entries()) {
      const more = { recipients: [keys.recipient, source] } as object;
      const path = `options.recipients[1]`;
      expect(await faultOf(() => place.open(more)), `${index}`).toMatchObject({
        ...{ code: 'ERR_LOGSIEVE_SEALED_KEY', path },
      });
      const store = await faultOf(() =>
        createConversationStore({ dir: join(folder, 'store'), ...more } as never),
      );
      expect(store).toMatchObject({ code: 'ERR_LOGSIEVE_SEALED_KEY', path });
    }
    expect(existsSync(place.dir)).toBe(false);
    const log = place.open();
    const fault = await faultOf(() => log.setRecipients(recipients(text) as never));
    expect(fault).toMatchObject({ code: 'ERR_LOGSIEVE_SEALED_KEY' });
    log.close();
  });

  it('takes them from no file that others can write to, from no function, and no key for the name of a variable', async () => {
    const [, source] = recipients(keys.recipient, 0o622);
    const fault = await faultOf(() => place.open({ recipients: [source as { file: string }] }));
    expect(fault.message).toContain('others can write to the file');
    expect(await faultOf(() => place.open({ recipients: [(() => keys.recipient) as never] }))).toMatchObject({
      code: 'ERR_LOGSIEVE_AGE_KEY',
    });
    expect(await faultOf(() => place.open({ recipients: [{ env: keys.identity }] }))).toMatchObject({
      code: 'ERR_LOGSIEVE_SEALED_KEY',
    });
    expect(await faultOf(() => place.open({ recipients: [{ env: NAME, file }] as never }))).toMatchObject({
      code: 'ERR_LOGSIEVE_AGE_KEY',
    });
  });
});

describe('the root key', () => {
  const verdictBy = async (root: RootSource) => (await verifySealed({ dir: place.dir, root })).verdict;

  it('comes from a file that its owner alone can write to, and from the environment', async () => {
    const log = place.open();
    log.write(record(1));
    log.close();
    put(`# of the company\n${keys.root}\n`, 0o644);
    process.env[NAME] = keys.root;
    for (const root of [keys.root, { file }, { env: NAME }]) {
      expect(await verdictBy(root)).toBe('OK_UNANCHORED');
      const lines: string[] = [];
      for await (const line of unseal({ dir: place.dir, root, identity: keys.identity, ...by() }))
        lines.push(line);
      expect(lines).toEqual([record(1)]);
    }
  });

  it('is refused from a file that others can write to, and where there is none or more than one', async () => {
    put(keys.root, 0o664);
    expect(await faultOf(() => verdictBy({ file }))).toMatchObject({ code: 'ERR_LOGSIEVE_SEALED_SOURCE' });
    put(`${keys.root}\n${keys.root}\n`);
    expect(await faultOf(() => verdictBy({ file }))).toMatchObject({ code: 'ERR_LOGSIEVE_SEALED_SOURCE' });
    expect(await faultOf(() => verdictBy({ env: NAME }))).toMatchObject({ path: 'options.root.env' });
    put(keys.rootKey);
    expect(await faultOf(() => verdictBy({ file }))).toMatchObject({
      message: expect.stringContaining('options.root is not the public root key') as string,
    });
  });
});
