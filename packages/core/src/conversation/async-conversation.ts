/** A conversation with recognizers, which take their time. */
import { joinRecognizers, type RecognitionOptions, type Recognizers } from '../recognizers/recognition.js';
import {
  createState,
  draftAll,
  forgetAll,
  listOf,
  type RedactedMessage,
  redactSlots,
  removeRepeats,
  type State,
} from './conversation.js';
import { finish, type Slot, UNREADABLE_PLACEHOLDER } from './draft.js';
import { type ConversationOptions, readOptions } from './options.js';
import { replaceSpans } from './spans.js';
import { createTails, type Tails } from './tails.js';

/**
 * Redacts one conversation, recognizers included. What they find is remembered as what detectors find is. No promise
 * is rejected: a text that a recognizer cannot read, or not in time, comes out as `[redacted]`. Calls may overlap, but
 * one that is made before another has ended does not know what that one finds.
 */
export interface AsyncConversationRedactor {
  /** A whole conversation, or all of it so far: what one turn gives away is removed from the turns before it too. */
  redact(messages: readonly unknown[]): Promise<RedactedMessage[]>;
  /** The next turn. What earlier calls gave out stays given out. */
  turn(message: unknown): Promise<RedactedMessage>;
  /** The next turns together: what one gives away is removed from all of these. */
  turns(messages: readonly unknown[]): Promise<RedactedMessage[]>;
  /** Forgets everything that was found and said, also what a call finds that has not ended. */
  forget(): void;
}

export interface AsyncConversationOptions extends ConversationOptions, RecognitionOptions {}

/**
 * Makes a redactor for one conversation. Throws `LogsieveError` (`ERR_LOGSIEVE_OPTIONS`) on an option, a detector or a
 * recognizer that is none.
 */
export function createAsyncConversationRedactor(
  options: AsyncConversationOptions,
): AsyncConversationRedactor {
  const { recognizers, timeout, ...others } = options;
  const { define, confidence } = readOptions(others);
  const joined = joinRecognizers({ recognizers, timeout }, define);
  const state = createState(others);
  let age = 0;
  const redactAll = (messages: readonly unknown[]): Promise<RedactedMessage[]> => {
    const begun = age;
    return redactMessages(messages, state, { ...joined, confidence, isCurrent: () => age === begun });
  };
  return {
    redact: (messages) => {
      state.tails = createTails();
      return redactAll(listOf(messages));
    },
    turn: async (message) => (await redactAll([message]))[0] ?? { content: UNREADABLE_PLACEHOLDER },
    turns: (messages) => redactAll(listOf(messages)),
    forget: () => {
      age++;
      forgetAll(state);
    },
  };
}

/** What a call recognizes with. */
interface Recognizing extends Recognizers {
  readonly confidence: number;
  /** Nothing was forgotten since it began. */
  readonly isCurrent: () => boolean;
}

async function redactMessages(
  messages: readonly unknown[],
  state: State,
  recognizing: Recognizing,
): Promise<RedactedMessage[]> {
  const drafts = draftAll(messages, state);
  try {
    const before = state.tails.copy();
    const slots = redactSlots(drafts, state);
    await recognizeSlots(slots, state, recognizing);
    removeRecognized(slots, before, state, recognizing);
    return drafts.map(({ draft }) => finish(draft) as RedactedMessage);
  } catch {
    return drafts.map(() => ({ content: UNREADABLE_PLACEHOLDER }));
  }
}

async function recognizeSlots(
  slots: readonly Slot[],
  { memory }: State,
  { begin, confidence, isCurrent }: Recognizing,
): Promise<void> {
  const recognition = begin();
  try {
    for (const slot of slots) {
      if (slot.text === '') continue;
      const left = await recognition.redact(slot.text, confidence, (value, placeholder) => {
        if (isCurrent()) memory?.remember(value, placeholder);
      });
      slot.text = left ?? UNREADABLE_PLACEHOLDER;
    }
  } finally {
    recognition.close();
  }
}

/** Everything is found before the echo is removed, as with detectors. Placeholders stay. */
function removeRecognized(
  slots: readonly Slot[],
  before: Tails,
  { find, memory }: State,
  { findPlaceholders }: Recognizers,
): void {
  const left = slots.map((slot): Slot => ({ ...slot, source: slot.text, spans: [] }));
  if (memory !== undefined) removeRepeats(left, before, memory);
  for (const [index, slot] of slots.entries()) {
    const { source, spans } = left[index] as Slot;
    const placeholders = findPlaceholders(source);
    const repeats = spans.filter(
      ({ start, end }) => !placeholders.some((one) => one.start < end && one.end > start),
    );
    const text = replaceSpans(source, repeats);
    slot.text = replaceSpans(text, find(text));
  }
}
