import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { PolicyDocument } from '@logsieve/core';
import { openRedactor } from '@logsieve/core/node';
import { logsieve as protectPino, default as transport } from '@logsieve/pino';
import { logsieve as protectWinston } from '@logsieve/winston';
import { pino } from 'pino';
import winston from 'winston';
import { type Path, withoutLevel } from './vector.js';

/** What a driver needs: the policy and its profile, the record, and the line that holds it. */
export interface Drive {
  readonly policy: PolicyDocument;
  readonly profile: string | undefined;
  readonly record: () => Record<string, unknown>;
  readonly line: string;
}

/** Runs one record through logsieve on one path; gives what the destination received, without the line end. */
export const DRIVERS: Readonly<Record<Path, (drive: Drive) => string | Promise<string>>> = {
  object: throughObject,
  line: ({ policy, profile, line }) => openRedactor({ policy, profile, discover: false }).redactLine(line),
  pino: throughPino,
  transport: throughTransport,
  winston: throughWinston,
};

function throughObject({ policy, profile, record }: Drive): string {
  const redactor = openRedactor({ policy, profile, discover: false });
  const line = redactor.stringify(record());
  const object = redactor.redact(record());
  if (JSON.stringify(object) !== JSON.stringify(JSON.parse(line))) {
    throw new Error('redact and stringify differ');
  }
  return line;
}

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
