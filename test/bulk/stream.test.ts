/** Streams of lines through worker threads, which run what the build wrote. */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRedactor } from '../../packages/core/dist/index.js';
import { loadPolicy, redactStream } from '../../packages/core/dist/node.js';

const CANARY = 'kn9vYt-canary-Q4wz7R';
const KEYS = { keys: { ids: { active: 'k1', ring: { k1: { file: './key' } } } } };
const policy = {
  logsieve: 1,
  fields: { n: { keep: 'integer' }, text: { keep: 'string', max: 4000 } },
} as const;

/** Lines of all sizes, some of them no JSON. */
const LINES = Array.from({ length: 3000 }, (_, n) => {
  if (n % 97 === 0) return `not JSON ${CANARY}`;
  if (n % 101 === 0) return '';
  return JSON.stringify({ n, secret: CANARY, text: 'x'.repeat((n * 7919) % 3000), last: true });
});
const BYTES = Buffer.from(LINES.map((line) => `${line}\n`).join(''));

function expected(): string {
  const redactor = createRedactor(loadPolicy(policy));
  return LINES.map((line) => `${redactor.redactLine(line)}\n`).join('');
}

function* chunksOf(bytes: Uint8Array, length: number) {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

async function outputOf(stream: NodeJS.ReadWriteStream, chunks: Iterable<Uint8Array>): Promise<string> {
  const out: Buffer[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      out.push(chunk);
      done();
    },
  });
  await pipeline(Readable.from(chunks, { objectMode: false }), stream, sink);
  return Buffer.concat(out).toString();
}

describe.each([0, 1, 3])('with %i threads', (threads) => {
  it.each([997, 65_536, 10_000_000])(
    'each line comes out redacted, in order, from chunks of %i bytes',
    async (length) => {
      const output = await outputOf(redactStream({ policy, threads }), chunksOf(BYTES, length));
      expect(output === expected()).toBe(true);
      expect(output.includes(CANARY)).toBe(false);
    },
  );

  it('counts what came out', async () => {
    const stream = redactStream({ policy, threads });
    await outputOf(stream, chunksOf(BYTES, 65_536));
    const bad = LINES.filter((line) => !line.startsWith('{')).length;
    expect(stream.counters()).toMatchObject({ records: LINES.length, notJson: bad });
  });

  it('a last line without a line feed is a line', async () => {
    const stream = redactStream({ policy, threads });
    expect(await outputOf(stream, [Buffer.from('{"n":1}\n{"n":2,"s":1}')])).toBe('{"n":1}\n{"n":2}\n');
  });

  it('a line that is too long is one, wherever its carriage returns are', async () => {
    const lineBytes = 5000;
    const line = `{"n":7,"x":"${'x'.repeat(lineBytes - 14)}"}`;
    const long = ['\r', '\r\r', '\rx', 'x\r'].map((end) => `${line}${end}${'y'.repeat(300_000)}\n`);
    const stream = redactStream({ policy: { ...policy, limits: { lineBytes } }, threads });
    const output = await outputOf(stream, chunksOf(Buffer.from(`${line}\n${long.join('')}`), 65_536));
    expect(output).toBe(`{"n":7}\n${'{"_logsieve":{"error":"ERR_LOGSIEVE_LINE_TOO_LONG"}}\n'.repeat(4)}`);
  });

  it('nothing gives nothing', async () => {
    expect(await outputOf(redactStream({ policy, threads }), [])).toBe('');
  });

  it('no more is taken in than is asked for', async () => {
    let taken = 0;
    const chunk = Buffer.from(`${JSON.stringify({ n: 1, text: 'x'.repeat(900) })}\n`.repeat(1000));
    function* endless() {
      for (let i = 0; i < 500; i++) {
        taken += chunk.length;
        yield chunk;
      }
    }
    const stream = redactStream({ policy, threads });
    Readable.from(endless(), { objectMode: false }).pipe(stream);
    await once(stream, 'readable');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(taken).toBeLessThan((2 * threads + 5) * 1024 * 1024 + 2 * chunk.length);
    stream.destroy();
  });
});

describe('the policy and what it names', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'logsieve-bulk-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is read once, when it begins: all threads go by the same', async () => {
    const write = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
    };
    write('key', Buffer.alloc(32, 1).toString('base64'));
    write('messages.json', JSON.stringify({ messages: [['took ', ' ms']] }));
    const path = join(folder, 'policy.json');
    const rules = {
      user: { pseudonymize: { key: 'ids' } },
      'tags.*': { keep: 'string', enum: ['a', 'b'] },
      body: { parse: 'json' },
      'body.n': { keep: 'integer' },
    };
    const unknown = { pseudonymize: { key: 'ids' } };
    const message = { catalog: './messages.json', unknown };
    const fields = { ...policy.fields, ...rules };
    write('policy.json', JSON.stringify({ ...policy, ...KEYS, message, fields }));
    const lines = LINES.slice(0, 300).map((_, n) =>
      JSON.stringify({
        n,
        user: `u-${n}`,
        tags: ['a', 'c'],
        body: '{"n":1,"m":2}',
        msg: n % 5 === 0 ? `lost ${n}` : `took ${n} ms`,
        secret: CANARY,
      }),
    );
    const redactor = createRedactor(loadPolicy(path));
    const wanted = lines.map((line) => `${redactor.redactLine(line)}\n`).join('');
    expect(wanted).toContain('"body":"{\\"n\\":1}","msg":"took … ms"');
    expect(wanted).toMatch(/"msg":"\[message:p1:k1:[\w-]{22}\]"/);
    const stream = redactStream({ policy: path, threads: 2 });
    write('messages.json', JSON.stringify({ messages: [] }));
    write('key', Buffer.alloc(32, 2).toString('base64'));
    write('policy.json', JSON.stringify({ ...policy, fields: { secret: { keep: 'string' } } }));
    expect(await outputOf(stream, [Buffer.from(`${lines.join('\n')}\n`)])).toBe(wanted);
  });
});

describe('where a thread ends', () => {
  it('the stream fails: the thread was stopped', async () => {
    const started = once(process, 'worker') as Promise<[Worker]>;
    const stream = redactStream({ policy, threads: 1 });
    const [worker] = await started;
    await worker.terminate();
    await expect(outputOf(stream, chunksOf(BYTES, 65_536))).rejects.toMatchObject({
      code: 'ERR_LOGSIEVE_BULK',
      message: 'a thread that redacts ended: it exited',
    });
  });
});

it('is refused with a bad policy, an unknown option and a wrong number of threads, at once', () => {
  expect(() => redactStream({ policy: { logsieve: 1, fields: { a: 'keep' } } as never })).toThrow('fields');
  expect(() => redactStream({ treads: 2 } as never)).toThrow('the option treads is unknown');
  for (const threads of [-1, 1.5, 65, '2' as never]) {
    expect(() => redactStream({ policy, threads })).toThrow('options.threads is of the wrong type');
  }
});
