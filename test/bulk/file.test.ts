/** Files of lines, plain and compressed. */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import * as zlib from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLogFile, redactFile } from '../../packages/core/dist/node.js';
import { openDisk } from '../faults/disk.js';

const CANARY = 'kn9vYt-canary-Q4wz7R';
const policy = { logsieve: 1, fields: { n: { keep: 'integer' } } } as const;
const LINES = Array.from({ length: 20_000 }, (_, n) => `${JSON.stringify({ secret: CANARY, n })}\n`).join('');
const REDACTED = Array.from({ length: 20_000 }, (_, n) => `{"n":${n}}\n`).join('');

type Sync = (data: Uint8Array) => Buffer;
const zstd = zlib as typeof zlib & { zstdCompressSync?: Sync; zstdDecompressSync?: Sync };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'logsieve-bulk-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const at = (name: string) => join(folder, name);

it('redacts a file into another one, with the mode of the first, and says what it did', async () => {
  writeFileSync(at('a.log'), LINES);
  chmodSync(at('a.log'), 0o640);
  const result = await redactFile(at('a.log'), at('b.log'), { policy, threads: 2 });
  expect(readFileSync(at('b.log'), 'utf8') === REDACTED).toBe(true);
  expect(result).toMatchObject({
    bytes: { source: LINES.length, target: REDACTED.length },
    counters: { records: 20_000, kept: 20_000, unlisted: 20_000 },
  });
  expect(statSync(at('b.log')).mode & 0o777).toBe(0o640);
  expect(readFileSync(at('a.log'), 'utf8') === LINES).toBe(true);
});

it('redacts a file into itself', async () => {
  writeFileSync(at('a.log'), LINES);
  await redactFile(at('a.log'), at('a.log'), { policy, threads: 1 });
  expect(readFileSync(at('a.log'), 'utf8') === REDACTED).toBe(true);
  expect(readdirSync(folder)).toEqual(['a.log']);
});

it.each(['a.log', 'link.log'])('leaves a file of which no line is JSON, given as %s', async (name) => {
  writeFileSync(at('a.log'), 'started\nstopped\n');
  symlinkSync('a.log', at('link.log'));
  await expect(redactFile(at('a.log'), at(name), { policy })).rejects.toMatchObject({
    code: 'ERR_LOGSIEVE_NO_LOG',
  });
  expect(readFileSync(at('a.log'), 'utf8')).toBe('started\nstopped\n');
  expect(readdirSync(folder)).toEqual(['a.log', 'link.log']);
  writeFileSync(at('a.log'), 'started\n{"n":1}\n');
  await redactFile(at('a.log'), at(name), { policy });
  expect(readFileSync(at('a.log'), 'utf8')).toBe(
    '{"_logsieve":{"error":"ERR_LOGSIEVE_NOT_JSON"}}\n{"n":1}\n',
  );
  writeFileSync(at('a.log'), '');
  expect(await redactFile(at('a.log'), at(name), { policy })).toMatchObject({ counters: { records: 0 } });
});

it.each([[undefined], [{ policy }], ['']])('asks for a target: %#', async (target) => {
  const call = redactFile(at('a.log'), target as string);
  await expect(call).rejects.toThrow('a path: redactFile(source, target, options)');
});

it('redacts the file that a symbolic link leads to, and leaves the link', async () => {
  writeFileSync(at('a.log'), LINES);
  symlinkSync(at('a.log'), at('current.log'));
  await redactFile(at('current.log'), at('current.log'), { policy, threads: 0 });
  expect(readFileSync(at('a.log'), 'utf8') === REDACTED).toBe(true);
  expect(readlinkSync(at('current.log'))).toBe(at('a.log'));
});

it('reads and writes gzip, of several members too', async () => {
  const half = LINES.length / 2;
  writeFileSync(
    at('a.gz'),
    Buffer.concat([zlib.gzipSync(LINES.slice(0, half)), zlib.gzipSync(LINES.slice(half))]),
  );
  await redactFile(at('a.gz'), at('b.log.GZ'), { policy, threads: 0 });
  expect(zlib.gunzipSync(readFileSync(at('b.log.GZ'))).toString() === REDACTED).toBe(true);
});

it.runIf(zstd.zstdCompressSync !== undefined)('reads and writes zstd', async () => {
  writeFileSync(at('a.zst'), zstd.zstdCompressSync?.(Buffer.from(LINES)) ?? '');
  await redactFile(at('a.zst'), at('b.zst'), { policy, threads: 0 });
  expect(zstd.zstdDecompressSync?.(readFileSync(at('b.zst'))).toString() === REDACTED).toBe(true);
});

it.runIf(zstd.zstdCompressSync === undefined)('says that zstd needs a later Node', async () => {
  writeFileSync(at('a.log'), LINES);
  await expect(redactFile(at('a.log'), at('b.zst'), { policy })).rejects.toThrow('22.15');
});

it('leaves a target as it was, and nothing beside it, where the source breaks off', async () => {
  writeFileSync(at('a.gz'), zlib.gzipSync(LINES).subarray(0, 20_000));
  writeFileSync(at('b.log'), 'before');
  await expect(redactFile(at('a.gz'), at('b.log'), { policy, threads: 1 })).rejects.toMatchObject({
    code: 'Z_BUF_ERROR',
  });
  expect(readFileSync(at('b.log'), 'utf8')).toBe('before');
  expect(readdirSync(folder).sort()).toEqual(['a.gz', 'b.log']);
});

