/** The end of what each role said last, for values that go on in its next turn. */
import type { Slot } from './draft.js';
import { type Crossing, crossings, LOOK_BACK, type Repeats, repeatsAcross, type Tail } from './crossings.js';
import type { SpanFinder } from './spans.js';

/** What each role said last, as it was given: at most `LOOK_BACK` units of it, with and without spaces between turns. */
export interface Tails {
  /** With a space between turns; empty where the role said nothing. */
  last(role: string): string;
  /** What goes over from earlier turns into this text. */
  join(slot: Slot, find: SpanFinder): readonly Crossing[];
  /** What of remembered values goes over from earlier turns into this text. */
  repeats(slot: Slot, repeats: Repeats): Crossing['spans'];
  /** Takes a text to be what its role said last. Where it is `open`, later crossings give spans of it too. */
  add(slot: Slot, isOpen: boolean): void;
  copy(): Tails;
}

/** Most roles whose last words are known; the role that said something first is forgotten first. */
const MOST_ROLES = 16;

/** Turns of one role follow each other with a space, and without anything between them. */
const GLUES = [' ', ''] as const;

/** Makes the memory of what was said last, by role. */
export function createTails(known: ReadonlyMap<string, readonly Tail[]> = new Map()): Tails {
  const byRole = new Map(known);
  return {
    last: (role) => byRole.get(role)?.[0]?.text ?? '',
    join: (slot, find) => {
      let found: Crossing[] = [];
      for (const tail of byRole.get(slot.role) ?? []) {
        const isFound = slot.spans[0]?.start === 0 || found.some((one) => beginsWith(one, slot));
        found = found.concat(crossings(tail, { slot, isFound, find }));
      }
      return found;
    },
    repeats: (slot, find) => (byRole.get(slot.role) ?? []).flatMap((tail) => repeatsAcross(tail, slot, find)),
    add: (slot, isOpen) => {
      if (slot.source === '') return;
      const tails = byRole.get(slot.role) ?? GLUES.map(emptyTail);
      for (const tail of tails) extend(tail, slot, isOpen);
      byRole.delete(slot.role);
      byRole.set(slot.role, tails);
      const [first = ''] = byRole.keys();
      if (byRole.size > MOST_ROLES) byRole.delete(first);
    },
    copy: () =>
      createTails(
        new Map(
          Array.from(byRole, ([role, tails]) => [role, tails.map((tail) => ({ ...tail, pieces: [] }))]),
        ),
      ),
  };
}

function emptyTail(glue: string): Tail {
  return { glue, text: '', base: 0, pieces: [], isFound: false };
}

function beginsWith({ spans }: Crossing, slot: Slot): boolean {
  return spans.some((one) => one.slot === slot && one.span.start === 0);
}

function extend(tail: Tail, slot: Slot, isOpen: boolean): void {
  const { source } = slot;
  const at = Math.max(0, source.length - LOOK_BACK);
  const before = tail.text === '' ? '' : tail.text + tail.glue;
  const text = before + source.slice(at);
  if (isOpen) tail.pieces.push({ slot, start: tail.base + before.length, at, length: source.length - at });
  const cut = Math.max(0, text.length - LOOK_BACK);
  tail.text = text.slice(cut);
  tail.base += cut;
  tail.isFound = slot.spans.at(-1)?.end === source.length;
  // A piece has at least one unit: of twice as many half are gone.
  if (tail.pieces.length > 2 * LOOK_BACK) tail.pieces = tail.pieces.slice(-LOOK_BACK);
}
