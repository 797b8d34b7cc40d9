/** Where a conversation is in the folder of a store: under a name that does not say its id. */
import { createHmac, randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { refuseKeyFiles } from '../private-keys.js';

const SALT_FILE = 'store.json';
const SALT_BYTES = 32;
const NAME = /^[0-9a-f]{2}[A-Za-z0-9_-]{20}\.conversation$/;

/** The path of a conversation's file, and of the folder that it is in. */
export interface Place {
  readonly folder: string;
  readonly path: string;
}

/**
 * Opens the folder of a store, and makes it, 0700, where there is none. A conversation's file is named for
 * HMAC-SHA-256(salt of the store, id): who sees the folder cannot read ids, only test those that he knows. Throws `LogsieveError`
 * where a private key lies in it, and what the system throws.
 */
export function openFolder(dir: string): (id: string) => Place {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  refuseKeyFiles('options.dir', dir);
  const salt = readSalt(join(dir, SALT_FILE)) ?? makeSalt(dir);
  return (id) => {
    const hash = createHmac('sha256', salt).update(id).digest();
    // 256 folders: a hundred thousand files in one make some tools, and people, slow.
    const shard = hash.subarray(0, 1).toString('hex');
    const folder = join(dir, shard);
    return {
      folder,
      path: join(folder, `${shard}${hash.subarray(1, 16).toString('base64url')}.conversation`),
    };
  };
}

/** True for the name of a conversation's file. */
export function isConversationFile(name: string): boolean {
  return NAME.test(name);
}

function readSalt(path: string): Buffer | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const salt = SALT.exec(text)?.[1];
  if (salt === undefined) throw new SyntaxError('the file store.json is none of a store');
  return Buffer.from(salt, 'base64');
}

const SALT = /^\{"logsieve":"conversations\/1","salt":"([A-Za-z0-9+/]{43}=)"\}\n$/;

/** Of several processes that make it at once one is first, and all have the salt of that one. */
function makeSalt(dir: string): Buffer {
  const path = join(dir, SALT_FILE);
  const own = join(dir, `.${SALT_FILE}.${randomBytes(8).toString('hex')}`);
  const salt = randomBytes(SALT_BYTES);
  const { O_CREAT, O_EXCL, O_NOFOLLOW, O_WRONLY } = constants;
  const fd = openSync(own, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
  try {
    writeSync(fd, `{"logsieve":"conversations/1","salt":"${salt.toString('base64')}"}\n`);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  try {
    linkSync(own, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(own);
  }
  return readSalt(path) ?? salt;
}