it.each(['b.log', 'b.log.gz'])(
  'rejects where the disk is full, and leaves nothing of %s there',
  async (name) => {
    const disk = openDisk();
    try {
      if (!disk.isMounted) return;
      disk.fill(200_000);
      // Text that gzip cannot make small.
      const lines = Array.from({ length: 2000 }, (_, n) => ({ n, note: randomWords(n, 400) }));
      writeFileSync(at('a.log'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
      const keepsNotes = {
        ...policy,
        fields: { ...policy.fields, note: { keep: 'string', max: 4000 } },
      } as const;
      for (const threads of [0, 1]) {
        const redacting = redactFile(at('a.log'), disk.file(name), { policy: keepsNotes, threads });
        await expect(redacting).rejects.toMatchObject({ code: 'ENOSPC' });
        expect(disk.texts()).toEqual([]);
      }
    } finally {
      disk.close();
    }
  },
);

/** Words of five letters, other ones for each seed. */
function randomWords(seed: number, letters: number): string {
  const digest = (at: number) => createHash('sha256').update(`${seed} ${at}`).digest();
  const bytes = Buffer.concat(Array.from({ length: Math.ceil(letters / 32) }, (_, n) => digest(n)));
  return Array.from(bytes, (byte, n) => (n % 6 === 5 ? ' ' : 'abcdefghijkmnopqrstuvwxyz'[byte % 25])).join(
    '',
  );
}

it('rejects with the error of the system where there is no source or no place for the target', async () => {
  await expect(redactFile(at('none.log'), at('b.log'), { policy })).rejects.toMatchObject({ code: 'ENOENT' });
  writeFileSync(at('a.log'), LINES);
  for (const name of ['none/b.log', 'none/b.log.gz']) {
    await expect(redactFile(at('a.log'), at(name), { policy })).rejects.toMatchObject({ code: 'ENOENT' });
  }
  await expect(redactFile(at('none.gz'), at('b.log'), { policy })).rejects.toMatchObject({ code: 'ENOENT' });
  expect(existsSync(at('b.log'))).toBe(false);
});

it('refuses a bad policy before it touches anything', async () => {
  writeFileSync(at('a.log'), LINES);
  await expect(redactFile(at('a.log'), at('b.log'), { policy: at('none.json') })).rejects.toMatchObject({
    code: 'ERR_LOGSIEVE_POLICY',
  });
  expect(readdirSync(folder)).toEqual(['a.log']);
});

it.each(['a.log', 'a.log.gz'])('tells how much of %s was read, up to all of it', async (name) => {
  writeFileSync(at(name), name.endsWith('.gz') ? zlib.gzipSync(LINES) : LINES);
  const told: number[] = [];
  const onProgress = (bytes: number) => void told.push(bytes);
  const { bytes } = await redactFile(at(name), at('b.log'), { policy, threads: 0, onProgress });
  expect(told.length).toBeGreaterThan(1);
  expect(told).toEqual([...told].sort((a, b) => a - b));
  expect(told.at(-1)).toBe(bytes.source);
});

it('gives up when it is told to, with the reason, and leaves the file as it was', async () => {
  writeFileSync(at('a.log'), LINES);
  const controller = new AbortController();
  const stopped = redactFile(at('a.log'), at('a.log'), {
    ...{ policy, threads: 1, signal: controller.signal },
    onProgress: () => {
      controller.abort('enough');
    },
  });
  await expect(stopped).rejects.toBe('enough');
  expect(readFileSync(at('a.log'), 'utf8') === LINES).toBe(true);
  expect(readdirSync(folder)).toEqual(['a.log']);
});

it.each([
  [{ onProgress: 1 }, 'options.onProgress is of the wrong type'],
  [{ signal: {} }, 'options.signal is of the wrong type'],
  [{ onProgres: () => undefined }, 'did you mean onProgress?'],
])('refuses %j', async (options, part) => {
  writeFileSync(at('a.log'), LINES);
  await expect(redactFile(at('a.log'), at('b.log'), options as never)).rejects.toThrow(part);
  expect(readdirSync(folder)).toEqual(['a.log']);
});

describe('openLogFile', () => {
  it.each(['a.log', 'a.log.gz'])('gives what is in %s, and counts the bytes of the file', async (name) => {
    const bytes = name.endsWith('.gz') ? zlib.gzipSync(LINES) : Buffer.from(LINES);
    writeFileSync(at(name), bytes);
    const { stream, bytesRead } = openLogFile(at(name));
    expect((await text(stream)) === LINES).toBe(true);
    expect(bytesRead()).toBe(bytes.length);
  });

  it('fails with the error of the system, or of what it unpacks', async () => {
    await expect(text(openLogFile(at('none.log')).stream)).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(text(openLogFile(at('none.gz')).stream)).rejects.toMatchObject({ code: 'ENOENT' });
    writeFileSync(at('a.gz'), zlib.gzipSync(LINES).subarray(0, 500));
    await expect(text(openLogFile(at('a.gz')).stream)).rejects.toMatchObject({ code: 'Z_BUF_ERROR' });
  });
});
