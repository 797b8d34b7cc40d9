/** What a store knows of the conversations that it writes to. */
import { randomBytes } from 'node:crypto';
import type { Encrypter } from '@logsieve/age';
import { storing } from './fault.js';
import { type StoredMessage, writeFrame } from './frame.js';
import type { Line } from './file.js';
import type { Settings } from './options.js';
import { createSanitizer, type Sanitizer } from './sanitize.js';

/**
 * The line of the next frame for a file, by its mark: in another file, or one that has none, it is by another writer, whose
 * first frame it is.
 */
type LineFor = (messages: readonly StoredMessage[], file: string | undefined) => Line;

/** One conversation, for one who writes to it at a time. */
interface Conversation {
  readonly sanitizer: Sanitizer;
  /** Rejects with `LogsieveError` where writing throws. */
  readonly write: (work: (lineFor: LineFor) => Promise<void>) => Promise<void>;
  /** Forgets what was said, and found in it. */
  readonly forget: () => void;
}

export interface Conversations {
  /** Does work on a conversation once all that was asked for before is done, whatever became of it. */
  inTurn<T>(id: string, work: (conversation: Conversation) => Promise<T>): Promise<T>;
}

/** So many are remembered, with what was found in them, after work on them is done. */
const MOST_REMEMBERED = 1000;

export function createConversations(settings: Settings, encrypter: Encrypter): Conversations {
  interface Entry {
    readonly conversation: Conversation;
    last: Promise<unknown>;
    waiting: number;
  }
  const busy = new Map<string, Entry>();
  // Apart: to pass over those that are busy, one by one, for each that is done takes the square of their number.
  const idle = new Map<string, Entry>();
  const entryOf = (id: string): Entry => {
    const entry = busy.get(id) ??
      idle.get(id) ?? {
        conversation: createConversation(id, settings, encrypter),
        last: Promise.resolve(),
        waiting: 0,
      };
    idle.delete(id);
    busy.set(id, entry);
    return entry;
  };
  /** The last that was used goes last, and the first is forgotten where they are too many. */
  const rest = (id: string, entry: Entry) => {
    busy.delete(id);
    idle.set(id, entry);
    for (const [oldest] of idle) {
      if (idle.size <= MOST_REMEMBERED) return;
      idle.delete(oldest);
    }
  };
  return {
    inTurn: async (id, work) => {
      const entry = entryOf(id);
      entry.waiting++;
      const result = entry.last.then(() => work(entry.conversation));
      entry.last = result.catch(() => undefined);
      try {
        return await result;
      } finally {
        if (--entry.waiting === 0) rest(id, entry);
      }
    },
  };
}

function createConversation(id: string, settings: Settings, encrypter: Encrypter): Conversation {
  let sanitizer = createSanitizer(id, settings);
  let writer = createWriter();
  const lineFor: LineFor = (messages, file) => {
    if (file === undefined || writer.file !== file) writer = createWriter(file);
    const n = writer.frames++;
    const text = writeFrame({ id, writer: writer.name, n, at: Date.now(), messages }, encrypter);
    return { text, isFirst: n === 0 };
  };
  return {
    get sanitizer() {
      return sanitizer;
    },
    write: async (work) => {
      try {
        await storing(() => work(lineFor));
      } catch (error) {
        // Nobody knows whether the frame is in the file: the next one is by another writer.
        writer = createWriter();
        throw error;
      }
    },
    forget: () => {
      sanitizer = createSanitizer(id, settings);
    },
  };
}

const NAME_BYTES = 12;

function createWriter(file?: string) {
  return { name: randomBytes(NAME_BYTES).toString('base64url'), file, frames: 0 };
}
