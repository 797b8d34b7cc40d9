/** The end of what each role said last, for values that go on in its next turn. */
import type { Slot } from './draft.js';
import type { Span, SpanFinder } from './spans.js';

/** How much of the end of a turn is looked at together with the next, in UTF-16 units. */
export const LOOK_BACK = 256;

/** What each role said last, as it was given: at most `LOOK_BACK` units of it, with and without spaces between turns. */
export interface Tails {
  /** With a space between turns; empty where the role said nothing. */
  last(role: string): string;
  /** What goes over from earlier turns into this text. */
  join(slot: Slot, find: SpanFinder): readonly Crossing[];
  /** Takes a text to be what its role said last. Where it is `open`, later crossings give spans of it too. */
  add(slot: Slot, isOpen: boolean): void;
  copy(): Tails;
}

/** A value that stands in several texts. */
export interface Crossing {
  readonly value: string;
  readonly placeholder: string;
  readonly spans: readonly { readonly slot: Slot; readonly span: Span }[];
}

/** Most roles whose last words are known; the role that said something first is forgotten first. */
export const MOST_ROLES = 16;

/** A part of a slot in a tail. */
interface Piece {
  readonly slot: Slot;
  /** In the tail. */
  readonly start: number;
  /** In the slot. */
  readonly at: number;
  readonly length: number;
}

interface Tail {
  readonly text: string;
  readonly pieces: readonly Piece[];
  /** A value was found at its very end. */
  readonly isFound: boolean;
}

/** Turns of one role follow each other with a space, and without anything between them. */
const GLUES = [' ', ''] as const;
const EMPTY: readonly Tail[] = GLUES.map(() => ({ text: '', pieces: [], isFound: false }));

/** Makes the memory of what was said last, by role. */
export function createTails(known: ReadonlyMap<string, readonly Tail[]> = new Map()): Tails {
  const byRole = new Map(known);
  return {
    last: (role) => byRole.get(role)?.[0]?.text ?? '',
    join: (slot, find) => {
      const found: Crossing[] = [];
      for (const [index, tail] of (byRole.get(slot.role) ?? EMPTY).entries()) {
        const spans = [...slot.spans.map((span) => ({ slot, span })), ...found.flatMap((one) => one.spans)];
        const isFound = spans.some((one) => one.slot === slot && one.span.start === 0);
        if (tail.text !== '') found.push(...crossings(tail, GLUES[index] ?? '', { slot, isFound, find }));
      }
      return found;
    },
    add: (slot, isOpen) => {
      if (slot.source === '') return;
      const tails = byRole.get(slot.role) ?? EMPTY;
      byRole.delete(slot.role);
      byRole.set(
        slot.role,
        tails.map((tail, index) => extend(tail, GLUES[index] ?? '', slot, isOpen)),
      );
      if (byRole.size > MOST_ROLES) for (const first of byRole.keys()) return void byRole.delete(first);
    },
    copy: () => createTails(byRole),
  };
}

function extend(tail: Tail, glue: string, slot: Slot, isOpen: boolean): Tail {
  const { source } = slot;
  const at = Math.max(0, source.length - LOOK_BACK);
  const before = tail.text === '' ? '' : tail.text + glue;
  const text = before + source.slice(at);
  const cut = Math.max(0, text.length - LOOK_BACK);
  const piece: Piece = { slot, start: before.length, at, length: source.length - at };
  const pieces = (isOpen ? [...tail.pieces, piece] : tail.pieces)
    .filter((one) => one.start + one.length > cut)
    .map((one) => ({ ...one, start: one.start - cut }));
  return { text: text.slice(cut), pieces, isFound: slot.spans.at(-1)?.end === source.length };
}

/** A text that may go on from others. */
interface Next {
  readonly slot: Slot;
  /** A value was found at its very beginning. */
  readonly isFound: boolean;
  readonly find: SpanFinder;
}

function crossings(tail: Tail, glue: string, next: Next): Crossing[] {
  const { slot, find } = next;
  const before = tail.text + glue;
  let joined = before + slot.source.slice(0, LOOK_BACK);
  let found = find(joined);
  if (slot.source.length > LOOK_BACK && found.at(-1)?.end === joined.length) {
    joined = before + slot.source;
    found = find(joined);
  }
  // What comes after can tell that there is something before: an at sign and then, in the next turn, the host.
  const known = (found[0]?.end ?? Infinity) <= before.length ? find(tail.text) : [];
  const piece: Piece = { slot, start: before.length, at: 0, length: slot.source.length };
  return found.flatMap((span) => {
    const value = joined.slice(span.start, span.end);
    const isKnown =
      span.end <= before.length && known.some(({ start, end }) => start < span.end && end > span.start);
    if (isKnown || isOther(tail, before.length - span.start, value, next)) return [];
    const spans = [...tail.pieces, piece].flatMap((one) => spanIn(one, span));
    return { value, placeholder: span.placeholder, spans };
  });
}

/** The part of a span of the tail that is in a piece of it. */
function spanIn({ slot, start: from, at, length }: Piece, span: Span): { slot: Slot; span: Span }[] {
  const start = Math.max(0, span.start - from);
  const end = Math.min(length, span.end - from);
  return start >= end ? [] : [{ slot, span: { ...span, start: at + start, end: at + end } }];
}

/**
 * True where a value was found at the end of one text or the beginning of the other, and the rest is plain words:
 * nobody goes on in "ada@example.com" with "Thanks!".
 */
function isOther(tail: Tail, boundary: number, value: string, next: Next): boolean {
  if (boundary <= 0 || boundary >= value.length) return false;
  if (tail.isFound && PLAIN.test(value.slice(boundary))) return true;
  return next.isFound && PLAIN.test(value.slice(0, boundary));
}

const PLAIN = /^[\s\p{P}]*\p{L}*[\s\p{P}]*$/u;
