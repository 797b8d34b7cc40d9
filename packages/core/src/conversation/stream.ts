/** Text that is redacted while it is being written. */
import type { Finder } from '../detectors/scan.js';
import type { EchoMemory } from './echo.js';
import { UNREADABLE_PLACEHOLDER } from './draft.js';
import { plainEnd } from './plain-words.js';
import { joinSpans, type Span, type SpanFinder } from './spans.js';
import { LOOK_BACK } from './crossings.js';

/** A turn that is being written. Neither method throws. */
export interface TextStream {
  /** Takes what was written next; gives what can be let out. */
  push(text: string): string;
  /** Gives the rest. The stream takes nothing after it. */
  end(): string;
}

/** What a stream works with. */
export interface StreamOptions {
  /** The end of what the role said before. */
  readonly before: string;
  /** Without, everything is let out as it is. */
  readonly find: SpanFinder | undefined;
  /** From where on what comes next may make a finding that is no finding yet. */
  readonly openFrom: Finder['openFrom'];
  readonly memory: EchoMemory | undefined;
  /** Told the end of what was given, and its spans. */
  readonly onEnd: (tail: string, spans: readonly Span[]) => void;
}

/** Makes a stream. It holds at most `LOOK_BACK` units of text that were let out and twice as many that were not. */
export function createTextStream({ before, find, openFrom, memory, onEnd }: StreamOptions): TextStream {
  let state: 'open' | 'closed' = 'open';
  const held = createHeld(before);
  const letOut = (text: string, isLast: boolean): string => {
    if (state === 'closed') return '';
    if (isLast) state = 'closed';
    if (find === undefined) return text;
    try {
      const { out, spans } = advance(held, text, isLast, { find, openFrom, memory });
      if (isLast) onEnd(held.window, spans);
      return out;
    } catch {
      state = 'closed';
      return UNREADABLE_PLACEHOLDER;
    }
  };
  return {
    push: (text) => (typeof text === 'string' ? letOut(text, false) : ''),
    end: () => letOut('', true),
  };
}

/** What of a stream is looked at. */
interface Held {
  /** Raw text: what was let out last, and what was not yet. */
  window: string;
  /** Where in it that begins which was not let out. */
  done: number;
  /** Where in it the finding begins that was replaced last, while it may still go on. */
  open: number | undefined;
}

function createHeld(before: string): Held {
  const window = before === '' ? '' : `${before} `;
  return { window, done: window.length, open: undefined };
}

interface Finders {
  readonly find: SpanFinder;
  readonly openFrom: Finder['openFrom'];
  readonly memory: EchoMemory | undefined;
}

interface Advance {
  readonly out: string;
  /** Of the window. */
  readonly spans: readonly Span[];
}

function advance(held: Held, text: string, isLast: boolean, finders: Finders): Advance {
  const { find, openFrom, memory } = finders;
  held.window += text;
  const { window } = held;
  const found = find(window);
  const spans = memory === undefined ? found : joinSpans(memory.find(window), found);
  const to = isLast ? window.length : safeEnd(held, spans, openFrom(window), memory?.longest() ?? 0);
  for (const { start, end, placeholder } of found)
    if (end > held.done && start < to) memory?.remember(window.slice(start, end), placeholder);
  const out = emit(held, spans, to);
  if (!isLast) trim(held, spans);
  return { out, spans };
}

/** Up to where nothing can become part of a finding any more. */
function safeEnd({ window, done }: Held, spans: readonly Span[], open: number, longestForm: number): number {
  // What was remembered may be repeated with spaces in it.
  const echo = longestForm === 0 ? window.length : window.length - Math.min(LOOK_BACK, 2 * longestForm);
  const plain = plainEnd(window, done, Math.min(open, echo));
  let to = Math.max(done, window.length - LOOK_BACK, plain);
  for (let index = spans.length - 1; index >= 0; index--) {
    const { start, end } = spans[index] as Span;
    if (end <= to) break;
    if (start >= to) continue;
    // A finding that outgrows what may be held is let out as its placeholder, and goes on being dropped.
    to = window.length - Math.max(start, done) > 2 * LOOK_BACK ? end : Math.max(start, done);
  }
  return to;
}

function emit(held: Held, spans: readonly Span[], to: number): string {
  const { window, open } = held;
  let out = '';
  let from = held.done;
  for (const { start, end, placeholder } of spans) {
    if (end <= from) continue;
    if (start >= to) break;
    const goesOn = start < held.done && open !== undefined && start <= open;
    if (start > from) out += window.slice(from, start);
    if (!goesOn) out += placeholder;
    held.open = start;
    from = end;
  }
  if (from < to) {
    out += window.slice(from, to);
    held.open = undefined;
    from = to;
  }
  held.done = from;
  return out;
}

/** Forgets all but the last of what was let out, and the middle of a finding that has no end. */
function trim(held: Held, spans: readonly Span[]): void {
  const { open } = held;
  if (open !== undefined && held.done - open > 2 * LOOK_BACK && spans.some(({ start }) => start === open)) {
    const end = open + LOOK_BACK;
    const cut = held.done - end - LOOK_BACK;
    held.window = held.window.slice(0, end) + held.window.slice(end + cut);
    held.done -= cut;
  }
  const drop = (held.open ?? held.done) - LOOK_BACK;
  if (drop <= 0) return;
  held.window = held.window.slice(drop);
  held.done -= drop;
  if (held.open !== undefined) held.open -= drop;
}
