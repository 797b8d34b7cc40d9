/** Streams and files of lines that recognizers read. */
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { names as realNames, places } from '../../packages/compromise/dist/index.js';
import type { Recognizer } from '../../packages/core/dist/index.js';
import { redactFile, redactStream } from '../../packages/core/dist/node.js';

const CANARY = 'Zephyrine';
const policy = {
  logsieve: 1,
  fields: { n: { keep: 'integer' }, text: { keep: 'string', max: 4000 } },
} as const;

/** Takes its time, each text another, and finds the canary. */
function slowNames(state = { now: 0, most: 0, calls: 0 }): Recognizer {
  return {
    id: 'names',
    placeholder: '[name]',
    recognize: async (text) => {
      state.calls++;
      state.now++;
      state.most = Math.max(state.most, state.now);
      await new Promise((resolve) => setTimeout(resolve, (state.calls * 7919) % 5));
      state.now--;
      return Array.from(text.matchAll(new RegExp(CANARY, 'g')), ({ index }) => ({
        start: index,
        end: index + CANARY.length,
      }));
    },
  };
}

const lineOf = (n: number) =>
  n % 50 === 7
    ? `not JSON ${CANARY}`
    : JSON.stringify({
        secret: CANARY,
        n,
        text: `${n}: ${CANARY} by ada@example.com ${'x'.repeat((n * 7919) % 900)}`,
      });
const redactedLineOf = (n: number) =>
  n % 50 === 7
    ? '{"_logsieve":{"error":"ERR_LOGSIEVE_NOT_JSON"}}'
    : JSON.stringify({ n, text: `${n}: [name] by [email] ${'x'.repeat((n * 7919) % 900)}` });
const linesOf = (count: number, line: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => `${line(n)}\n`).join('');

function* chunksOf(text: string, length: number) {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

async function outputOf(text: string, length: number, options: Parameters<typeof redactStream>[0]) {
  const stream = redactStream(options);
  const output = await buffer(Readable.from(chunksOf(text, length), { objectMode: false }).pipe(stream));
  return { output: output.toString(), counters: stream.counters() };
}

describe('a stream with recognizers', () => {
  it.each([97, 65_536, 10_000_000])('gives each line, in order, from chunks of %i bytes', async (length) => {
    const state = { now: 0, most: 0, calls: 0 };
    const { output, counters } = await outputOf(linesOf(1500, lineOf), length, {
      policy,
      recognizers: [slowNames(state)],
      concurrency: 16,
    });
    expect(output === linesOf(1500, redactedLineOf)).toBe(true);
    expect(counters).toMatchObject({ records: 1500, notJson: 30, recognized: 1470, unread: 0 });
    expect(state.most).toBeGreaterThan(8);
    expect(state.most).toBeLessThanOrEqual(16);
  });

  it('takes a last line without a line feed, carriage returns, and lines that are too long', async () => {
    const long = `{"text":"${CANARY.repeat(1000)}"}`;
    const { output } = await outputOf(`{"n":1}\r\n${long}\n\n{"text":"${CANARY}"}`, 1000, {
      policy: { ...policy, limits: { lineBytes: 4000 } },
      recognizers: [slowNames()],
    });
    expect(output.split('\n')).toEqual([
      '{"n":1}',
      '{"_logsieve":{"error":"ERR_LOGSIEVE_LINE_TOO_LONG"}}',
      '{"_logsieve":{"error":"ERR_LOGSIEVE_NOT_JSON"}}',
      '{"text":"[name]"}',
      '',
    ]);
  });

  it('lets nothing out that a recognizer failed at, was too slow for or had no turn at, and goes on', async () => {
    let calls = 0;
    const failing: Recognizer = {
      ...slowNames(),
      recognize: (text, options) => {
        const call = calls++ % 3;
        if (call === 0) throw new Error(text);
        if (call === 1) return new Promise(() => undefined);
        return slowNames().recognize(text, options);
      },
    };
    const text = linesOf(90, (n) => JSON.stringify({ n, text: `${CANARY} ${n}` }));
    const { output, counters } = await outputOf(text, 65_536, {
      policy,
      recognizers: [failing],
      timeout: 50,
    });
    const records = output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { n: number; text: string });
    expect(records.map(({ n }) => n)).toEqual(records.map((_, n) => n));
    expect(records.filter((record) => record.text === '[redacted]')).toHaveLength(60);
    expect(records.filter((record) => record.text === `[name] ${record.n}`)).toHaveLength(30);
    expect(counters).toMatchObject({ records: 90, recognized: 30, unread: 60 });
  });

  it('takes in no more than is asked for', async () => {
    let taken = 0;
    const chunk = Buffer.from(linesOf(100, lineOf));
    function* endless() {
      for (let i = 0; i < 2000; i++) {
        taken += chunk.length;
        yield chunk;
      }
    }
    const stream = redactStream({ policy, recognizers: [slowNames()] });
    Readable.from(endless(), { objectMode: false }).pipe(stream);
    await once(stream, 'readable');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(taken).toBeLessThan(3 * 1024 * 1024);
    stream.destroy();
  });

  it('tells its recognizers when it is destroyed, and gives nothing of what they had', async () => {
    const signals: AbortSignal[] = [];
    const hanging: Recognizer = {
      ...slowNames(),
      recognize: (_, { signal }) => {
        signals.push(signal);
        return new Promise(() => undefined);
      },
    };
    const stream = redactStream({ policy, recognizers: [hanging], timeout: 60_000, concurrency: 3 });
    const given: unknown[] = [];
    stream.on('data', (data) => given.push(data));
    stream.end(linesOf(20, lineOf));
    await new Promise((resolve) => setTimeout(resolve, 50));
    stream.destroy();
    await once(stream, 'close');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true, true]);
    expect(given).toEqual([]);
  });

  it.each([
    [{ recognizers: [slowNames()], threads: 2 }, /threads/],
    [{ recognizers: { module: './no.js' } }, /module/],
    [{ recognizers: { module: 'fs' } }, /module/],
    [{ recognizers: { module: 5 } }, /module/],
    [{ recognizers: { module: '@logsieve/core', exports: [] } }, /exports/],
    [{ recognizers: { module: '@logsieve/core', use: ['x'] } }, /use/],
    [{ recognizers: { module: '@logsieve/core' }, timeout: 0 }, /milliseconds/],
    [{ recognizers: { module: '@logsieve/core' }, threads: 65 }, /threads/],
    [{ recognizers: [slowNames()], concurrency: 0 }, /concurrency/],
    [{ recognizers: [slowNames()], concurrency: '8' }, /concurrency/],
    [{ recognizers: [slowNames()], timeout: 0 }, /milliseconds/],
    [{ recognizers: [] }, /recognizers/],
    [{ recognizers: [{}] }, /recognizers/],
    [{ recognizers: new Array(1) }, /recognizers/],
    [{ timeout: 100 }, /timeout/],
    [{ concurrency: 8 }, /concurrency/],
  ])('refuses options that are none: %#', (options, message) => {
    expect(() => redactStream({ policy, ...options } as never)).toThrow(message);
  });
});

