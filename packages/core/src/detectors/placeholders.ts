/** A part of the text, `[start, end)`. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Makes a function that finds the placeholders of a text. What scanning wrote must not be taken for what it looks
 * for, whatever a detector makes of brackets and of the words in them.
 */
export function createPlaceholderSearch(placeholders: readonly string[]): (text: string) => readonly Span[] {
  const escaped = placeholders.map((placeholder) => placeholder.replace(/[^A-Za-z0-9]/g, '\\$&'));
  const pattern = new RegExp([...new Set(escaped)].join('|'), 'g');
  return (text) => {
    if (!text.includes('[')) return [];
    return Array.from(text.matchAll(pattern), (match) => ({
      start: match.index,
      end: match.index + match[0].length,
    }));
  };
}

/**
 * Widens a span to all of each placeholder that it cuts through; `undefined` where that is nothing but placeholders
 * and punctuation. The placeholders are those of the text, in order.
 */
export function widen(text: string, span: Span, placeholders: readonly Span[]): Span | undefined {
  let { start, end } = span;
  let rest = '';
  let from = start;
  for (let index = firstEndingAfter(placeholders, start); index < placeholders.length; index++) {
    const placeholder = placeholders[index];
    if (placeholder === undefined || placeholder.start >= end) break;
    rest += text.slice(from, Math.max(from, placeholder.start));
    from = placeholder.end;
    start = Math.min(start, placeholder.start);
    end = Math.max(end, placeholder.end);
  }
  const hasPlaceholder = from > span.start;
  return hasPlaceholder && PUNCTUATION.test(rest + text.slice(from, end)) ? undefined : { start, end };
}

const PUNCTUATION = /^[\s!-/:-@[-`{-~]*$/;

function firstEndingAfter(spans: readonly Span[], at: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.end ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
