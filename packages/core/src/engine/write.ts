/**
 * The second half of the hot loop: writes what was read of an object as JSON text, in policy order. Never throws:
 * a fault in a value (its `toJSON`, a proxy) costs that value.
 */
import {
  AFTER_TEXT,
  AFTER_VALUE,
  type Container,
  type Field,
  FIRST,
  type LeafNode,
  type Node,
  OF_TEXT,
  type ParsedNode,
} from '../policy/compile/compiled-policy.js';
import type { TextLeaf } from '../actions/action.js';
import { quote } from '../json/json-text.js';
import { normalize } from '../json/normalize.js';
import { clearBit, createBits, giveBack, type Members, setBit, takeMembers } from '../run/members.js';
import { addCounts, count, createRun, type Run } from '../run/run.js';
import { readStructure } from '../structures/index.js';
import type { Inherited } from './inherited.js';
import { outlineOf } from './outline.js';
import { readMember, readMembers } from './read.js';
import {
  BY_RULE,
  countFault,
  countRefused,
  countRemoved,
  NO_ARRAY,
  NO_OBJECT,
  tellNoArray,
  TOO_MANY,
} from './removed.js';

/**
 * The members that have something to show as `{"a":1,"b":2`, without the brace that closes it; empty where none has.
 * Empties the members and gives them back.
 */
export function writeMembers(node: Container, members: Members, run: Run, inherited?: Inherited): string {
  const { fields, values, present } = members;
  let text = '';
  let before = FIRST;
  for (let word = 0; word < present.length; word++) {
    const own = present[word] as number;
    let bits = inherited === undefined ? own : own | (inherited.present[word] as number);
    present[word] = 0;
    for (; bits !== 0; bits &= bits - 1) {
      const bit = 31 - Math.clz32(bits & -bits);
      const index = (word << 5) + bit;
      let field = node.fields[index] as Field;
      let piece: string | undefined;
      let opening = before;
      if ((own & (1 << bit)) === 0) piece = inherited?.pieces[index];
      else {
        const value = values[index];
        field = fields[index] as Field;
        values[index] = undefined;
        if (typeof value === 'string' && field.node.kind === 'leaf' && field.node.text !== undefined) {
          piece = writeText(field.node, field.node.text, value, field.name, run);
          opening += OF_TEXT;
        } else piece = writeValue(field.node, value, field.name, run);
      }
      if (piece === undefined) continue;
      // Short strings are joined at once; long ones when the line is written, which costs for each of them.
      text += (field.openings[opening] as string) + piece;
      before = opening >= OF_TEXT ? AFTER_TEXT : AFTER_VALUE;
    }
  }
  giveBack(node, members);
  return before === AFTER_TEXT ? `${text}"` : text;
}

/**
 * The texts of members; those of `inherited` where there is no such member. Empties the members and gives them back.
 */
export function writePieces(node: Container, members: Members, run: Run, inherited?: Inherited): Inherited {
  const { fields, values, present } = members;
  const pieces = [...(inherited?.pieces ?? fields.map(() => undefined))];
  const shown = inherited === undefined ? createBits(fields.length) : [...inherited.present];
  for (let word = 0; word < present.length; word++) {
    for (let bits = present[word] as number; bits !== 0; bits &= bits - 1) {
      const index = (word << 5) + 31 - Math.clz32(bits & -bits);
      const field = fields[index] as Field;
      pieces[index] = writeValue(field.node, values[index], field.name, run);
      if (pieces[index] === undefined) clearBit(shown, index);
      else setBit(shown, index);
      values[index] = undefined;
    }
    present[word] = 0;
  }
  giveBack(node, members);
  return { pieces, present: shown };
}

