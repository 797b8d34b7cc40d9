/**
 * The hot loop: writes what the policy allows of an object as JSON text. Visits a container's names once, reads
 * a listed member once, and never reads an unlisted one. Nothing it calls may let an exception of the record's
 * own code (getters, proxies, toJSON) past the member that threw.
 */
import type { Container, Field, Node } from '../policy/compile/compiled-policy.js';
import type { PolicyRule } from '../policy/policy.js';
import { foldCase } from '../policy/path-pattern.js';
import { collectErrors, collectMemberErrors, type ErrorSearch, isErrorLike } from '../json/error-messages.js';
import { normalize } from '../json/normalize.js';
import { count, type Run } from '../run/run.js';
import { memberType, typeOf } from '../run/trace.js';

/** JSON texts of a container's fields, each at its field's index; undefined where nothing leaves. */
export type Pieces = (string | undefined)[];

/** Called for each listed member in place of plainly reading it. */
export type Serialize = (key: string, value: unknown) => unknown;

/**
 * Writes the listed members of `holder` into `pieces`. A member that leaves nothing clears its place, so that a
 * later holder displaces an earlier one. `skip` is passed over, and so are the
 * names of `written`. Throws what `holder` throws when asked for its
 * names.
 */
export function writeFields(
  node: Container,
  holder: object,
  run: Run,
  pieces: Pieces,
  skip?: string,
  serialize?: Serialize,
  written?: object,
): void {
  // `for in` makes no list of names and reads members faster than any other loop; hence the check for own ones.
  for (const key in holder) {
    if (!Object.hasOwn(holder, key)) continue;
    if (key === skip || (written !== undefined && Object.hasOwn(written, key))) {
      // Passed over, but the message may repeat what it holds.
      if (run.errors !== undefined) collectMemberErrors(holder, key, run.errors);
      continue;
    }
    const field = fieldOf(node, key);
    if (field === undefined) {
      run.counts.unlisted++;
      if (run.errors !== undefined) collectMemberErrors(holder, key, run.errors);
      if (run.trace !== undefined) run.trace.decided(key, 'unlisted', undefined, memberType(holder, key));
    } else if (field.node.kind === 'leaf' || field.node.kind === 'container') {
      let value: unknown;
      try {
        value = (holder as Record<string, unknown>)[key];
      } catch {
        pieces[field.index] = faulty(run, field.node, key);
        continue;
      }
      pieces[field.index] = writeMember(field.node, value, key, run, serialize);
    } else {
      pieces[field.index] = writeUnread(field.node, holder, key, run);
    }
  }
}

/** The fields that have something to show, in policy order, as `"a":1,"b":2`; empty where none has. */
export function joinPieces(node: Container, pieces: Pieces): string {
  let text = '';
  const { fields } = node;
  for (let index = 0; index < pieces.length; index++) {
    const piece = pieces[index];
    if (piece === undefined) continue;
    const field = fields[index] as Field;
    // Each joining of strings is paid for twice, here and when the line is written: no more than needed.
    text = text === '' ? field.prefix + piece : text + field.next + piece;
  }
  return text;
}

/** The field for a name: by its exact spelling, else whatever its case. */
export function fieldOf(node: Container, name: string): Field | undefined {
  const field = node.byName.get(name);
  if (field !== undefined || node.byFoldedName === undefined) return field;
  return node.byFoldedName.get(foldCase(name));
}

/** Writes a member whose value no rule asks for. */
function writeUnread(
  node: Extract<Node, { kind: 'remove' | 'replace' }>,
  holder: object,
  key: string,
  run: Run,
): string | undefined {
  if (run.errors !== undefined) collectMemberErrors(holder, key, run.errors);
  return node.kind === 'replace' ? replaced(run, node, key) : removed(run, node, key, undefined);
}

/** Writes a member from its value as it was read; undefined where nothing of it leaves. Never throws. */
function writeMember(
  node: Extract<Node, { kind: 'leaf' | 'container' }>,
  raw: unknown,
  key: string,
  run: Run,
  serialize: Serialize | undefined,
): string | undefined {
  try {
    if (typeof raw === 'object' && raw !== null && run.errors !== undefined)
      noteErrors(node, raw, run.errors);
    if (run.budget <= 0) return removed(run, node, key, undefined);
    const value = normalize(serialize === undefined ? raw : serialize(key, raw));
    return value === undefined ? undefined : writeValue(node, value, key, run);
  } catch {
    return faulty(run, node, key);
  }
}

function faulty(run: Run, node: Node, key: string): string | undefined {
  run.counts.faults++;
  return removed(run, node, key, undefined);
}

/** Members of a container are met on the way; what a leaf or an array holds is not. */
function noteErrors(node: Node, value: object, search: ErrorSearch): void {
  if (node.kind === 'leaf') collectErrors(value, search, keepsErrors(node.rule));
  else if (Array.isArray(value) || isErrorLike(value)) collectErrors(value, search);
}

function keepsErrors({ rule }: PolicyRule): boolean {
  return 'keep' in rule && rule.keep === 'error';
}

function writeValue(
  node: Extract<Node, { kind: 'leaf' | 'container' }>,
  value: unknown,
  key: string,
  run: Run,
): string | undefined {
  run.budget--;
  if (node.kind === 'leaf') {
    const text = value === null ? 'null' : node.leaf(value, run);
    if (text === undefined) return removed(run, node, key, value);
    const outcome = value === null ? 'kept' : node.outcome;
    if (outcome !== null) count(run.counts, outcome);
    run.trace?.decided(key, outcome ?? 'kept', node.rule, typeOf(value));
    return text;
  }
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) {
    return removed(run, node, key, value);
  }
  if (run.trace === undefined) return writeContainer(node, value, run);
  run.trace.path.push(key);
  try {
    return writeContainer(node, value, run);
  } finally {
    run.trace.path.pop();
  }
}

function writeContainer(node: Container, value: object, run: Run): string | undefined {
  return Array.isArray(value) ? writeArray(node, value, run) : writeObject(node, value, run);
}

function writeObject(node: Container, holder: object, run: Run): string | undefined {
  const pieces: Pieces = new Array<string | undefined>(node.fields.length);
  writeFields(node, holder, run, pieces);
  const text = joinPieces(node, pieces);
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
    text = appended(text, writeElement(element, elements, index, run));
    if (run.budget === before) run.budget--;
  }
  return text === '' ? undefined : `[${text}]`;
}

function writeElement(node: Node, elements: readonly unknown[], index: number, run: Run): string | undefined {
  const key = String(index);
  if (node.kind === 'remove' || node.kind === 'replace') return writeUnread(node, elements, key, run);
  let value: unknown;
  try {
    value = elements[index];
  } catch {
    return faulty(run, node, key);
  }
  return writeMember(node, value, key, run, undefined);
}

function appended(text: string, piece: string | undefined): string {
  if (piece === undefined) return text;
  return text === '' ? piece : `${text},${piece}`;
}

function removed(run: Run, node: Node, key: string, value: unknown): string | undefined {
  run.counts.removed++;
  run.trace?.decided(key, 'removed', node.kind === 'container' ? undefined : node.rule, typeOf(value));
  return undefined;
}

function replaced(run: Run, node: Node & { kind: 'replace' }, key: string): string {
  run.counts.replaced++;
  run.trace?.decided(key, 'replaced', node.rule, 'other');
  return node.text;
}
