import { LogsieveError } from '@logsieve/core';
import type { Reload } from '@logsieve/core/node';
import type { Container, Logger } from 'winston';
import { countersOf, type LoggerCounters } from './counters.js';
import { type Host, hostOf, isObject, isRoot, own, unsupported } from './host.js';
import { type LogsieveOptions, openState } from './open-state.js';
import { protect } from './protect.js';
import { selfCheck } from './self-check.js';
import { STATE, type State } from './state.js';

/** What can be protected: a logger, winston itself for its default logger, or a container with all its loggers. */
export type Protectable =
  Logger | Container | { readonly createLogger: unknown; readonly exceptions: unknown };

/**
 * Protects a winston logger: from here on, it and its children write only what the policy allows, to transports
 * present and future. Gives back the same logger. Throws `LogsieveError`, or `PolicyError` with all issues of the
 * policy, and leaves the logger as it was; once it returned, no call of the logger throws because of a record.
 *
 * The logger's own `format` gives the record its shape, on a raw copy: fields that `timestamp()`, `label()`,
 * `ms()` or `metadata()` add or move meet the policy where they then are; `splat()` merges metadata, and its text
 * counts under `message: "scan"` only; `errors()` finds nothing to do, since an Error is the record's `err`; what
 * `json()`, `printf()` or `colorize()` make of the raw copy is thrown away. Text for a console is made by
 * `render`, or by the `format` of the transport.
 *
 * @example
 * const log = logsieve(winston.createLogger({ transports }), { policy: './logsieve.json' });
 * @example
 * logsieve(winston, { render: format.combine(format.timestamp(), format.simple()) });
 */
export function logsieve<L extends Protectable>(logger: L, options: LogsieveOptions = {}): L {
  if (isContainer(logger)) return protectContainer(logger, options);
  const host = hostOf(logger);
  refuse(host);
  selfCheck(host);
  protect(host, openState(options));
  return logger;
}

/** Counts of what a protected logger let out and kept back. Throws `LogsieveError` for any other. */
export function counters(logger: Protectable): LoggerCounters {
  return countersOf(stateOf(logger));
}

/**
 * Loads the policy of a protected logger anew, from the same file or object, with all that it extends and its keys,
 * for all profiles at once. Synchronous. Where the new one has issues, the policy in force stays: that is counted,
 * told once on stderr, and given back. Throws `LogsieveError` for a logger that is not protected.
 *
 * @example
 * process.on('SIGHUP', () => reload(log));
 */
export function reload(logger: Protectable): Reload {
  return stateOf(logger).policy.reload();
}

/** Stops watching the files of the policy. Throws `LogsieveError` for a logger that is not protected. */
export function unwatch(logger: Protectable): void {
  stateOf(logger).policy.close();
}

function stateOf(logger: Protectable): State {
  const holder: object = isContainer(logger) ? logger : hostOf(logger);
  const state = (holder as { [STATE]?: State })[STATE];
  if (state === undefined) throw unsupported('the logger is not protected', 'pass what logsieve(…) returned');
  return state;
}

function refuse(host: Host): void {
  if (STATE in host) throw alreadyProtected();
  if (isRoot(host)) return;
  throw unsupported('the logger is a child', 'protect the logger it was made from; its children inherit it');
}

function protectContainer<C extends Protectable & Container>(container: C, options: LogsieveOptions): C {
  if (STATE in container) throw alreadyProtected();
  const state = openState(options);
  const guarded = (logger: Logger) => {
    const host = hostOf(logger);
    if (STATE in host) return logger;
    selfCheck(host);
    protect(host, state);
    return logger;
  };
  const add = container.add.bind(container);
  own(container, STATE, state);
  own(container, 'add', (id: string, loggerOptions?: object) => guarded(add(id, loggerOptions)));
  for (const logger of container.loggers.values()) guarded(logger);
  return container;
}

function isContainer<L extends Protectable>(logger: L): logger is L & Container {
  const { loggers, add } = isObject(logger) ? (logger as Partial<Container>) : {};
  return loggers instanceof Map && typeof add === 'function';
}

function alreadyProtected(): LogsieveError {
  return new LogsieveError('ERR_LOGSIEVE_ALREADY_PROTECTED', 'the logger is already protected', {
    path: 'logger',
    hint: 'wrap a logger once; its children inherit it',
  });
}