describe('a file with recognizers', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'logsieve-bulk-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is redacted, compressed as it was, by names and places of a library', async () => {
    const lines = [
      '{"level":30,"msg":"call back Ada Lovelace (ada@example.com)"}',
      '{"level":30,"text":"she moved from Boston to Denver","secret":"x"}',
      '{"level":30,"msg":"done"}',
    ];
    const [source, target] = [join(folder, 'a.log.gz'), join(folder, 'b.log.gz')];
    writeFileSync(source, gzipSync(lines.map((line) => `${line}\n`).join('')));
    const { counters } = await redactFile(source, target, { policy, recognizers: [realNames, places] });
    expect(gunzipSync(readFileSync(target)).toString().trim().split('\n')).toEqual([
      '{"level":30,"msg":"call back [name] ([email])"}',
      '{"level":30,"text":"she moved from [place] to [place]"}',
      '{"level":30,"msg":"done"}',
    ]);
    expect(counters).toMatchObject({ records: 3, recognized: 3, unread: 0, findings: 1 });
  });

  it('of several megabytes is redacted into itself', async () => {
    const path = join(folder, 'a.log');
    writeFileSync(path, linesOf(8000, lineOf));
    await redactFile(path, path, { policy, recognizers: [slowNames()], concurrency: 256 });
    expect(readFileSync(path, 'utf8') === linesOf(8000, redactedLineOf)).toBe(true);
    expect(readdirSync(folder)).toEqual(['a.log']);
  });
});

