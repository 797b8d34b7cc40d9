/** The loggers and destinations that a plan names. */
import { createWriteStream, openSync } from 'node:fs';
import { once } from 'node:events';
import { Writable } from 'node:stream';
import pino from 'pino';
import winston from 'winston';
import * as forPino from '@logsieve/pino';
import * as forWinston from '@logsieve/winston';

/** The logger of a plan: `log`, `counters()`, and `fault()`, which breaks it where the plan says so. */
export async function createLogger(plan) {
  const open = { pino: openPino, transport: openTransport, winston: openWinston }[plan.logger];
  return open(plan);
}

const nothing = () => ({});

async function openPino({ sink, policy, plain, watch }) {
  const stream = pinoSink(sink);
  if (sink.worker !== undefined && !sink.early) await once(stream, 'ready');
  const log = pino({ base: null }, stream);
  const fault = sink.kill === true ? () => stream.worker.terminate() : undefined;
  if (plain) return { log, counters: nothing, fault };
  const wrapped = forPino.logsieve(log, { policy, watch });
  return {
    log: wrapped,
    counters: () => forPino.counters(wrapped),
    reload: () => forPino.reload(wrapped),
    fault,
  };
}

function pinoSink(sink) {
  if (sink.worker !== undefined) return pino.transport({ target: sink.worker, options: sink.options });
  if (sink.file !== undefined)
    return pino.destination({ dest: sink.file, sync: sink.sync, maxLength: sink.maxLength });
  if (sink.eio) return pino.destination({ dest: eio(), sync: sink.sync });
  if (sink.stdout) return pino.destination({ dest: 1, sync: sink.sync });
  return streamOf(sink);
}

/** Pino's transport; `plain`: pino's own in its place, to see what pino does. */
async function openTransport({ sink, policy, plain, watch }) {
  const target = plain ? 'pino/file' : '@logsieve/pino';
  const destination = sink.eio ? eio() : (sink.file ?? 1);
  const stream = pino.transport({
    target,
    options: plain ? { destination } : { destination, policy, watch },
  });
  await once(stream, 'ready');
  const fault = sink.kill === true ? () => stream.worker.terminate() : undefined;
  return { log: pino({ base: null }, stream), counters: nothing, fault };
}

function openWinston({ sink, policy, plain, watch }) {
  const log = winston.createLogger({ transports: [winstonTransport(sink)] });
  // Called as pino is: record first, then the text.
  const adapt = (logger) => ({
    info: (record, text, ...values) => logger.info(text.replace('%s', values.join()), record),
    error: (error, text) => logger.error(text, error),
    fatal: (record, text) => logger.error(text, record),
    child: (fields) => adapt(logger.child(fields)),
  });
  if (plain) return { log: adapt(log), counters: nothing };
  const wrapped = forWinston.logsieve(log, { policy, watch });
  return {
    log: adapt(wrapped),
    counters: () => forWinston.counters(wrapped),
    reload: () => forWinston.reload(wrapped),
  };
}

function winstonTransport(sink) {
  if (sink.file !== undefined) return new winston.transports.File({ filename: sink.file });
  if (sink.stdout) return new winston.transports.Console();
  if (sink.eio) return new winston.transports.Stream({ stream: createWriteStream('', { fd: eio() }) });
  return new winston.transports.Stream({ stream: streamOf(sink) });
}

/** Streams of the application's own. */
function streamOf(sink) {
  switch (sink.stream) {
    case 'throws':
      return new (class extends Writable {
        write() {
          throw new Error(sink.canary);
        }
      })();
    case 'errors':
      return new Writable({ write: (_chunk, _encoding, done) => done(new Error(sink.canary)) });
    case 'never':
      return new Writable({ write: () => undefined });
    case 'slow':
      return new Writable({
        write: (chunk, _encoding, done) => void setTimeout(() => process.stdout.write(chunk, done), 2),
      });
    default:
      throw new Error(`no sink ${sink.stream}`);
  }
}

/** A descriptor at which the kernel says EIO: memory of this process that is not mapped. */
function eio() {
  return openSync('/proc/self/mem', 'r+');
}
