/**
 * One record → one JSON line: bindings, head and the record's own fields meet in the places of the root's fields.
 * The record displaces bindings; nothing displaces the head, so that no data passes for a level or a time. The
 * message comes last, then the remarks.
 */
import type { CompiledPolicy, Container } from '../policy/compile/compiled-policy.js';
import { RESERVED_FIELD } from '../policy/path-pattern.js';
import type { Bindings, RecordContext } from './record-context.js';
import { collectErrors, createErrorSearch, type ErrorSearch } from '../json/error-messages.js';
import { exceedsBytes, quote } from '../json/json-text.js';
import { messageText, type Message, writeMessage } from './message.js';
import { addCounts, COUNT_NAMES, type Counts, createRun, type Run } from '../run/run.js';
import type { Trace } from '../run/trace.js';
import { type Written, writeStub } from './stub.js';
import { createMembers, fieldOf, forgetMembers, type Members, readMembers } from './read.js';
import { type Pieces, writeMembers, writePieces } from './write.js';

/** Writes the record as one JSON line without line feed. Never throws: a fault gives a stub. */
export function writeRecord(
  compiled: CompiledPolicy,
  record: object,
  context: RecordContext = {},
  trace?: Trace,
): Written {
  const run = createRun(compiled.limits.properties, knownErrors(compiled, record, context), trace);
  try {
    const line = writeLine(compiled, record, context, run);
    if (exceedsBytes(line, compiled.limits.lineBytes)) {
      return writeStub(compiled, record, context, 'ERR_LOGSIEVE_LINE_TOO_LONG');
    }
    return { line, counts: run.counts };
  } catch {
    return writeStub(compiled, record, context, 'ERR_LOGSIEVE_RECORD_FAULT');
  }
}

/** Redacts the fields of bindings, once for all records they go with. Never throws. */
export function writeBindings(
  compiled: CompiledPolicy,
  bindings: object,
  inherited: Bindings | undefined,
  serialize: RecordContext['serialize'],
): Omit<Bindings, 'policy'> {
  const errors = createErrorSearch(inherited);
  const run = createRun(compiled.limits.properties, errors);
  const members = createMembers(compiled.root);
  if (inherited !== undefined) addCounts(run.counts, inherited.counts);
  try {
    readMembers(compiled.root, bindings, run, members, compiled.messageKey, serialize);
  } catch {
    run.counts.faults++;
  }
  const pieces = writePieces(compiled.root, members, run, inherited?.pieces ?? NONE);
  return { pieces, errors: errors.messages, incomplete: errors.incomplete, counts: run.counts };
}

const NONE: Pieces = [];

function writeLine(compiled: CompiledPolicy, record: object, context: RecordContext, run: Run): string {
  const { root, messageKey } = compiled;
  const { head, bindings, nestedKey, serialize } = context;
  const members = createMembers(root);
  if (bindings !== undefined) addCounts(run.counts, bindings.counts);
  let below = bindings?.pieces;
  if (nestedKey === undefined) readMembers(root, record, run, members, messageKey, serialize, head);
  else below = readNested(root, record, nestedKey, context, run, members);
  if (head !== undefined) {
    forgetMembers(root, head, members);
    readMembers(root, head, run, members, messageKey);
  }
  let line = writeMembers(root, members, run, below);
  const message = writeOwnMessage(compiled, record, context, run);
  if (message !== undefined) line += `${line === '' ? '' : ','}${quote(messageKey)}:${message}`;
  if (compiled.remarks === 'counts') line += `${line === '' ? '' : ','}${remarks(compiled, run.counts)}`;
  return `{${line}}`;
}

/** Puts the record's fields below one field of the root. Gives the texts below the members. */
function readNested(
  root: Container,
  record: object,
  nestedKey: string,
  context: RecordContext,
  run: Run,
  members: Members,
): Pieces | undefined {
  const { bindings, serialize } = context;
  const field = fieldOf(root, nestedKey);
  if (field?.node.kind !== 'container' || serialize === undefined) {
    readMembers(root, { [nestedKey]: record }, run, members);
    return bindings?.pieces;
  }
  const inner = createMembers(field.node);
  readMembers(field.node, record, run, inner, undefined, serialize);
  const text = writeMembers(field.node, inner, run);
  const pieces = [...(bindings?.pieces ?? NONE)];
  pieces[field.index] = text === '' ? undefined : `{${text}}`;
  return pieces;
}

function writeOwnMessage(
  compiled: CompiledPolicy,
  record: object,
  context: RecordContext,
  run: Run,
): string | undefined {
  const { messageKey } = compiled;
  const message = context.message ?? ownMessage(record, messageKey, context);
  if (message === undefined) return undefined;
  let text: string | undefined;
  try {
    if (message !== UNREADABLE) text = writeMessage(compiled, message, run);
  } catch {
    run.counts.faults++;
  }
  if (text === undefined) run.counts.removed++;
  else run.counts.kept++;
  run.trace?.decided(messageKey, text === undefined ? 'removed' : 'message', undefined, 'string');
  return text;
}

/** Stands for a message that is no text. */
const UNREADABLE: Message = { template: '' };

function ownMessage(record: object, key: string, context: RecordContext): Message | undefined {
  if (context.nestedKey !== undefined || !Object.hasOwn(record, key)) return undefined;
  let value: unknown;
  try {
    value = (record as Record<string, unknown>)[key];
    if (value === undefined) return undefined;
    const serialized = context.serialize === undefined ? value : context.serialize(key, value);
    const text = messageText(serialized);
    return text === undefined ? UNREADABLE : { template: text };
  } catch {
    return UNREADABLE;
  }
}

/** Errors that are not fields of the record; undefined where the record has no message that could repeat them. */
function knownErrors(
  compiled: CompiledPolicy,
  record: object,
  context: RecordContext,
): ErrorSearch | undefined {
  if (compiled.message === 'remove') return undefined;
  if (context.message === undefined && !mayHaveMessage(record, compiled.messageKey)) return undefined;
  const errors = createErrorSearch(context.bindings);
  if (context.errors !== undefined) collectErrors(context.errors, errors);
  return errors;
}

function mayHaveMessage(record: object, messageKey: string): boolean {
  try {
    return Object.hasOwn(record, messageKey);
  } catch {
    return true;
  }
}

/** `"_logsieve":{"policy":"…","kept":5}`: the policy's hash in short and the counts that are not zero. */
function remarks(compiled: CompiledPolicy, counts: Counts): string {
  let text = `"policy":"${compiled.policy.hash.slice(0, 16)}"`;
  for (const name of COUNT_NAMES) if (counts[name] > 0) text += `,"${name}":${counts[name]}`;
  return `"${RESERVED_FIELD}":{${text}}`;
}
