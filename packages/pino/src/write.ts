import type { Message } from '@logsieve/core';
import { impliedMessage, isError, readCall } from './call.js';
import { plainValue, view } from './fields.js';
import { type Head, headOf } from './head.js';
import { type Hooks, type Host, type LogMethod, METADATA, type Symbols } from './host.js';
import { tellSink } from './metadata.js';
import { handOver, tellThrown } from './outflow.js';
import { isKnown, runsSerializers, STATE, type State, stateOf } from './state.js';

/** One call of a level method, from its arguments to the destination. Never throws. */
export function log(host: Host, args: readonly unknown[], method: LogMethod, level: number): void {
  try {
    const state = stateOf(host);
    const { symbols } = state.shared;
    const { record, message, values } = readCall(host, symbols, args, method);
    const said = message ?? impliedMessage(host, symbols, record);
    write(state, host, record, said, values, level);
  } catch {
    writeStub(host, level);
  }
}

/**
 * Where pino itself, or a library, writes. The text may have values in it, and nobody can tell any more: it counts
 * as interpolated, its template as unknown. Never throws.
 */
export function writeUnknown(host: Host, record: unknown, text: unknown, level: number): void {
  try {
    // A child made before its root was protected: its own level methods may have put any error into the text.
    const said = unknownText(isKnown(host) || typeof text !== 'string' ? text : '');
    write(stateOf(host), host, record, said, NONE, level);
  } catch {
    writeStub(host, level);
  }
}

/** The line of such a record, with its line ending, for who asks for it without writing it. Never throws. */
export function lineUnknown(host: Host, record: unknown, text: unknown, level: number): string {
  const { heads, shared, redactor } = inherited(host);
  const { symbols } = shared;
  const head = headOf(host, symbols, heads, level);
  let line: string;
  try {
    line = toLine(stateOf(host), host, head, asRecord(host, symbols, record), unknownText(text), NONE);
  } catch {
    line = redactor.stringify(UNREADABLE, { head: head.fields });
  }
  return line + lineEnd(host, symbols);
}

/** A record in place of one that could not be had: level, time and an error code. Never throws. */
export function writeStub(host: Host, level: number): void {
  const state = inherited(host);
  const head = headOf(host, state.shared.symbols, state.heads, level);
  deliver(state, host, state.redactor.stringify(UNREADABLE, { head: head.fields }), level, head);
}

/** The state that is there, be it that of a logger further up. */
function inherited(host: Host): State {
  return host[STATE] as State;
}

const NONE: readonly unknown[] = [];

/** What the redactor cannot read at all, so that it writes its stub. */
const UNREADABLE = new Proxy(
  {},
  {
    ownKeys() {
      throw new Error('unreadable');
    },
  },
);

function unknownText(text: unknown): Message | undefined {
  return typeof text === 'string' ? { template: '', interpolate: () => text } : undefined;
}

function write(
  state: State,
  host: Host,
  given: unknown,
  message: Message | undefined,
  errors: readonly unknown[],
  level: number,
): void {
  const { symbols } = state.shared;
  const head = headOf(host, symbols, state.heads, level);
  let record = asRecord(host, symbols, given);
  const mixin = host[symbols.mixin] as Mixin | undefined;
  let known = errors;
  if (mixin !== undefined) {
    // A strategy of the application's may hide the errors whose texts the message repeats.
    known = [...errors, ...objectsIn(record)];
    record = mixed(host, symbols, record, mixin(record, level, host));
  }
  deliver(state, host, toLine(state, host, head, record, message, known), level, head);
}

function toLine(
  state: State,
  host: Host,
  head: Head,
  given: object,
  message: Message | undefined,
  errors: readonly unknown[],
): string {
  const { symbols } = state.shared;
  const { log: format } = host[symbols.formatters] as { log?: (record: object) => object };
  return state.redactor.stringify(format === undefined ? given : toObject(format(given)), {
    head: head.fields,
    bindings: state.bindings,
    message,
    nestedKey: (host[symbols.nestedKey] as string | null) ?? undefined,
    serialize: runsSerializers(state) ? state.serialize : undefined,
    errors: format === undefined ? errors : [...errors, ...objectsIn(given)],
  });
}

/** What of the record is, or may hold, an error. */
function objectsIn(record: object): unknown[] {
  return Object.keys(record)
    .map((key) => plainValue(record, key))
    .filter((value) => typeof value === 'object' && value !== null);
}

function asRecord(host: Host, symbols: Symbols, given: unknown): object {
  return isError(given) ? { [host[symbols.errorKey] as string]: given } : toObject(given);
}

function toObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

type Mixin = (record: object, level: number, logger: Host) => unknown;
type MixinMergeStrategy = (record: object, mixed: unknown) => unknown;

function mixed(host: Host, symbols: Symbols, record: object, fields: unknown): object {
  const strategy = host[symbols.mixinMergeStrategy] as MixinMergeStrategy | undefined;
  return strategy === undefined ? view([toObject(fields), record]) : toObject(strategy(record, fields));
}

/** Hands the line over. A destination that throws costs its line and is counted. */
function deliver(state: State, host: Host, line: string, level: number, head: Head): void {
  const { shared } = state;
  try {
    const { sink } = shared.outflow;
    if ((sink as { [METADATA]?: unknown })[METADATA] === true) tellSink(sink, state, host, line, level, head);
    const { streamWrite } = host[shared.symbols.hooks] as Hooks;
    const text = line + lineEnd(host, shared.symbols);
    handOver(shared.outflow, streamWrite === undefined ? text : streamWrite(text));
  } catch (error) {
    shared.sinkFaults++;
    tellThrown(shared.outflow, error);
  }
}

/** What comes after the record and its brace. */
function lineEnd(host: Host, symbols: Symbols): string {
  const end = host[symbols.end] as string;
  return end === '}\n' ? '\n' : end.slice(1);
}
