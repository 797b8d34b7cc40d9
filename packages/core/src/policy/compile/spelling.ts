import { foldCase } from '../path-pattern.js';
import type { PolicyRule, Segment } from '../policy.js';

/**
 * Makes a removal hold for every spelling of the names that a rule takes in every spelling, at the same place of the
 * pattern, or at any behind `**`. Such a rule has one name for all of them: of what it let out nobody can tell any
 * more how it was spelled, and a removal of that name has to find it.
 */
export function inEverySpelling(rules: readonly PolicyRule[]): (removal: PolicyRule) => PolicyRule {
  const places = new Map<string, Set<number>>();
  for (const { segments } of rules) {
    for (const [at, segment] of segments.entries()) {
      if (segment.kind !== 'caseInsensitive') continue;
      const name = foldCase(segment.name);
      places.set(name, (places.get(name) ?? new Set()).add(at));
    }
  }
  const reaches = (segment: Segment, at: number, isAnywhere: boolean) => {
    const found = segment.kind === 'exact' ? places.get(foldCase(segment.name)) : undefined;
    return found !== undefined && (isAnywhere || found.has(at));
  };
  return (removal) => {
    const anyDepth = removal.segments.findIndex(({ kind }) => kind === 'anyDepth');
    const segments = removal.segments.map((segment, at): Segment => {
      if (segment.kind !== 'exact' || !reaches(segment, at, anyDepth >= 0 && anyDepth < at)) return segment;
      return { kind: 'caseInsensitive', name: segment.name };
    });
    return { ...removal, segments };
  };
}
