import { relative } from 'node:path';
import { createDecrypter, createEncrypter, type Decrypter } from '@logsieve/age';
import { wrongOption } from '@logsieve/core/node';
import { awaitKeys } from '../key-sources/private.js';
import { accountOf, type ReaderKey } from './account.js';
import { createConversations } from './conversation.js';
import { storing } from './fault.js';
import { appendLine, deleteFile, readWhole, replaceLines } from './file.js';
import type { StoredMessage } from './frame.js';
import { type ListedConversation, listFolder } from './list.js';
import { type ConversationStoreOptions, readOptions } from './options.js';
import { openFolder } from './place.js';
import { type ReadConversation, readLines } from './read.js';

/**
 * Stores conversations, redacted and encrypted: a store that writes cannot read. Every method rejects with a
 * `LogsieveError` where it fails, which holds nothing of a message, and then nothing in clear was written.
 */
export interface ConversationStore {
  /**
   * Adds messages to a conversation, a million at most, in time that does not depend on how many are there. Gives what
   * was stored.
   */
  append(id: string, messages: readonly unknown[]): Promise<readonly StoredMessage[]>;
  /**
   * Puts these messages in the place of all that were there: whoever reads finds the old ones or the new ones. Gives what
   * was stored.
   */
  replace(id: string, messages: readonly unknown[]): Promise<readonly StoredMessage[]>;
  /**
   * What was stored; undefined where there is no such conversation. Where the store has an access log, a line is written to it,
   * and forced to its disk, before anything is opened.
   */
  load(id: string, key: ReaderKey): Promise<ReadConversation | undefined>;
  /** All conversations, in no order; with an identity their ids, which is a line of the access log. */
  list(key?: Partial<ReaderKey>): AsyncIterable<ListedConversation>;
  /** Deletes a conversation. False where there was none. */
  delete(id: string): Promise<boolean>;
}

/**
 * Opens a store in a folder, which is made where it is not there. Throws `LogsieveError` for options that are wrong, where
 * one holds a private key, and where the folder cannot be used; `PolicyError` with all issues of the policy.
 *
 * @example
 * const store = createConversationStore({ dir: './conversations', recipients: ['age1…'] });
 * await store.append('c-17', [{ role: 'user', content: 'I am ada@example.com' }]);
 */
export function createConversationStore(options: ConversationStoreOptions): ConversationStore {
  const settings = readOptions(options);
  const { dir, recipients, durable, accessLog } = settings;
  const conversations = createConversations(settings, createEncrypter(recipients));
  const placeOf = storing(() => openFolder(dir));
  return {
    append: async (id, messages) => {
      const place = placeOf(checkedId(id));
      const given = checkedMessages(messages);
      return await conversations.inTurn(id, async (conversation) => {
        const stored = await conversation.sanitizer.next(given);
        if (stored.length > 0)
          await conversation.write((lineFor) => appendLine(place, (file) => lineFor(stored, file), durable));
        return stored;
      });
    },
    replace: async (id, messages) => {
      const place = placeOf(checkedId(id));
      const given = checkedMessages(messages);
      return await conversations.inTurn(id, async (conversation) => {
        const stored = await conversation.sanitizer.whole(given);
        await conversation.write((lineFor) => replaceLines(place, lineFor(stored, undefined), durable));
        return stored;
      });
    },
    load: async (id, key) => {
      const account = accountOf(key, accessLog);
      const decrypter = await openWith(key);
      const { path } = placeOf(checkedId(id));
      const bytes = await storing(() => readWhole(path));
      if (bytes === undefined) return undefined;
      account('load', { file: relative(dir, path), bytes: bytes.length });
      return readLines(bytes, id, decrypter);
    },
    list: (key) => {
      const open = async () => {
        const account = accountOf(key, accessLog);
        const decrypter = await openWith(key);
        account('list', {});
        return decrypter;
      };
      return listFolder(dir, key?.identity === undefined ? undefined : open);
    },
    delete: async (id) => {
      const place = placeOf(checkedId(id));
      return await conversations.inTurn(id, async (conversation) => {
        conversation.forget();
        return await storing(() => deleteFile(place, durable));
      });
    },
  };
}

/** An id is not shown: it may be a person's. */
const LONGEST_ID = 1024;
const HALF = /\p{Surrogate}/u;

function checkedId(id: unknown): string {
  if (typeof id === 'string' && id !== '' && id.length <= LONGEST_ID && !HALF.test(id)) return id;
  throw wrongOption('id', `a string of 1 to ${LONGEST_ID} characters`);
}

/** Longer lists are none that somebody made: an array with a few elements can say that it has four billion. */
const MOST_MESSAGES = 1_000_000;

/** The list itself is copied: it may change while others are in turn. What it throws, being a proxy, is not told. */
function checkedMessages(messages: unknown): readonly unknown[] {
  try {
    const list = messages as readonly unknown[];
    if (Array.isArray(list) && list.length <= MOST_MESSAGES) {
      const copy: readonly unknown[] = Array.from(list);
      if (copy.every(isObject)) return copy;
    }
  } catch {
    // As below.
  }
  throw wrongOption(
    'messages',
    `a list of at most ${MOST_MESSAGES} objects, each with a role and its content`,
  );
}

function isObject(message: unknown): boolean {
  return typeof message === 'object' && message !== null && !Array.isArray(message);
}

async function openWith(key: unknown): Promise<Decrypter> {
  const identity = (key as { readonly identity?: unknown } | null | undefined)?.identity;
  return createDecrypter(await awaitKeys(identity, 'identity'));
}
