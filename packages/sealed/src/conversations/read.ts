/** Reads a conversation's file, and tells whether it is what was written. */
import { AgeError, type Decrypter } from '@logsieve/age';
import { ciphertextOf, FRAME_START, type FrameContent, readFrame, type StoredMessage } from './frame.js';

/**
 * What of a file can be said: it is whole; its last write was cut off, which costs no message that was acknowledged;
 * or frames are missing, changed, repeated, in another order, or of another conversation. `UNKNOWN_KEY`: a frame is for
 * other identities.
 */
export type ConversationVerdict = 'OK' | 'TORN_TAIL' | 'TAMPERED' | 'UNKNOWN_KEY';

/** A conversation as it was read. */
export interface ReadConversation {
  readonly verdict: ConversationVerdict;
  /** All messages that can be read, in order; also where the verdict is not `OK`. */
  readonly messages: readonly StoredMessage[];
  /** When the first and the last of its frames were written, in milliseconds since 1970, by the writers' clocks. */
  readonly from: number;
  readonly to: number;
}

/** Reads the lines of a file. Never throws for what they hold. */
export function readLines(bytes: Buffer, id: string, decrypter: Decrypter): ReadConversation {
  const order = createOrder();
  const messages: StoredMessage[] = [];
  const times: number[] = [];
  let verdict: ConversationVerdict = 'OK';
  const worsen = (to: ConversationVerdict) => {
    if (RANK[to] > RANK[verdict]) verdict = to;
  };
  for (const { line, isWhole } of linesOf(bytes)) {
    if (!isWhole) {
      worsen('TORN_TAIL');
      continue;
    }
    const content = open(line, decrypter);
    if (typeof content === 'string') {
      if (content !== 'EMPTY') worsen(content);
    } else if (content.id !== id || !order.follows(content)) worsen('TAMPERED');
    else {
      // One by one: a call takes only so many arguments.
      for (const message of content.messages) messages.push(message);
      times.push(content.at);
    }
  }
  return { verdict, messages, from: times[0] ?? 0, to: times.at(-1) ?? 0 };
}

const RANK = { OK: 0, TORN_TAIL: 1, UNKNOWN_KEY: 2, TAMPERED: 3 } as const;

/** Line by line: the text of a whole file may be longer than any string. */
function* linesOf(bytes: Buffer): Generator<{ readonly line: string; readonly isWhole: boolean }> {
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(LINE_FEED, at);
    const isWhole = end >= 0;
    const stop = isWhole ? end : bytes.length;
    yield { line: bytes.toString('latin1', at, stop), isWhole };
    at = stop + 1;
  }
}

const LINE_FEED = 10;

function open(line: string, decrypter: Decrypter): FrameContent | ConversationVerdict | 'EMPTY' {
  if (line === '') return 'EMPTY';
  const file = ciphertextOf(line);
  if (file === undefined) return isCutOff(line) ? 'TORN_TAIL' : 'TAMPERED';
  try {
    return readFrame(file, decrypter) ?? 'TAMPERED';
  } catch (error) {
    const isOther = error instanceof AgeError && error.code === 'ERR_LOGSIEVE_AGE_NO_MATCH';
    return isOther ? 'UNKNOWN_KEY' : 'TAMPERED';
  }
}

/** True for the beginning of a frame. */
function isCutOff(line: string): boolean {
  return CUT.test(line) || FRAME_START.startsWith(line);
}

const CUT = /^\{"logsieve":"conversation\/1","ct":"[A-Za-z0-9+/]*={0,2}"?$/;

/** The frames of each writer are there from its first one on, each once and in order. */
function createOrder() {
  const next = new Map<string, number>();
  return {
    follows: ({ writer, n }: FrameContent): boolean => {
      const expected = next.get(writer) ?? 0;
      next.set(writer, n + 1);
      return n === expected;
    },
  };
}
