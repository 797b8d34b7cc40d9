import TransportStream from 'winston-transport';
import type { SealedLogOptions } from './write/options.js';
import { createSealedLog, type SealedCounters, type SealedLog } from './write/sealed-log.js';

/** The options of `SealedTransport`: those of `createSealedLog`, with `message` for `messageKey`, and a level. */
export interface SealedTransportOptions extends SealedLogOptions {
  /** Highest level to log. Default: that of the logger. */
  readonly level?: string | undefined;
}

const MESSAGE = Symbol.for('message');

/**
 * A winston transport that seals what the logger's format made of a record: JSON, as winston does by default. It redacts
 * it by `policy`, without one by `logsieve:base` alone; `redacted: true` says that the logger, or a
 * `LogsieveTransport` around this one, is protected already. Throws what `createSealedLog` throws.
 *
 * @example
 * createLogger({ transports: [new SealedTransport({ dir: 'logs', stateDir: 'state', recipients, policy: './logsieve.json' })] });
 */
export class SealedTransport extends TransportStream {
  readonly #log: SealedLog;

  constructor({ level, ...options }: SealedTransportOptions) {
    const messageKey = options.redacted === true ? {} : { messageKey: options.messageKey ?? 'message' };
    const log = createSealedLog({ ...options, ...messageKey });
    super(level === undefined ? {} : { level });
    this.#log = log;
  }

  /** Counts of what was sealed and lost. */
  counters(): SealedCounters {
    return this.#log.counters();
  }

  override log(info: unknown, next: () => void): void {
    const line = (info as Readonly<Record<symbol, unknown>>)[MESSAGE];
    if (typeof line === 'string') this.#log.write(line);
    next();
  }

  override close(): void {
    this.#log.close();
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#log.close();
    done();
  }
}
