/** Which of several rules decides a path. */
import type { Segment } from '../policy.js';
import { removes, type State } from './tree-state.js';

/** Of the guards that end here one that removes, if there is one. */
export function strongestGuard(ended: readonly State[]): State | undefined {
  const guards = ended.filter((state) => state.guard);
  return guards.find(removes) ?? guards[0];
}

/** The most specific of the rules that end here; `ambiguous` is told of two that are equally so. */
export function mostSpecific(
  ended: readonly State[],
  ambiguous: (first: State['rule'], second: State['rule']) => void,
): State | undefined {
  let best: State | undefined;
  for (const state of ended) {
    const order = best === undefined ? -1 : compareSpecificity(state, best);
    if (order === 0 && best !== undefined) ambiguous(best.rule, state.rule);
    if (order < 0) best = state;
  }
  return best;
}

const RANK = { exact: 0, caseInsensitive: 1, any: 2, anyDepth: 3 } as const;

/** Below 0 where `a` is more specific: segment by segment from the left, over what both have matched. */
export function compareSpecificity(a: State, b: State): number {
  const length = Math.min(a.at, b.at);
  for (let i = 0; i < length; i++) {
    const difference = rankOf(a.segments[i]) - rankOf(b.segments[i]);
    if (difference !== 0) return difference;
  }
  return 0;
}

function rankOf(segment: Segment | undefined): number {
  return segment === undefined ? RANK.anyDepth : RANK[segment.kind];
}
