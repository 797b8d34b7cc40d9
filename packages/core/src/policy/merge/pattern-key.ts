import { formatPathPattern } from '../path-pattern.js';
import type { Segment } from '../policy.js';

/** One text for each path pattern, however it is spelled: equal exactly where two patterns match the same paths. */
export function patternKey(segments: readonly Segment[]): string {
  const insensitive = segments.some(({ kind }) => kind === 'caseInsensitive');
  return `${insensitive ? 'i' : ''}:${formatPathPattern(segments)}`;
}

/** The keys of the patterns above this one, outermost first. None for a pattern with `**`, which has no place. */
export function upperKeys(segments: readonly Segment[]): readonly string[] {
  if (segments.some(({ kind }) => kind === 'anyDepth')) return [];
  return segments.slice(1).map((_, index) => patternKey(segments.slice(0, index + 1)));
}