describe.each([0, 2])('recognizers of a module, with %i threads', (threads) => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'logsieve-bulk-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const write = (text: string) => {
    writeFileSync(join(folder, 'recognizers.mjs'), text);
  };
  const outputFrom = (text: string, options: object = {}) =>
    outputOf(text, 65_536, {
      policy,
      threads,
      recognizers: { module: './recognizers.mjs' },
      cwd: folder,
      ...options,
    });
  /** As `slowNames`, and fails at, and is too slow for, what says so. */
  const NAMES = `
    export const names = {
      id: 'names',
      placeholder: '[name]',
      recognize: async (text, { signal }) => {
        await new Promise((resolve) => setTimeout(resolve, text.length % 5));
        if (text.startsWith('fail')) throw new Error(text);
        if (text.startsWith('hang')) return new Promise(() => undefined);
        return Array.from(text.matchAll(/${CANARY}/g), ({ index }) => ({ start: index, end: index + ${CANARY.length} }));
      },
    };
    const after = { id: 'after', placeholder: '[after]', recognize: (text) => {
      const start = text.indexOf('[name] by');
      return start < 0 ? [] : [{ start: start + 7, end: start + 9 }];
    } };
    export const recognizers = [names, after];
    export const both = [names];
    export { after };
    export const none = { id: 'none' };`;

  it('give the same lines, in order, and are counted', async () => {
    write(NAMES);
    const { output, counters } = await outputFrom(linesOf(1500, lineOf), { concurrency: 16 });
    expect(output === linesOf(1500, redactedLineOf).replaceAll('[name] by', '[name] [after]')).toBe(true);
    expect(counters).toMatchObject({
      records: 1500,
      notJson: 30,
      recognized: 2940,
      unread: 0,
      findings: 1470,
    });
  });

  it('run in the order of the exports that are named', async () => {
    write(NAMES);
    const line = `{"text":"${CANARY} by x"}\n`;
    const run = async (exports: string[], module: unknown = './recognizers.mjs') =>
      (await outputFrom(line, { recognizers: { module, exports } })).output;
    expect(await run(['both', 'after'])).toBe('{"text":"[name] [after] x"}\n');
    expect(await run(['after', 'both'])).toBe('{"text":"[name] by x"}\n');
    expect(await run(['names'], pathToFileURL(join(folder, 'recognizers.mjs')))).toBe(
      '{"text":"[name] by x"}\n',
    );
  });

  it('let nothing out that they failed at or were too slow for', async () => {
    write(NAMES);
    const text = linesOf(9, (n) =>
      JSON.stringify({ text: `${['fail', 'hang', 'x'][n % 3]} ${CANARY} ${n}` }),
    );
    const { output, counters } = await outputFrom(text, { timeout: 50 });
    expect(output).not.toContain(CANARY);
    expect(output.match(/\[redacted\]/g)).toHaveLength(6);
    expect(counters).toMatchObject({ records: 9, recognized: 3, unread: 6 });
  });

  it.each([
    ['that throws', `throw new Error('${CANARY}')`, undefined, /cannot be loaded/],
    ['that is none', `export const recognizers = '${CANARY}'`, undefined, /recognizers/],
    ['of nothing', 'export const recognizers = []', undefined, /recognizers/],
    ['without the export', NAMES, ['name'], /names of what the module exports/],
    ['of which one is none', NAMES, ['names', 'none'], /give a list of/],
  ])('refuse a module %s, and nothing comes out', async (_what, text, exports, message) => {
    write(text);
    const stream = redactStream({
      policy,
      threads,
      cwd: folder,
      recognizers: { module: './recognizers.mjs', ...(exports === undefined ? {} : { exports }) },
    });
    const given: unknown[] = [];
    stream.on('data', (data) => given.push(data));
    stream.end(linesOf(20, lineOf));
    const [error] = (await once(stream, 'error')) as [Error & { code: string }];
    expect(error.code).toBe('ERR_LOGSIEVE_OPTIONS');
    expect(error.message).toMatch(message);
    expect(String(error.stack)).not.toContain(CANARY);
    expect(given).toEqual([]);
  });

  it('of a package find names and places', async () => {
    const text = '{"level":30,"text":"call back Ada Lovelace in Boston"}\n';
    const options = { cwd: join(process.cwd(), 'packages/compromise'), threads };
    const recognizers = { module: '@logsieve/compromise', exports: ['names', 'places'] };
    const { output } = await outputOf(text, 1000, { policy, recognizers, ...options });
    expect(output).toBe('{"level":30,"text":"call back [name] in [place]"}\n');
  });
});

it('a thread in which a recognizer ends the thread ends the stream', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'logsieve-bulk-'));
  writeFileSync(
    join(folder, 'r.mjs'),
    `export const recognizers = [{ id: 'x', placeholder: '[x]', recognize: (text) => {
       setTimeout(() => { throw new Error(text); });
       return new Promise(() => undefined);
     } }];`,
  );
  const stream = redactStream({ policy, threads: 1, cwd: folder, recognizers: { module: './r.mjs' } });
  stream.resume();
  stream.end(`{"text":"${CANARY}"}\n`);
  const [error] = (await once(stream, 'error')) as [Error & { code: string }];
  expect(error.code).toBe('ERR_LOGSIEVE_BULK');
  expect(String(error.stack)).not.toContain(CANARY);
  rmSync(folder, { recursive: true });
});
