/** The loggers of the two services, each to a file of its own: as they are, or with one line more for logsieve. */
import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import pino from 'pino';
import winston from 'winston';
import * as pinoAdapter from '@logsieve/pino';
import * as winstonAdapter from '@logsieve/winston';

/** `policy` undefined: without logsieve. Returns `{ log, counters, close }`. */
export function openPino(file, policy) {
  const destination = pino.destination({ dest: file, sync: true });
  const plain = pino({ level: 'debug' }, destination);
  const log = policy === undefined ? plain : pinoAdapter.logsieve(plain, { policy });
  return {
    log,
    counters: () => pinoAdapter.counters(log),
    close: async () => {
      const closed = once(destination, 'close');
      destination.end();
      await closed;
    },
  };
}

/** As `openPino`. */
export function openWinston(file, policy) {
  const { timestamp, splat, errors, json } = winston.format;
  const transport = new winston.transports.File({ filename: file });
  const plain = winston.createLogger({
    level: 'debug',
    format: winston.format.combine(timestamp(), errors({ stack: true }), splat(), json()),
    transports: [transport],
  });
  const log = policy === undefined ? plain : winstonAdapter.logsieve(plain, { policy });
  return {
    log,
    counters: () => winstonAdapter.counters(log),
    close: async () => {
      // winston ends its transports at once, also while records still wait for them.
      while (plain.writableLength + plain.readableLength > 0) await setImmediate();
      const finished = once(transport, 'finish');
      log.end();
      await finished;
    },
  };
}