/** Writes a member or an element from its value as it was read; undefined where nothing of it leaves. */
function writeValue(node: Node, raw: unknown, key: string, run: Run): string | undefined {
  if (node.kind === 'replace') return replaced(run, node, key);
  if (node.kind === 'remove') return countRemoved(run, node, key, undefined, BY_RULE);
  if (raw === undefined) return undefined;
  if (run.budget <= 0) return countRemoved(run, node, key, raw, TOO_MANY);
  try {
    const value = normalize(raw);
    if (value === undefined) return undefined;
    run.budget--;
    if (node.kind === 'leaf') return writeLeaf(node, value, raw, key, run);
    if (node.kind === 'parsed') return writeParsed(node, value, key, run);
    return isHolder(value)
      ? writeContainer(node, value, key, run)
      : countRemoved(run, node, key, raw, node.fields.length === 0 ? NO_ARRAY : NO_OBJECT);
  } catch {
    countFault(run, node, key);
    return undefined;
  }
}

/** As `writeValue` for a string, without the quotes. */
function writeText(node: LeafNode, leaf: TextLeaf, value: string, key: string, run: Run): string | undefined {
  if (run.budget <= 0) return countRemoved(run, node, key, value, TOO_MANY);
  run.budget--;
  try {
    const text = leaf(value, run);
    if (text === undefined) return countRefused(run, node, key, value, value);
    countLeaf(node, value, value, key, run);
    return text;
  } catch {
    countFault(run, node, key);
    return undefined;
  }
}

function writeLeaf(node: LeafNode, value: unknown, raw: unknown, key: string, run: Run): string | undefined {
  const text = value === null ? 'null' : node.leaf(value, run);
  if (text === undefined) return countRefused(run, node, key, raw, value);
  countLeaf(node, value, raw, key, run);
  return text;
}

function countLeaf(node: LeafNode, value: unknown, raw: unknown, key: string, run: Run): void {
  const outcome = value === null ? 'kept' : node.outcome;
  if (outcome !== null) count(run.counts, outcome);
  if (run.trace === undefined) return;
  const outline = outlineOf(value === null ? null : raw);
  run.trace.decided({ name: key, outcome: outcome ?? 'kept', rule: node.rule, outline });
}

/**
 * Writes a text with what leaves of its members. Null passes, as at every path that a rule decides. Counted is what
 * became of the members. May throw.
 */
export function writeParsed(node: ParsedNode, value: unknown, key: string, run: Run): string | undefined {
  if (value === null) {
    count(run.counts, 'kept');
    run.trace?.decided({ name: key, outcome: 'kept', rule: node.rule, outline: { type: 'null' } });
    return 'null';
  }
  const members = typeof value === 'string' ? readStructure(node.structure, value, node.most) : undefined;
  if (!isHolder(members)) return countRefused(run, node, key, value, value);
  // Errors are looked for in what the application logged, not in what its texts hold.
  const within = createRun(run.budget, undefined, run.trace);
  const json = writeContainer(node.below, members, key, within);
  run.budget = within.budget;
  const text = json === undefined ? undefined : node.structure.write(json);
  // The limit holds for what is written too: else the same rule would remove its own output.
  if (text !== undefined && (text === '' || text.length > node.most))
    return countRefused(run, node, key, value, value);
  addCounts(run.counts, within.counts);
  return text === undefined ? undefined : quote(text);
}

/** True for what can have listed members: bytes are none. */
function isHolder(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !ArrayBuffer.isView(value);
}

function writeContainer(node: Container, value: object, key: string, run: Run): string | undefined {
  // Its elements have no names: nothing of it is listed.
  if (node.element === undefined && Array.isArray(value))
    return countRemoved(run, node, key, value, NO_OBJECT);
  if (run.trace === undefined) return writeWithin(node, value, run);
  if (node.fields.length === 0 && !Array.isArray(value)) tellNoArray(run.trace, key, value);
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
  const members = takeMembers(node);
  readMembers(node, holder, run, members);
  const text = writeMembers(node, members, run);
  return text === '' ? undefined : `${text}}`;
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
  run.trace?.decided({ name: key, outcome: 'replaced', rule: node.rule, outline: { type: 'other' } });
  return node.text;
}
