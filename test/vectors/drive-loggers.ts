import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { logsieve as protectPino, default as transport } from '@logsieve/pino';
import { logsieve as protectWinston } from '@logsieve/winston';
import { pino } from 'pino';
import winston from 'winston';
import type { Drive, Driver } from './drive-core.js';
import { type Path, withoutLevel } from './vector.js';

/** The paths through a logger. */
export const LOGGER_DRIVERS = {
  pino: throughPino,
  transport: throughTransport,
  winston: throughWinston,
} satisfies Partial<Record<Path, Driver>>;

function throughPino({ policy, profile, record }: Drive): string {
  const written: string[] = [];
  const sink = { write: (text: string) => written.push(text) };
  const logger = protectPino(pino({ base: null, timestamp: false }, sink), { policy, profile });
  const rest = withoutLevel(record());
  if (typeof rest['msg'] === 'string') {
    const { msg, ...fields } = rest;
    logger.info(fields, msg as string);
  } else {
    logger.info(rest);
  }
  return one(written);
}

async function throughTransport({ policy, profile, line }: Drive): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'logsieve-vectors-'));
  try {
    const destination = join(folder, 'out.log');
    const stream = await transport({ policy, profile, destination });
    stream.write(`${line}\n`);
    stream.end();
    await once(stream, 'close');
    return one([readFileSync(destination, 'utf8')]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function throughWinston({ policy, profile, record }: Drive): Promise<string> {
  const written: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written.push(chunk.toString('utf8'));
      done();
    },
  });
  const transports = [new winston.transports.Stream({ stream, eol: '\n' })];
  const logger = protectWinston(winston.createLogger({ transports }), { policy, profile });
  const { msg, ...rest } = withoutLevel(record());
  logger.log(
    Object.assign(rest, { level: 'info' }, msg === undefined ? {} : { message: msg }) as winston.LogEntry,
  );
  const finished = once(logger, 'finish');
  logger.end();
  await finished;
  return one(written);
}

/** Exactly one line, without its end. */
function one(written: readonly string[]): string {
  const text = written.join('');
  if (!text.endsWith('\n') || text.indexOf('\n') !== text.length - 1) {
    throw new Error(`not one line but ${JSON.stringify(text)}`);
  }
  return text.slice(0, -1);
}
