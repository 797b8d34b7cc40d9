import { once } from 'node:events';
import { Writable } from 'node:stream';
import type { PolicyDocument } from '@logsieve/core';
import { logsieve as protectPino } from '@logsieve/pino';
import { logsieve as protectWinston } from '@logsieve/winston';
import { pino } from 'pino';
import winston from 'winston';
import { describe, expect, it } from 'vitest';
import { decode } from './decode.js';
import { inWinstonWords, loadVectors } from './vector.js';

interface Call {
  readonly method: string;
  readonly args: readonly unknown[];
}

/** Calls of a logger and the records that come out. See README.md. */
interface CallVector {
  readonly name: string;
  readonly policy: PolicyDocument;
  readonly child?: readonly { readonly bindings: object; readonly options?: object }[];
  readonly calls: readonly Call[];
  readonly expect: readonly object[];
  readonly expectWinston?: readonly object[];
  readonly why?: string;
  readonly not?: { readonly winston?: string };
}

const files = loadVectors<CallVector>('calls');
const vectors = files.flatMap((file) => file.vectors);

for (const { file, vectors: listed } of files) {
  describe(`call vectors of ${file} through pino`, () => {
    for (const vector of listed) {
      it(vector.name, () => {
        expect(throughPino(vector)).toEqual(vector.expect.map((record) => JSON.stringify(record)));
      });
    }
  });

  describe(`call vectors of ${file} through winston`, () => {
    for (const vector of listed.filter(({ not }) => not?.winston === undefined)) {
      it(vector.name, async () => {
        const expected = vector.expectWinston ?? vector.expect;
        expect(await throughWinston(vector)).toEqual(
          expected.map((record) => inWinstonWords(JSON.stringify(record))),
        );
      });
    }
  });
}

describe('the call vectors', () => {
  it('have names of their own', () => {
    expect(new Set(vectors.map(({ name }) => name)).size).toBe(vectors.length);
  });

  it('say why where winston differs or is left out', () => {
    for (const { expectWinston, why, not } of vectors) {
      expect(expectWinston === undefined).toBe(why === undefined);
      if (not !== undefined) expect(not.winston?.length).toBeGreaterThan(10);
    }
  });
});

type Method = (...args: unknown[]) => void;

function throughPino({ policy, child = [], calls }: CallVector): string[] {
  const written: string[] = [];
  const sink = { write: (text: string) => written.push(text) };
  let logger = protectPino(pino({ base: null, timestamp: false }, sink), { policy });
  for (const { bindings, options } of child) {
    logger = logger.child(decode(bindings) as object, decode(options) as object) as typeof logger;
  }
  for (const { method, args } of calls) {
    (logger as unknown as Record<string, Method>)[method]?.(...(decode(args) as unknown[]));
  }
  return linesOf(written);
}

async function throughWinston({ policy, child = [], calls }: CallVector): Promise<string[]> {
  const written: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written.push(chunk.toString('utf8'));
      done();
    },
  });
  const root = protectWinston(
    winston.createLogger({
      format: winston.format.splat(),
      transports: [new winston.transports.Stream({ stream, eol: '\n' })],
    }),
    { policy },
  );
  let logger = root;
  for (const { bindings } of child) logger = logger.child(decode(bindings) as object);
  for (const { method, args } of calls) {
    const [name, winstonArgs] = inWinstonOrder(method, decode(args) as unknown[]);
    (logger as unknown as Record<string, Method>)[name]?.apply(logger, winstonArgs);
  }
  const finished = once(root, 'finish');
  root.end();
  await finished;
  return linesOf(written);
}

/** The same call as a user of winston writes it: fields and errors come behind the message and its values. */
function inWinstonOrder(method: string, args: unknown[]): [string, unknown[]] {
  const [first, ...rest] = args;
  if (typeof first !== 'object' || first === null || args.length === 0) return [method, args];
  if (rest.length > 0) return [method, [...rest, first]];
  return first instanceof Error ? [method, args] : ['log', [method, first]];
}

function linesOf(written: readonly string[]): string[] {
  return written.join('').split('\n').slice(0, -1);
}
