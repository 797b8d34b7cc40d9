/**
 * The second half of the hot loop: writes what was read of an object as JSON text, in policy order. Never throws:
 * a fault in a value (its `toJSON`, a proxy) costs that value.
 */
import type { Container, Field, Node } from '../policy/compile/compiled-policy.js';
import { normalize } from '../json/normalize.js';
import { count, countFault, countRemoved, type Run } from '../run/run.js';
import { typeOf } from '../run/trace.js';
import { createMembers, type Members, readMember, readMembers } from './read.js';

/** JSON texts of a container's fields, each at its field's index; undefined where nothing leaves. */
export type Pieces = readonly (string | undefined)[];

/**
 * The members that have something to show as `"a":1,"b":2`; empty where none has. `inherited` has the texts of fields
 * that stand where there is no such member.
 */
export function writeMembers(node: Container, members: Members, run: Run, inherited?: Pieces): string {
  let text = '';
  const { fields } = node;
  for (let index = 0; index < fields.length; index++) {
    const field = members[2 * index] as Field | undefined;
    let piece: string | undefined;
    if (field !== undefined) piece = writeValue(field.node, members[2 * index + 1], field.name, run);
    else if (inherited !== undefined) piece = inherited[index];
    if (piece === undefined) continue;
    const { prefix, next } = fields[index] as Field;
    // Each joining of strings is paid for twice, here and when the line is written: no more than needed.
    text = text === '' ? prefix + piece : text + next + piece;
  }
  return text;
}

/** The texts of members; those of `inherited` where there is no such member. */
export function writePieces(node: Container, members: Members, run: Run, inherited: Pieces): Pieces {
  return node.fields.map((_field, index) => {
    const field = members[2 * index] as Field | undefined;
    return field === undefined
      ? inherited[index]
      : writeValue(field.node, members[2 * index + 1], field.name, run);
  });
}

/** Writes a member or an element from its value as it was read; undefined where nothing of it leaves. */
function writeValue(node: Node, raw: unknown, key: string, run: Run): string | undefined {
  if (node.kind === 'replace') return replaced(run, node, key);
  if (node.kind === 'remove') return removed(run, node, key, undefined);
  if (raw === undefined) return undefined;
  if (run.budget <= 0) return removed(run, node, key, undefined);
  try {
    const value = normalize(raw);
    if (value === undefined) return undefined;
    run.budget--;
    if (node.kind === 'leaf') return writeLeaf(node, value, key, run);
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) {
      return removed(run, node, key, value);
    }
    return writeContainer(node, value, key, run);
  } catch {
    countFault(run, node, key);
    return undefined;
  }
}

function writeLeaf(
  node: Extract<Node, { kind: 'leaf' }>,
  value: unknown,
  key: string,
  run: Run,
): string | undefined {
  const text = value === null ? 'null' : node.leaf(value, run);
  if (text === undefined) return removed(run, node, key, value);
  const outcome = value === null ? 'kept' : node.outcome;
  if (outcome !== null) count(run.counts, outcome);
  if (run.trace !== undefined) run.trace.decided(key, outcome ?? 'kept', node.rule, typeOf(value));
  return text;
}

function writeContainer(node: Container, value: object, key: string, run: Run): string | undefined {
  if (run.trace === undefined) return writeWithin(node, value, run);
  run.trace.path.push(key);
  try {
    return writeWithin(node, value, run);
  } finally {
    run.trace.path.pop();
  }
}

function writeWithin(node: Container, value: object, run: Run): string | undefined {
  return Array.isArray(value) ? writeArray(node, value, run) : writeObject(node, value, run);
}

function writeObject(node: Container, holder: object, run: Run): string | undefined {
  const members = createMembers(node);
  readMembers(node, holder, run, members);
  const text = writeMembers(node, members, run);
  return text === '' ? undefined : `{${text}}`;
}

/** Elements have one rule, whatever their index: indexes shift where elements are removed. */
function writeArray(node: Container, elements: readonly unknown[], run: Run): string | undefined {
  const { element } = node;
  if (element === undefined) return undefined;
  let text = '';
  // A hole costs as much as an element: the length of a sparse array must not buy time.
  for (let index = 0; index < elements.length && run.budget > 0; index++) {
    const before = run.budget;
    const value = readMember(element, elements, index, run);
    const piece = writeValue(element, value, String(index), run);
    if (piece !== undefined) text = text === '' ? piece : `${text},${piece}`;
    if (run.budget === before) run.budget--;
  }
  return text === '' ? undefined : `[${text}]`;
}

function replaced(run: Run, node: Node & { kind: 'replace' }, key: string): string {
  run.counts.replaced++;
  run.trace?.decided(key, 'replaced', node.rule, 'other');
  return node.text;
}

function removed(run: Run, node: Node, key: string, value: unknown): string | undefined {
  countRemoved(run, node, key, value);
  return undefined;
}
