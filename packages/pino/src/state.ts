import type { Bindings, RecordContext, Redactor } from '@logsieve/core';
import type { OpenPolicy } from '@logsieve/core/node';
import { pino } from 'pino';
import { bindable } from './fields.js';
import type { Host, Symbols } from './host.js';
import { levelHeads, type LevelHead } from './head.js';
import { childRedactor } from './child-redactor.js';
import type { Outflow } from './outflow.js';
import { ownsLevelMethods, renewLevelMethods } from './level-methods.js';
import { hasSerializers, serializerFor } from './serializer.js';

/** What one protected logger and all its children have in common. */
export interface Shared {
  readonly symbols: Symbols;
  /** The `child` that was there before. */
  readonly child: Host['child'];
  readonly outflow: Outflow;
  /** What loads the policy anew; undefined for the scratch logger of the self-check. */
  readonly policy: OpenPolicy | undefined;
  /** Lines that a destination or its hook refused by throwing. */
  sinkFaults: number;
  /** The child logger in the making; pino gives its bindings to the accessor that takes this up. */
  pending: Pending | undefined;
}

/** What makes a child differ from its parent. */
export interface Pending {
  readonly parent: State;
  readonly bindings: object;
  readonly formatter: ((bindings: object) => object) | undefined;
  readonly redact: unknown;
}

/** What logsieve knows of one logger: the root or a child. */
export interface State {
  readonly host: Host;
  readonly shared: Shared;
  readonly redactor: Redactor;
  readonly serialize: NonNullable<RecordContext['serialize']>;
  readonly heads: LevelHead[];
  bindings: Bindings;
  /** Whether there are serializers to run, by the table that the logger had when it was looked at last. */
  serializers: { readonly of: object; readonly run: boolean } | undefined;
  /** The redacted bindings as pino keeps them, once someone asked for them. */
  text: { readonly of: Bindings; readonly text: string } | undefined;
}

/** Where a logger keeps its state. Known to every copy of this package, so that none protects twice. */
export const STATE = Symbol.for('logsieve.pino.state');

/** Gives `host` a state of its own, with `bindings` over what it inherits. */
export function install(
  host: Host,
  shared: Shared,
  redactor: Redactor,
  fields: object,
  inherited?: Bindings,
): State {
  const serialize = serializerOf(host, shared.symbols);
  const bindings = redactor.bind(fields, inherited, serialize);
  const heads = levelHeads(host[shared.symbols.lsCache] as object);
  const state: State = {
    host,
    shared,
    redactor,
    serialize,
    heads,
    bindings,
    serializers: undefined,
    text: undefined,
  };
  Object.defineProperty(host, STATE, { value: state, configurable: true });
  return state;
}

/** Gives a child logger its state. */
export function installPending(host: Host, { parent, bindings, formatter, redact }: Pending): State {
  const nestedKey = host[parent.shared.symbols.nestedKey] as string | null;
  const redactor = childRedactor(parent.redactor, redact, nestedKey);
  const state = install(host, parent.shared, redactor, bindable(bindings, formatter), parent.bindings);
  state.serializers = parent.serializers;
  return state;
}

/**
 * The state of a logger. A child made before its root was protected, or an object derived from a logger, gets
 * one here: its bindings are text that pino wrote from raw values.
 */
export function stateOf(host: Host): State {
  const state = host[STATE] as State;
  return state.host === host ? state : adopted(host, state);
}

/** True where the logger has serializers to run. Looks at each table of them once: pino never changes one. */
export function runsSerializers(state: State): boolean {
  const table = state.host[state.shared.symbols.serializers] as object;
  if (state.serializers?.of !== table) state.serializers = { of: table, run: hasSerializers(table) };
  return state.serializers.run;
}

/** True for a logger that was made, or met before, under protection. */
export function isKnown(host: Host): boolean {
  return Object.hasOwn(host, STATE);
}

/** The bindings that pino wrote before it was stopped from doing so, as fields. */
export function bindingsFromText(text: unknown): object {
  try {
    const fields: unknown = JSON.parse(`{${String(text).slice(1)}}`);
    return typeof fields === 'object' && fields !== null ? fields : {};
  } catch {
    return {};
  }
}

/** The redacted bindings in the form in which pino and libraries around it expect them: `,"a":1,"b":2`. */
function bindingsText(state: State): string {
  const { redactor } = state;
  const bindings = redactor.rebind(state.bindings);
  if (state.text?.of !== bindings) {
    let text = '';
    for (const field of redactor.compiled.root.fields) {
      const piece = bindings.pieces[field.index];
      if (piece !== undefined) text += `,${field.prefix}${piece}`;
    }
    state.text = { of: bindings, text };
  }
  return state.text.text;
}

/** Owns the place of the bindings' text: what pino writes there is not taken, what is read there is redacted. */
export function ownBindingsText(host: Host, { symbols }: Shared): void {
  Object.defineProperty(host, symbols.chindings, {
    configurable: true,
    get(this: Host): string {
      return bindingsText(stateOf(this));
    },
    set(this: Host) {
      const { shared } = this[STATE] as State;
      const { pending } = shared;
      shared.pending = undefined;
      if (pending !== undefined) installPending(this, pending);
    },
  });
}

function adopted(host: Host, state: State): State {
  const { shared } = state;
  // A Proxy derives from what its logger derives from, not from the logger: then the search ends at nothing.
  for (let holder: Host | null = host; holder !== null && holder !== state.host; holder = parentOf(holder)) {
    const own = Object.getOwnPropertyDescriptor(holder, shared.symbols.chindings);
    if (own === undefined || !('value' in own)) continue;
    const nestedKey = holder[shared.symbols.nestedKey] as string | null;
    const redactor = childRedactor(state.redactor, holder.redact, nestedKey);
    const adoptedState = install(holder, shared, redactor, bindingsFromText(own.value));
    ownBindingsText(holder, shared);
    // They interpolate by themselves, knowing of no hook.
    if (ownsLevelMethods(holder)) renewLevelMethods(holder, shared.symbols);
    return holder === host ? adoptedState : stateOf(host);
  }
  return state;
}

function parentOf(host: Host): Host | null {
  return Object.getPrototypeOf(host) as Host | null;
}

/** Runs the logger's serializers, but pino's own for errors: policies know errors better. */
function serializerOf(host: Host, symbols: Symbols): State['serialize'] {
  return (key, value) => {
    const own = serializerFor(host, symbols, key);
    const serializer =
      own ?? (key === host[symbols.errorKey] ? serializerFor(host, symbols, 'err') : undefined);
    return serializer === undefined || serializer === pino.stdSerializers.err ? value : serializer(value);
  };
}
