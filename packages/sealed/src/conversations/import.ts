/** Takes plain conversations, as JSON lines, into a store. */
import { isUtf8 } from 'node:buffer';
import { lstat, readFile, unlink } from 'node:fs/promises';
import { basename, dirname, extname } from 'node:path';
import { LogsieveError } from '@logsieve/core';
import { checkOptions, wrongOption } from '@logsieve/core/node';
import type { ReaderKey } from './account.js';
import { storing } from './fault.js';
import { syncFolder } from './file.js';
import type { ConversationStore } from './store.js';

/** The options of `importConversation`. The identity reads back what was stored, and is not kept. */
export interface ImportOptions extends ReaderKey {
  /** The conversation's id. Default the name of the file without its extension. */
  readonly id?: string | undefined;
  /** Put it in the place of a conversation of this id that is there already. Default `false`. */
  readonly overwrite?: boolean | undefined;
  /** Leave the plain file where it is. Default `false`. */
  readonly keep?: boolean | undefined;
}

/** What became of a file. */
export interface Imported {
  readonly id: string;
  readonly messages: number;
}

const OPTIONS = ['identity', 'who', 'reason', 'id', 'overwrite', 'keep'] satisfies (keyof ImportOptions)[];

/**
 * Reads a file with one message in each line, stores them as a conversation, reads that back, and only then deletes the
 * file. Rejects with `LogsieveError`, and leaves the file, where a line is no message, where there is a conversation of
 * this id, where what is read back is not what was stored, where the path is a link, and where the file was written to
 * meanwhile. Deleting a file does not wipe it from the disk.
 *
 * @example
 * await importConversation(store, 'chats/c-17.jsonl', { identity: 'AGE-SECRET-KEY-1…' });
 */
export async function importConversation(
  store: ConversationStore,
  path: string,
  options: ImportOptions,
): Promise<Imported> {
  const { key, id, overwrite, keep } = readOptions(path, options);
  const before = await stateOf(path);
  // What a link leads to would stay, and be taken for deleted.
  if (!keep && !before.isFile)
    throw failed('the path is that of a link, or of no file', 'give the file itself');
  const messages = await readMessages(path);
  // With `overwrite` too: who may not read it is told before anything is stored.
  const there = await store.load(id, key);
  if (!overwrite && there !== undefined) throw taken();
  const stored = await store.replace(id, messages);
  const read = await store.load(id, key);
  if (read?.verdict !== 'OK' || JSON.stringify(read.messages) !== JSON.stringify(stored)) throw notRead();
  if (!keep) {
    if ((await stateOf(path)).id !== before.id) throw grown();
    await storing(() => unlink(path));
    await storing(() => syncFolder(dirname(path)));
  }
  return { id, messages: stored.length };
}

function readOptions(path: string, options: ImportOptions) {
  checkOptions(options, OPTIONS);
  const {
    identity,
    who,
    reason,
    id = basename(path, extname(path)),
    overwrite = false,
    keep = false,
  } = options;
  if (typeof overwrite !== 'boolean') throw wrongOption('options.overwrite', 'true or false');
  if (typeof keep !== 'boolean') throw wrongOption('options.keep', 'true or false');
  return { key: { identity, who, reason }, id, overwrite, keep };
}

/** What tells a file that was replaced or written to from the one that was read. */
async function stateOf(path: string) {
  const found = await storing(() => lstat(path));
  return { isFile: found.isFile(), id: `${found.dev} ${found.ino} ${found.size} ${found.mtimeMs}` };
}

/** Empty lines are passed over. */
async function readMessages(path: string): Promise<object[]> {
  const messages: object[] = [];
  let number = 0;
  const bytes = await storing(() => readFile(path));
  // What is none would be stored as something else, and the file deleted.
  if (!isUtf8(bytes)) throw failed('the file is no UTF-8 text', 'convert it first');
  for (const line of bytes.toString().split(/\r?\n/)) {
    number++;
    if (line.trim() !== '') messages.push(messageOf(line, number));
  }
  return messages;
}

function messageOf(line: string, number: number): object {
  try {
    const message: unknown = JSON.parse(line);
    if (typeof message === 'object' && message !== null && !Array.isArray(message)) return message;
  } catch {
    // As below: what JSON.parse says quotes the line.
  }
  throw failed(`line ${number} of the file is no message`, 'each line is one JSON object');
}

function taken(): LogsieveError {
  return failed('there is a conversation of this id already', 'give another id, or overwrite: true');
}

function grown(): LogsieveError {
  return failed(
    'the file was written to while it was imported',
    'it is still there; stop what writes to it, and import it again with overwrite: true',
  );
}

function notRead(): LogsieveError {
  return failed(
    'what was stored cannot be read back as it was stored',
    'is the identity one of a recipient of the store? The plain file is still there',
  );
}

function failed(what: string, hint: string): LogsieveError {
  return new LogsieveError('ERR_LOGSIEVE_STORE_IMPORT', what, { hint });
}
