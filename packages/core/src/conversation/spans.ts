/** Where the findings of a text are in the text as it was given, and what comes in their place. */
import { UNSETTLED_PLACEHOLDER } from '../detectors/joined-detectors.js';
import { type Finder, PASSES } from '../detectors/scan.js';

/** A part of a text, `[start, end)` in UTF-16 units, and what comes in its place. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly placeholder: string;
}

/** Gives the spans of a text in order, none overlapping another. Linear; never throws. */
export type SpanFinder = (text: string) => readonly Span[];

/** Stands for data in text: images, files and sound, whether as a data URL or as base64. */
export const MEDIA_PLACEHOLDER = '[media]';

/**
 * Joins detectors: replacing the spans gives what a scanner of these detectors gives, and data URLs are gone too. With
 * fewer passes, what only shows once something was replaced is not found.
 */
export function createSpanFinder({ find, placeholderOf }: Finder, passes = PASSES): SpanFinder {
  return (source) => {
    let spans = dataUrls(source);
    for (let pass = 0; pass < passes; pass++) {
      const found = find(replaceSpans(source, spans));
      if (found.length === 0) return spans;
      const place = sourcePlaces(spans);
      const more = found.map(({ detector, start, end }) => ({
        ...place(start, end),
        placeholder: placeholderOf(detector),
      }));
      spans = joinSpans(spans, more);
    }
    return passes < PASSES ? spans : [{ start: 0, end: source.length, placeholder: UNSETTLED_PLACEHOLDER }];
  };
}

/** The text with every span replaced by its placeholder. */
export function replaceSpans(text: string, spans: readonly Span[]): string {
  if (spans.length === 0) return text;
  let replaced = '';
  let from = 0;
  for (const { start, end, placeholder } of spans) {
    replaced += text.slice(from, start) + placeholder;
    from = end;
  }
  return replaced + text.slice(from);
}

/** One list of two, each in order: what overlaps becomes one span, with the placeholder of the longest, else the later's. */
export function joinSpans(first: readonly Span[], second: readonly Span[]): readonly Span[] {
  if (first.length === 0 || second.length === 0) return first.length === 0 ? second : first;
  // Sorting is stable: of equal ones the second list's come first.
  const sorted = [...second, ...first].sort((a, b) => a.start - b.start);
  const joined: Span[] = [];
  let longest = 0;
  for (const span of sorted) {
    const last = joined.at(-1);
    const length = span.end - span.start;
    if (last === undefined || span.start >= last.end) {
      joined.push(span);
      longest = length;
      continue;
    }
    const { placeholder } = length > longest ? span : last;
    joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, span.end), placeholder };
    longest = Math.max(longest, length);
  }
  return joined;
}

/** A media type, parameters, and what may stand in data. */
const DATA_URL = /\bdata:[\w.+-]{1,64}\/[\w.+-]{1,64}(?:;[\w.+=-]{1,64}){0,4},[\w+/=%-]*/gi;

function dataUrls(text: string): readonly Span[] {
  if (!/data:/i.test(text)) return [];
  return Array.from(text.matchAll(DATA_URL), ({ index, 0: url }) => ({
    start: index,
    end: index + url.length,
    placeholder: MEDIA_PLACEHOLDER,
  }));
}

/** Where places of a text are in its source, of which these spans were replaced. To be asked in order. */
function sourcePlaces(
  spans: readonly Span[],
): (start: number, end: number) => { start: number; end: number } {
  let next = 0;
  /** How much further on a place is in the source. */
  let shift = 0;
  const pass = (at: number): void => {
    for (; next < spans.length; next++) {
      const { start, end, placeholder } = spans[next] as Span;
      if (start - shift + placeholder.length > at) return;
      shift += end - start - placeholder.length;
    }
  };
  return (from, to) => {
    pass(from);
    const start = Math.min(from + shift, spans[next]?.start ?? Infinity);
    pass(to);
    const cut = spans[next];
    return { start, end: cut === undefined || to + shift <= cut.start ? to + shift : cut.end };
  };
}
