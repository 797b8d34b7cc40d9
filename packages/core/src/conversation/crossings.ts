/** Values that begin in one text and end in another. */
import type { Slot } from './draft.js';
import type { Span, SpanFinder } from './spans.js';

/** How much of the end of a turn is looked at together with the next, in UTF-16 units. */
export const LOOK_BACK = 256;

/** A value that stands in several texts. */
export interface Crossing {
  readonly value: string;
  readonly placeholder: string;
  readonly spans: readonly { readonly slot: Slot; readonly span: Span }[];
}

/** A part of a slot in all that was said. */
interface Piece {
  readonly slot: Slot;
  readonly start: number;
  /** In the slot. */
  readonly at: number;
  readonly length: number;
}

/** The end of what a role said. */
export interface Tail {
  /** Between turns. */
  readonly glue: string;
  text: string;
  /** Where the text begins in all that was said. */
  base: number;
  /** In order; those that are no part of the text any more are taken out now and then. */
  pieces: Piece[];
  /** A value was found at its very end. */
  isFound: boolean;
}

/** A text that may go on from others. */
export interface Next {
  readonly slot: Slot;
  /** A value was found at its very beginning. */
  readonly isFound: boolean;
  readonly find: SpanFinder;
}

/** What goes over from the end of what a role said into a text. Linear in both. */
export function crossings(tail: Tail, next: Next): Crossing[] {
  const { slot, find } = next;
  if (tail.text === '') return [];
  const before = tail.text + tail.glue;
  let joined = before + slot.source.slice(0, LOOK_BACK);
  let found = find(joined);
  if (slot.source.length > LOOK_BACK && found.at(-1)?.end === joined.length) {
    joined = before + slot.source;
    found = find(joined);
  }
  // What comes after can tell that there is something before: an at sign and then, in the next turn, the host.
  const known = (found[0]?.end ?? Infinity) <= before.length ? find(tail.text) : [];
  const piece: Piece = { slot, start: tail.base + before.length, at: 0, length: slot.source.length };
  return found.flatMap((span) => {
    const value = joined.slice(span.start, span.end);
    const isKnown =
      span.end <= before.length && known.some(({ start, end }) => start < span.end && end > span.start);
    if (isKnown || isOther(tail, before.length - span.start, value, next)) return [];
    const whole = { ...span, start: tail.base + span.start, end: tail.base + span.end };
    return {
      value,
      placeholder: span.placeholder,
      spans: [...tail.pieces, piece].flatMap((one) => spanIn(one, whole)),
    };
  });
}

/** Finds what repeats a value that is remembered. */
export interface Repeats {
  readonly find: SpanFinder;
  /** No repetition that goes over the end of a text begins or ends further from it. */
  readonly reach: number;
}

/**
 * What of a remembered value is in the text, where it shows only together with the end of what the role said. Linear in
 * the reach.
 */
export function repeatsAcross(tail: Tail, slot: Slot, { find, reach }: Repeats): Crossing['spans'] {
  if (tail.text === '' || reach === 0) return [];
  const end = tail.text.slice(-reach);
  const base = tail.base + tail.text.length - end.length;
  const before = end + tail.glue;
  const head = slot.source.slice(0, reach);
  const joined = before + head;
  const found = find(joined).filter((span) => span.end > before.length);
  if (found.length === 0) return [];
  const known = find(end);
  const own = find(head);
  const pieces: Piece[] = [
    ...tail.pieces,
    { slot, start: base + before.length, at: 0, length: slot.source.length },
  ];
  return found.flatMap((span) => {
    const isKnown = overlaps(known, span, 0);
    const isOwn = overlaps(own, span, before.length);
    // The word that begins or ends with a value goes with it, but nobody's next turn is part of that word.
    if (isKnown && (isOwn || isPlain(joined.slice(before.length, span.end)))) return [];
    if (isOwn && isPlain(joined.slice(span.start, before.length))) return [];
    const whole = { ...span, start: base + span.start, end: base + span.end };
    return pieces.flatMap((one) => spanIn(one, whole));
  });
}

function overlaps(spans: readonly Span[], { start, end }: Span, shift: number): boolean {
  return spans.some((one) => one.start + shift < end && one.end + shift > start);
}

/** The part of a span that is in a piece. */
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
  if (tail.isFound && isPlain(value.slice(boundary))) return true;
  return next.isFound && isPlain(value.slice(0, boundary));
}

function isPlain(text: string): boolean {
  return text.length <= LONGEST_PLAIN && PLAIN.test(text);
}

const LONGEST_PLAIN = 48;
const PLAIN = /^[\s\p{P}]*\p{L}*[\s\p{P}]*$/u;
