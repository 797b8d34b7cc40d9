/**
 * Removes paths from JSON that was already written: members of a map or an error that a rule below it removes,
 * and fields of inherited bindings that a child logger removes.
 */
import type { Node, ParsedNode } from '../policy/compile/compiled-policy.js';
import { fieldOf } from '../policy/compile/field.js';
import type { Segment } from '../policy/policy.js';
import { foldCase } from '../policy/path-pattern.js';
import { readStructure } from '../structures/index.js';
import { jsonText } from './json-text.js';

/** A path that is gone, from some place in its pattern on. */
export interface PruneState {
  readonly segments: readonly Segment[];
  readonly at: number;
}

/**
 * The JSON text without the paths; undefined where nothing is left of it. `node` is what the policy says about the path
 * of the text, so that paths go through the texts that it reads.
 */
export function pruneText(text: string, states: readonly PruneState[], node?: Node): string | undefined {
  const value = pruneValue(JSON.parse(text) as unknown, states, node);
  return value === undefined ? undefined : jsonText(value);
}

function pruneValue(value: unknown, states: readonly PruneState[], node: Node | undefined): unknown {
  const open = atAnyDepth(states);
  if (open.some((state) => state.at === state.segments.length)) return undefined;
  if (typeof value === 'string' && node?.kind === 'parsed') return pruneParsed(value, open, node);
  if (typeof value !== 'object' || value === null) return value;
  const isArray = Array.isArray(value);
  const entries = Object.entries(value)
    .map(([key, member]) => {
      const name = isArray ? undefined : key;
      return [key, pruneValue(member, step(open, name), nodeOf(node, name))] as const;
    })
    .filter(([, member]) => member !== undefined);
  if (entries.length === 0) return undefined;
  return isArray ? entries.map(([, member]) => member) : Object.fromEntries(entries);
}

function pruneParsed(
  text: string,
  states: readonly PruneState[],
  { structure, below, most }: ParsedNode,
): string | undefined {
  // It was written by the structure itself; what cannot be read all the same does not stay.
  const members = pruneValue(readStructure(structure, text, most), states, below);
  return members === undefined ? undefined : structure.write(jsonText(members)) || undefined;
}

function nodeOf(node: Node | undefined, name: string | undefined): Node | undefined {
  if (node?.kind !== 'container') return undefined;
  return name === undefined ? node.element : fieldOf(node, name)?.node;
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
