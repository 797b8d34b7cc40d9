import { LogsieveError } from '@logsieve/core';
import type { StoredMessage } from './frame.js';
import type { Settings } from './options.js';

/** Messages as they may be stored, of one conversation. Throws `LogsieveError` where one of the steps fails. */
export interface Sanitizer {
  /** The next messages. */
  readonly next: (messages: readonly unknown[]) => Promise<readonly StoredMessage[]>;
  /** All messages from the first one on; nothing of before is remembered. */
  readonly whole: (messages: readonly unknown[]) => Promise<readonly StoredMessage[]>;
}

/** The functions of the user first, the policy's redactor last: what they make goes through it, too. */
export function createSanitizer(id: string, { sanitize, createRedactor }: Settings): Sanitizer {
  const redactor = createRedactor();
  const own = async (messages: readonly unknown[]): Promise<readonly unknown[]> => {
    if (sanitize.length === 0) return messages;
    let current = copyOf(messages);
    try {
      for (const step of sanitize) current = listOf(await step(current, { id }));
      return current;
    } catch {
      // What it says may hold what it was to keep away.
      throw failed('a function of sanitize threw');
    }
  };
  const redact = async (messages: readonly unknown[], isBeginning: boolean) => {
    const given = await own(messages);
    const redacted: StoredMessage[] = [];
    for (let at = 0; at < given.length; at += AT_ONCE) {
      const some = given.slice(at, at + AT_ONCE);
      redacted.push(...(await (isBeginning && at === 0 ? redactor.redact(some) : redactor.turns(some))));
    }
    // The redactor makes one message of each.
    if (redacted.length !== given.length) throw failed('the messages cannot be read');
    return redacted;
  };
  return {
    next: (messages) => redact(messages, false),
    whole: (messages) => {
      redactor.forget();
      return redact(messages, true);
    },
  };
}

/** The redactor reads so much at once and no more; of messages of one kilobyte each this is a sixteenth of it. */
const AT_ONCE = 1000;

/** What cannot be copied (functions, what throws when it is read) no function is asked about. */
function copyOf(messages: readonly unknown[]): StoredMessage[] {
  try {
    return structuredClone(messages) as StoredMessage[];
  } catch {
    throw failed('the messages are no plain data');
  }
}

function listOf(messages: unknown): StoredMessage[] {
  if (!Array.isArray(messages)) throw new TypeError('no list');
  return messages as StoredMessage[];
}

function failed(what: string): LogsieveError {
  return new LogsieveError('ERR_LOGSIEVE_STORE_SANITIZE', what, {
    hint: 'nothing was stored; mend it, and store the messages again',
  });
}
