import { createFinder, type Finder } from '../detectors/scan.js';
import { LOOK_BACK } from './crossings.js';
import { createEchoMemory, type EchoMemory } from './echo.js';
import { finish, type Slot, UNREADABLE_PLACEHOLDER } from './draft.js';
import { type MessageDraft, readMessage } from './message.js';
import { type ConversationOptions, readOptions } from './options.js';
import { createAllowance, MOST_VALUES } from './reading.js';
import { createSpanFinder, joinSpans, replaceSpans, type SpanFinder } from './spans.js';
import { createTextStream, type TextStream } from './stream.js';
import { createTails, type Tails } from './tails.js';

/** A message as it comes out: fresh plain data. */
export type RedactedMessage = Record<string, unknown>;

/**
 * Redacts one conversation. It holds keyed digests of what it found, and the last 256 characters of each
 * role, no more. No method throws or changes its input.
 */
export interface ConversationRedactor {
  /** A whole conversation, or all of it so far: what one turn gives away is removed from the turns before it too. */
  redact(messages: readonly unknown[]): RedactedMessage[];
  /** The next turn. What earlier calls gave out stays given out. */
  turn(message: unknown): RedactedMessage;
  /** The next turns together: what one gives away is removed from all of these. */
  turns(messages: readonly unknown[]): RedactedMessage[];
  /** The next turn of a role, default `assistant`, as it is written. */
  stream(options?: { readonly role?: string | undefined }): TextStream;
  /** Forgets everything that was found and said. */
  forget(): void;
}

/**
 * Makes a redactor for one conversation. Throws `LogsieveError` (`ERR_LOGSIEVE_OPTIONS`) on an option or a detector
 * that does not exist, or a definition that is none.
 *
 * @example
 * const conversation = createConversationRedactor();
 * conversation.redact([{ role: 'user', content: 'I am ada@example.com' }]) // [{ role: 'user', content: 'I am [email]' }]
 */
export function createConversationRedactor(options: ConversationOptions = {}): ConversationRedactor {
  const state = createState(options);
  return {
    redact: (messages) => {
      state.tails = createTails();
      return redactAll(listOf(messages), state);
    },
    turn: (message) => redactAll([message], state)[0] ?? { content: UNREADABLE_PLACEHOLDER },
    turns: (messages) => redactAll(listOf(messages), state),
    stream: ({ role = 'assistant' } = {}) => streamOf(role, state),
    forget: () => {
      forgetAll(state);
    },
  };
}

/** What a conversation works with and remembers. */
export interface State {
  readonly find: SpanFinder;
  /** For texts whose parts were looked at already. */
  readonly findAcross: SpanFinder;
  readonly openFrom: Finder['openFrom'];
  readonly memory: EchoMemory | undefined;
  readonly isRedacted: (role: string) => boolean;
  readonly takesSecrets: boolean;
  tails: Tails;
}

/** Throws as `createConversationRedactor` does. */
export function createState(options: ConversationOptions): State {
  const { ids, define, confidence, roles, hasEcho } = readOptions(options);
  const finder = createFinder(ids, define, confidence);
  return {
    find: createSpanFinder(finder),
    findAcross: createSpanFinder(finder, 1),
    openFrom: finder.openFrom,
    memory: hasEcho ? createEchoMemory() : undefined,
    isRedacted: (role) => role === '' || roles === undefined || roles.has(role),
    takesSecrets: ids.includes('secret-assignment'),
    tails: createTails(),
  };
}

/** Forgets everything that was found and said. */
export function forgetAll(state: State): void {
  state.memory?.forget();
  state.tails = createTails();
}

function streamOf(role: string, { tails, find, openFrom, memory, isRedacted }: State): TextStream {
  return createTextStream({
    before: tails.last(role),
    find: isRedacted(role) ? find : undefined,
    openFrom,
    memory,
    onEnd: (source, spans) => {
      tails.add({ source, spans, text: source, kind: 'speech', role, context: '' }, false);
    },
  });
}

function redactAll(messages: readonly unknown[], state: State): RedactedMessage[] {
  const drafts = draftAll(messages, state);
  try {
    redactSlots(drafts, state);
    return drafts.map(({ draft }) => finish(draft) as RedactedMessage);
  } catch {
    return drafts.map(() => ({ content: UNREADABLE_PLACEHOLDER }));
  }
}

/** Reads messages. Never throws. */
export function draftAll(messages: readonly unknown[], { takesSecrets }: State): MessageDraft[] {
  const allowance = createAllowance();
  return messages.map((message) => readMessage(message, takesSecrets, allowance));
}

/**
 * Everything is found before anything is removed: what the last turn gives away is removed from the first. Gives the
 * texts that it redacted.
 */
export function redactSlots(drafts: readonly MessageDraft[], state: State): readonly Slot[] {
  const { memory, tails } = state;
  const slots: Slot[] = [];
  for (const { reading } of drafts) {
    if (!state.isRedacted(reading.role)) continue;
    for (const secret of reading.secrets) memory?.remember(secret, '[secret]');
    for (const slot of reading.slots) slots.push(slot);
  }
  for (const slot of slots) scanSlot(slot, state);
  joinTurns(slots, tails.copy(), state);
  if (memory !== undefined) removeRepeats(slots, tails.copy(), memory);
  for (const slot of slots) {
    slot.text = replaceSpans(slot.source, slot.spans);
    if (slot.kind === 'speech') tails.add(slot, false);
  }
  return slots;
}

/** Adds what repeats a remembered value, in one text or over several. */
export function removeRepeats(slots: readonly Slot[], tails: Tails, memory: EchoMemory): void {
  const find: SpanFinder = (text) => memory.find(text);
  // With two signs between any two letters.
  const repeats = { find, reach: Math.min(LOOK_BACK, 3 * memory.longest()) };
  for (const slot of slots) {
    slot.spans = joinSpans(find(slot.source), slot.spans);
    if (slot.kind !== 'speech') continue;
    for (const { slot: cut, span } of tails.repeats(slot, repeats)) cut.spans = joinSpans(cut.spans, [span]);
    tails.add(slot, true);
  }
}

function scanSlot(slot: Slot, { find, memory }: State): void {
  const prefix = slot.context === '' ? '' : `${slot.context.slice(-64)}: `;
  slot.spans = find(prefix + slot.source).flatMap(({ start, end, placeholder }) => {
    if (end <= prefix.length) return [];
    const span = { start: Math.max(0, start - prefix.length), end: end - prefix.length, placeholder };
    memory?.remember(slot.source.slice(span.start, span.end), placeholder);
    return span;
  });
}

function joinTurns(slots: readonly Slot[], tails: Tails, { findAcross, memory }: State): void {
  for (const slot of slots) {
    if (slot.kind !== 'speech') continue;
    for (const { value, placeholder, spans } of tails.join(slot, findAcross)) {
      memory?.remember(value, placeholder);
      for (const { slot: cut, span } of spans) cut.spans = joinSpans(cut.spans, [span]);
    }
    tails.add(slot, true);
  }
}

/** The elements of what should be a list. Never throws. */
export function listOf(messages: unknown): readonly unknown[] {
  const list: unknown[] = [];
  try {
    if (!Array.isArray(messages)) return list;
    const length = Math.min(messages.length, MOST_VALUES);
    for (let at = 0; at < length; at++) list.push(read(messages, at));
  } catch {
    // A proxy that does not even tell its length.
  }
  return list;
}

function read(messages: readonly unknown[], at: number): unknown {
  try {
    return messages[at];
  } catch {
    return undefined;
  }
}
