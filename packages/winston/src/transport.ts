import { checkOptions, type Reload, wrongOption } from '@logsieve/core/node';
import TransportStream from 'winston-transport';
import { carriedBy, standIn } from './carried.js';
import { countersOf, type LoggerCounters } from './counters.js';
import { isObject, type Target } from './host.js';
import { type LogsieveOptions, openState } from './open-state.js';
import type { State } from './state.js';
import { guard } from './targets.js';

/** How one transport is to be protected. */
export interface LogsieveTransportOptions extends Omit<LogsieveOptions, 'profiles'> {
  /** The transport that gets what the policy allows. */
  readonly transport: TransportStream;
  /** Highest level to log. Default: the level of `transport`, else of the logger. */
  readonly level?: string | undefined;
}

/**
 * A transport that redacts what it hands to another transport. For loggers that cannot be wrapped; where
 * `logsieve(logger)` is possible it protects more:
 *
 * - Only this transport is protected. Its siblings, listeners of the logger, and what winston prints by itself
 *   where a logger has no transport, get the raw record; and winston writes onto the caller's objects.
 * - It sees what the logger's format made. After `splat()`, interpolated values are part of the message, and
 *   after winston's own merging so is the message of an Error; detectors are then all that looks at them.
 * - What throws before it (getters, the logger's format) throws into the application as ever.
 * - A field `exception: true` in user data makes winston keep the record from it.
 *
 * Throws `LogsieveError`, or `PolicyError` with all issues of the policy.
 *
 * @example
 * createLogger({ transports: [new LogsieveTransport({ policy: './logsieve.json', transport: new transports.Console() })] });
 */
export class LogsieveTransport extends TransportStream {
  readonly transport: TransportStream;
  readonly #state: State;

  constructor(options: LogsieveTransportOptions) {
    // Before super: what it throws is to be a LogsieveError.
    const { transport, level } = checkOptions(options, OPTIONS);
    if (level !== undefined && typeof level !== 'string')
      throw wrongOption('options.level', 'the name of a level');
    const inner = streamOf(transport);
    const own = level ?? inner.level;
    super(own === undefined ? {} : { level: own });
    if (inner.handleExceptions !== undefined) this.handleExceptions = inner.handleExceptions;
    if (inner.handleRejections !== undefined) this.handleRejections = inner.handleRejections;
    this.#state = openState(options, OPTIONS);
    this.transport = inner;
    guard(inner as unknown as Target, this.#state);
    this.on('pipe', (logger) => inner.emit('pipe', logger));
    this.on('unpipe', (logger) => inner.emit('unpipe', logger));
    inner.on('error', (error) => this.emit('error', error));
  }

  /** The name of the transport within. */
  get name(): string | undefined {
    return (this.transport as { name?: string }).name;
  }

  /** Counts of what it let out and kept back. */
  counters(): LoggerCounters {
    return countersOf(this.#state);
  }

  /** Loads the policy anew, as `reload` of a wrapped logger does. Never throws. */
  reload(): Reload {
    return this.#state.policy.reload();
  }

  override log(info: unknown, next: () => void): void {
    const { levels } = this as { levels?: Readonly<Record<string, number>> };
    const carried = carriedBy(info, this.#state, levels);
    const passed = carried === undefined ? undefined : standIn(carried, false);
    // As a pipe does: at once while the transport takes more, so that nothing is left behind at the end.
    if (passed === undefined || this.transport.write(passed)) next();
    else this.transport.once('drain', next);
  }

  override _final(callback: (error?: Error | null) => void): void {
    this.#state.policy.close();
    this.transport.once('finish', () => {
      callback();
    });
    this.transport.end();
  }
}

const OPTIONS: readonly string[] = [
  'transport',
  'level',
  'policy',
  'profile',
  'render',
  'discover',
  'watch',
] satisfies (keyof LogsieveTransportOptions)[];

function streamOf(transport: unknown): TransportStream {
  const { log, _write } = isObject(transport) ? transport : {};
  if (typeof log !== 'function') {
    throw wrongOption('options.transport', 'a transport, such as new winston.transports.Console()');
  }
  // As winston tells them apart: the transports of winston 2 take level, message, meta and callback.
  if (typeof _write === 'function' && log.length <= 2) return transport as TransportStream;
  return new LegacyTransportStream({ transport });
}

/** Not in the types of winston-transport. */
const { LegacyTransportStream } = TransportStream as unknown as {
  readonly LegacyTransportStream: new (options: { transport: unknown }) => TransportStream;
};
