import type { Segment } from './policy.js';

/** The reserved field that holds remarks and error codes; it is removed from input at any depth. */
export const RESERVED_FIELD = '_logsieve';

/** A pattern read into segments, or the reason why it cannot be. */
export type PathPatternResult =
  { readonly segments: readonly Segment[] } | { readonly fault: string; readonly hint: string };

/**
 * Reads a path pattern: names separated by `.`; `*` for any array element (in `remove` rules any member), `**`
 * for any depth; `\.`, `\*` and `\\` for the characters themselves.
 *
 * @example
 * parsePathPattern('items.*.sku', false)
 */
export function parsePathPattern(text: string, caseInsensitive: boolean): PathPatternResult {
  const segments: Segment[] = [];
  let name = '';
  let stars = 0;
  let partial = false;
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
      if (next !== '.' && next !== '*' && next !== '\\') {
        return { fault: 'the escape in the path pattern is unknown', hint: 'write \\. \\* or \\\\' };
      }
      name += next;
    } else if (char === '.') {
      end();
    } else if (char === '*') {
      stars++;
    } else {
      name += char;
    }
  }
  end();
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
      return segment.name.replace(/[\\.*]/g, '\\$&');
    case 'caseInsensitive':
      return foldCase(segment.name).replace(/[\\.*]/g, '\\$&');
  }
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
    if (/[[\]]/.test(segment.name)) {
      return { fault: 'the path pattern has brackets', hint: 'write items.*.sku' };
    }
    if (segment.name === RESERVED_FIELD) {
      return { fault: `${RESERVED_FIELD} is reserved`, hint: 'choose another name' };
    }
  }
  return undefined;
}
