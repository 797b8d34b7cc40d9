/**
 * Removes paths from JSON that was already written: members of a map or an error that a rule below it removes,
 * and fields of inherited bindings that a child logger removes.
 */
import type { Segment } from '../policy/policy.js';
import { foldCase } from '../policy/path-pattern.js';
import { jsonText } from './json-text.js';

/** A path that is gone, from some place in its pattern on. */
export interface PruneState {
  readonly segments: readonly Segment[];
  readonly at: number;
}

/** The JSON text without the paths; undefined where nothing is left of it. */
export function pruneText(text: string, states: readonly PruneState[]): string | undefined {
  const value = pruneValue(JSON.parse(text) as unknown, states);
  return value === undefined ? undefined : jsonText(value);
}

function pruneValue(value: unknown, states: readonly PruneState[]): unknown {
  const open = atAnyDepth(states);
  if (open.some((state) => state.at === state.segments.length)) return undefined;
  if (typeof value !== 'object' || value === null) return value;
  const isArray = Array.isArray(value);
  const entries = Object.entries(value)
    .map(([name, member]) => [name, pruneValue(member, step(open, isArray ? undefined : name))] as const)
    .filter(([, member]) => member !== undefined);
  if (entries.length === 0) return undefined;
  return isArray ? entries.map(([, member]) => member) : Object.fromEntries(entries);
}

/** Lets `**` stand for no level at all too. */
export function atAnyDepth(states: readonly PruneState[]): PruneState[] {
  const open: PruneState[] = [];
  for (let state of states) {
    open.push(state);
    while (state.segments[state.at]?.kind === 'anyDepth') {
      state = { segments: state.segments, at: state.at + 1 };
      open.push(state);
    }
  }
  return open;
}

/** The states after one more name; undefined stands for an element of an array. */
export function step(states: readonly PruneState[], name: string | undefined): PruneState[] {
  const next: PruneState[] = [];
  for (const { segments, at } of states) {
    const segment = segments[at];
    if (segment === undefined) continue;
    if (segment.kind === 'anyDepth') next.push({ segments, at });
    else if (matches(segment, name)) next.push({ segments, at: at + 1 });
  }
  return next;
}

function matches(segment: Segment, name: string | undefined): boolean {
  switch (segment.kind) {
    case 'exact':
      return segment.name === name;
    case 'caseInsensitive':
      return name !== undefined && foldCase(segment.name) === foldCase(name);
    default:
      return true;
  }
}
