/** Rules on their way down the tree: which of them a member may go on with, and which are at their end. */
import type { PruneState } from '../../json/prune.js';
import { foldCase } from '../path-pattern.js';
import type { PolicyRule, Segment } from '../policy.js';

/** A rule on its way down: how many segments of its pattern have been matched. */
export interface State extends PruneState {
  readonly rule: PolicyRule;
  /** Wins over every rule that it meets, however specific. */
  readonly guard: boolean;
  /** Place in policy order. */
  readonly order: number;
}

export function isEnded(state: State): boolean {
  return state.at === state.segments.length;
}

/** True where the rule by itself makes a path come out. */
export function isListing(state: State): boolean {
  return !state.guard && !removes(state);
}

export function removes(state: State): boolean {
  return 'remove' in state.rule.rule;
}

/** A segment that names a member. */
export type Name = Segment & { readonly name: string };

/** The names that the states go on with, in policy order, each once. */
export function namesOf(states: readonly State[]): Name[] {
  const names = new Map<string, Name>();
  for (const state of [...states].sort((a, b) => a.order - b.order)) {
    const segment = state.segments[state.at];
    if (segment?.kind === 'exact') names.set(`=${segment.name}`, segment);
    else if (segment?.kind === 'caseInsensitive') {
      const key = `~${foldCase(segment.name)}`;
      if (!names.has(key)) names.set(key, segment);
    }
  }
  return [...names.values()];
}

/** The states that may go on with a name, in policy order: trying all for each name would take quadratic time. */
export function createIndex(states: readonly State[]): (name: Name) => readonly State[] {
  const exact = new Map<string, State[]>();
  const folded = new Map<string, State[]>();
  const unnamed: State[] = [];
  for (const state of states) {
    const segment = state.segments[state.at];
    if (segment?.kind === 'exact') addTo(exact, segment.name, state);
    else if (segment?.kind === 'caseInsensitive') addTo(folded, foldCase(segment.name), state);
    else unnamed.push(state);
  }
  return ({ kind, name }) => {
    const named = kind === 'exact' ? (exact.get(name) ?? []) : [];
    const found = [...named, ...(folded.get(foldCase(name)) ?? []), ...unnamed];
    return found.sort((a, b) => a.order - b.order);
  };
}

function addTo(index: Map<string, State[]>, key: string, state: State): void {
  const group = index.get(key);
  if (group === undefined) index.set(key, [state]);
  else group.push(state);
}

/** The states after a member that is named exactly, matched in any case, or an unnamed array element. */
export function after(states: readonly State[], member: Name | { readonly kind: 'any' }): State[] {
  const next: State[] = [];
  for (const state of states) {
    const segment = state.segments[state.at];
    if (segment === undefined) continue;
    if (segment.kind === 'anyDepth') next.push(state);
    else if (covers(segment, member, state)) next.push({ ...state, at: state.at + 1 });
  }
  return next;
}

function covers(segment: Segment, member: Name | { readonly kind: 'any' }, state: State): boolean {
  switch (segment.kind) {
    case 'exact':
      return member.kind === 'exact' && member.name === segment.name;
    case 'caseInsensitive':
      return member.kind !== 'any' && foldCase(member.name) === foldCase(segment.name);
    case 'any':
      // `*` lists array elements only; what removes may match any member.
      return member.kind === 'any' || removes(state);
    case 'anyDepth':
      return false;
  }
}

/** Lets `**` stand for no level at all too. Each state once, however many ways lead to it. */
export function openDepths(states: readonly State[]): State[] {
  const open: State[] = [];
  const seen = new Set<string>();
  const add = (state: State): void => {
    if (state.guard) {
      const key = `${state.order}:${state.at}`;
      if (seen.has(key)) return;
      seen.add(key);
    }
    open.push(state);
    if (state.segments[state.at]?.kind === 'anyDepth') add({ ...state, at: state.at + 1 });
  };
  for (const state of states) add(state);
  return open;
}
