/**
 * One record → one JSON line: bindings, head and the record's own fields meet in the places of the root's fields.
 * The record displaces bindings; nothing displaces the head, so that no data passes for a level or a time. The
 * message comes last, then the remarks.
 */
import {
  AFTER_VALUE,
  type CompiledPolicy,
  type Container,
  FIRST,
  OF_TEXT,
} from '../policy/compile/compiled-policy.js';
import type { Bindings, RecordContext } from './record-context.js';
import { collectErrors, createErrorSearch, type ErrorSearch } from '../json/error-messages.js';
import { exceedsBytes } from '../json/json-text.js';
import { isKnownPlain, type Message } from './message.js';
import { countedMessage, ownMessage } from './record-message.js';
import { addCounts, countsText, createRun, type Run } from '../run/run.js';
import type { Trace } from '../run/trace.js';
import { type Written, writeStub } from './stub.js';
import { type Members, takeMembers } from '../run/members.js';
import { type Inherited, inheritedFrom, type Pieces } from './inherited.js';
import { fieldOf } from '../policy/compile/field.js';
import { readMembers } from './read.js';
import { writeMembers, writePieces } from './write.js';

/** Writes the record as one JSON line without line feed. Never throws: a fault gives a stub. */
export function writeRecord(
  compiled: CompiledPolicy,
  record: object,
  context: RecordContext = {},
  trace?: Trace,
): Written {
  try {
    const message = context.message ?? ownMessage(record, compiled.messageKey, context);
    const run = createRun(compiled.limits.properties, knownErrors(compiled, message, context), trace);
    const line = writeLine(compiled, record, context, message, run);
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
  trace?: Trace,
): Omit<Bindings, 'policy'> {
  const errors = createErrorSearch(true, inherited);
  const run = createRun(compiled.limits.properties, errors, trace);
  const members = takeMembers(compiled.root);
  if (inherited !== undefined) addCounts(run.counts, inherited.counts);
  try {
    readMembers(compiled.root, bindings, run, members, { skip: compiled.messageKey, serialize });
  } catch {
    run.counts.faults++;
  }
  const { pieces, present } = writePieces(compiled.root, members, run, inherited);
  return {
    pieces,
    present,
    errors: errors.messages,
    incomplete: errors.incomplete,
    counts: run.counts,
  };
}

const NONE: Pieces = [];

function writeLine(
  compiled: CompiledPolicy,
  record: object,
  context: RecordContext,
  message: Message | undefined,
  run: Run,
): string {
  const { root, messageKey } = compiled;
  const { head, bindings, nestedKey, serialize } = context;
  const members = takeMembers(root);
  if (bindings !== undefined) addCounts(run.counts, bindings.counts);
  let below: Inherited | undefined = bindings;
  if (nestedKey === undefined)
    readMembers(root, record, run, members, { skip: messageKey, serialize, later: head });
  else below = readNested(root, record, nestedKey, context, run, members);
  if (head !== undefined) readMembers(root, head, run, members, { skip: messageKey, displaces: true });
  let line = writeMembers(root, members, run, below);
  const text = message === undefined ? undefined : countedMessage(compiled, message, run);
  if (text !== undefined) {
    const opening = compiled.messageOpenings[OF_TEXT + (line === '' ? FIRST : AFTER_VALUE)] as string;
    line += `${opening}${text}"`;
  }
  if (compiled.remarks === 'counts')
    line += `${line === '' ? '{' : ','}${compiled.remarksOpening}${countsText(run.counts)}}`;
  return line === '' ? '{}' : `${line}}`;
}

/** Puts the record's fields below one field of the root. Gives the texts below the members. */
function readNested(
  root: Container,
  record: object,
  nestedKey: string,
  context: RecordContext,
  run: Run,
  members: Members,
): Inherited | undefined {
  const { bindings, serialize } = context;
  const field = fieldOf(root, nestedKey);
  if (field?.node.kind !== 'container' || serialize === undefined) {
    readMembers(root, { [nestedKey]: record }, run, members, {});
    return bindings;
  }
  const inner = takeMembers(field.node);
  run.trace?.path.push(nestedKey);
  readMembers(field.node, record, run, inner, { serialize });
  const text = writeMembers(field.node, inner, run);
  run.trace?.path.pop();
  const pieces = [...(bindings?.pieces ?? NONE)];
  pieces[field.index] = text === '' ? undefined : `${text}}`;
  return inheritedFrom(root, pieces);
}

/** The search for errors that the message may repeat; undefined where there is nothing that could. */
function knownErrors(
  compiled: CompiledPolicy,
  message: Message | undefined,
  context: RecordContext,
): ErrorSearch | undefined {
  if (message === undefined || message.error !== undefined) return undefined;
  // No text of an error can come out there.
  if (compiled.message === 'remove' || compiled.message === 'catalog') return undefined;
  const isConstant = compiled.message === 'template' || message.interpolate === undefined;
  const errors = createErrorSearch(
    !(isConstant && isKnownPlain(compiled, message.template)),
    context.bindings,
  );
  if (context.errors !== undefined && context.errors.length > 0) collectErrors(context.errors, errors);
  return errors;
}
