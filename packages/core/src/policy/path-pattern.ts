import type { Segment } from './policy.js';

/** What a backslash may stand before. */
const ESCAPED = '.*[]\\';

/** The reserved field that holds remarks and error codes; it is removed from input at any depth. */
export const RESERVED_FIELD = '_logsieve';

/** Longest path pattern, in UTF-16 units, and most segments: no record is that deep, and each costs time to load. */
const MAX_LENGTH = 1024;
const MAX_SEGMENTS = 64;

/** A pattern read into segments, or the reason why it cannot be. */
export type PathPatternResult =
  { readonly segments: readonly Segment[] } | { readonly fault: string; readonly hint: string };

/**
 * Reads a path pattern: names separated by `.`; `*` for any array element (in `remove` rules any member), `**`
 * for any depth; `\.`, `\*`, `\[`, `\]` and `\\` for the characters themselves. At most 64 segments of at most
 * 1,024 characters together.
 *
 * @example
 * parsePathPattern('items.*.sku', false)
 */
export function parsePathPattern(text: string, caseInsensitive: boolean): PathPatternResult {
  if (text.length > MAX_LENGTH) return tooLong(`longer than ${MAX_LENGTH} characters`);
  const segments: Segment[] = [];
  let name = '';
  let stars = 0;
  let partial = false;
  let brackets = false;
  const end = () => {
    partial ||= stars > 2 || (stars > 0 && name !== '');
    segments.push(toSegment(name, stars, caseInsensitive));
    name = '';
    stars = 0;
  };
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === '\\') {
      const next = text.charAt(++i);
      if (next === '' || !ESCAPED.includes(next)) {
        return { fault: 'the escape in the path pattern is unknown', hint: 'write \\. \\* \\[ \\] or \\\\' };
      }
      name += next;
    } else if (char === '.') {
      end();
    } else if (char === '*') {
      stars++;
    } else {
      brackets ||= char === '[' || char === ']';
      name += char;
    }
  }
  end();
  if (segments.length > MAX_SEGMENTS) return tooLong(`of more than ${MAX_SEGMENTS} segments`);
  if (brackets) {
    return {
      fault: 'the path pattern has brackets',
      hint: 'write items.*.sku for elements; \\[ for the character',
    };
  }
  if (partial) {
    return {
      fault: 'the path pattern mixes * with a name',
      hint: 'a pattern names whole segments; write \\* for the character',
    };
  }
  return check(segments) ?? { segments };
}

/** The pattern of the segments, in one canonical spelling. Case-insensitive names are spelled in lower case. */
export function formatPathPattern(segments: readonly Segment[]): string {
  return segments.map(formatSegment).join('.');
}

/** The pattern for the path of these names; `isAny` tells the names that stand for any element. */
export function formatNames(
  names: readonly string[],
  isAny: (name: string) => boolean = () => false,
): string {
  return formatPathPattern(names.map((name) => (isAny(name) ? { kind: 'any' } : { kind: 'exact', name })));
}

/** True where the pattern reaches any depth. */
export function hasAnyDepth(segments: readonly Segment[]): boolean {
  return segments.some((segment) => segment.kind === 'anyDepth');
}

/** Lower case for comparing names; the same on every machine. */
export function foldCase(name: string): string {
  return name.toLowerCase();
}

function formatSegment(segment: Segment): string {
  switch (segment.kind) {
    case 'any':
      return '*';
    case 'anyDepth':
      return '**';
    case 'exact':
      return escapeName(segment.name);
    case 'caseInsensitive':
      return escapeName(foldCase(segment.name));
  }
}

function escapeName(name: string): string {
  return name.replace(/[\\.*[\]]/g, '\\$&');
}

function tooLong(what: string): PathPatternResult {
  return { fault: `the path pattern is ${what}`, hint: 'name the container, or use **' };
}

function toSegment(name: string, stars: number, caseInsensitive: boolean): Segment {
  if (stars > 0) return stars === 1 ? { kind: 'any' } : { kind: 'anyDepth' };
  return caseInsensitive ? { kind: 'caseInsensitive', name } : { kind: 'exact', name };
}

function check(segments: readonly Segment[]): PathPatternResult | undefined {
  for (const [index, segment] of segments.entries()) {
    if (segment.kind === 'anyDepth') {
      if (index === segments.length - 1) {
        return {
          fault: 'the path pattern ends in **',
          hint: 'name what ** shall lead to, as in **.password',
        };
      }
      continue;
    }
    if (segment.kind === 'any') continue;
    if (segment.name === '') {
      return { fault: 'the path pattern has an empty segment', hint: 'write names separated by single dots' };
    }
    if (segment.name === RESERVED_FIELD) {
      return { fault: `${RESERVED_FIELD} is reserved`, hint: 'choose another name' };
    }
  }
  return undefined;
}
