import type { Redactor } from '@logsieve/core';
import type { OpenPolicy } from '@logsieve/core/node';
import { bindable } from './fields.js';
import type { Hooks, Host, LogMethod, Sink, Symbols } from './host.js';
import { renewLevelMethods } from './level-methods.js';
import { outflowOf } from './outflow.js';
import {
  bindingsFromText,
  install,
  installPending,
  ownBindingsText,
  type Shared,
  STATE,
  type State,
  stateOf,
} from './state.js';
import { lineUnknown, log, writeStub, writeUnknown } from './write.js';

/**
 * Takes over every place of a pino logger where a record passes. They are own properties of the logger, so that
 * children, which pino derives from it, inherit them whatever their options.
 */
export function protect(host: Host, symbols: Symbols, redactor: Redactor, policy?: OpenPolicy): void {
  const outflow = outflowOf(host[symbols.stream] as Sink);
  const shared: Shared = { symbols, child: host.child, outflow, policy, sinkFaults: 0, pending: undefined };
  const inherited = bindingsFromText(host[symbols.chindings]);
  install(host, shared, redactor, inherited);
  ownBindingsText(host, shared);
  own(host, symbols.write, function (this: Host, record: unknown, text: unknown, level: number) {
    writeUnknown(this, record, text, level);
  });
  own(host, symbols.asJson, function (this: Host, record: unknown, text: unknown, level: number) {
    return lineUnknown(this, record, text, level);
  });
  own(host, 'child', child);
  own(host, 'setBindings', setBindings);
  const { bindings } = host;
  own(host, 'bindings', function (this: Host) {
    // A child made before may have them as pino wrote them.
    stateOf(this);
    return bindings.call(this);
  });
  ownLevelMethods(host, symbols);
}

function own(host: Host, key: PropertyKey, value: unknown): void {
  Object.defineProperty(host, key, { value, writable: true, configurable: true });
}

/** pino makes the level methods anew whenever a level is set, around the hook that it finds then. */
function ownLevelMethods(host: Host, symbols: Symbols): void {
  const hooks = host[symbols.hooks] as Hooks;
  const { logMethod: userHook } = hooks;
  const logMethod = function (this: Host, args: unknown[], method: LogMethod, level: number) {
    if (userHook === undefined) log(this, args, method, level);
    else runUserHook(this, userHook, args, method, level);
  };
  own(host, symbols.hooks, Object.create(hooks, { logMethod: { value: logMethod } }));
  renewLevelMethods(host, symbols);
}

function runUserHook(
  host: Host,
  userHook: NonNullable<Hooks['logMethod']>,
  args: unknown[],
  method: LogMethod,
  level: number,
) {
  try {
    const passOn: LogMethod = function (...passed) {
      log(this, passed, method, level);
    };
    userHook.call(host, args, passOn, level);
  } catch {
    writeStub(host, level);
  }
}

interface ChildOptions {
  readonly redact?: unknown;
  readonly formatters?: { readonly bindings?: (bindings: object) => object };
}

/** Lets pino make the child without its bindings, which it would write as text unredacted. */
function child(this: Host, bindings: object, options?: ChildOptions | null): Host {
  const parent = stateOf(this);
  const { shared } = parent;
  // pino refuses a child without bindings, in its own words.
  if (!bindings) return shared.child.call(this, bindings);
  const pending = { parent, bindings, formatter: options?.formatters?.bindings, redact: options?.redact };
  shared.pending = pending;
  try {
    const instance = shared.child.call(this, {}, optionsForPino(options));
    if (!Object.hasOwn(instance, STATE)) installPending(instance, pending);
    return instance;
  } finally {
    shared.pending = undefined;
  }
}

/** The options without those that are taken over. */
function optionsForPino(options: ChildOptions | null | undefined): object | undefined {
  if (options?.redact === undefined && options?.formatters?.bindings === undefined)
    return options ?? undefined;
  const { formatters } = options;
  const kept = formatters === undefined ? {} : { formatters: { ...formatters, bindings: undefined } };
  return { ...options, ...kept, redact: undefined };
}

function setBindings(this: Host, bindings: object): void {
  const { redactor, serialize, shared, bindings: inherited } = stateOf(this);
  const { bindings: formatter } = this[shared.symbols.formatters] as ChildOptions['formatters'] & object;
  const state: State = Object.hasOwn(this, STATE)
    ? stateOf(this)
    : install(this, shared, redactor, {}, inherited);
  state.bindings = redactor.bind(bindable(bindings, formatter), inherited, serialize);
  state.text = undefined;
}
