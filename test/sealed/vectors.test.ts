/**
 * The test vectors of docs/sealed-format.md, read by a reader that was written after that page alone: with node:crypto
 * and the age-encryption package, and without a line of @logsieve/sealed.
 */
import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { unseal, verifySealed } from '@logsieve/sealed';
import * as typage from 'age-encryption';
import { expect, it } from 'vitest';
import { createPlace } from './place.js';

interface Vectors {
  readonly writer: string;
  readonly root: string;
  readonly identity: string;
  readonly anchor: string;
  readonly torn: number[];
  readonly records: string[];
}

const dir = join(import.meta.dirname, 'vectors');
const vectorsOf = (folder: string) =>
  JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Vectors;
const expected = vectorsOf(dir);

it('the vectors are OK to @logsieve/sealed, and come out', async () => {
  const { root, anchor, torn, identity, records, writer } = expected;
  expect(await verifySealed({ dir, root, anchor })).toMatchObject({
    verdict: 'OK',
    writer,
    torn,
    epoch: 3,
    epochsMissed: 2,
  });
  const place = createPlace();
  const accessLog = place.open();
  const lines: string[] = [];
  for await (const line of unseal({ dir, root, identity, accessLog, reason: 'vectors', who: 'tests' }))
    lines.push(line);
  accessLog.close();
  place.remove();
  expect(lines).toEqual(records);
});

it('the vectors of which segments were deleted are OK to @logsieve/sealed', async () => {
  const { root, anchor, torn, writer } = vectorsOf(join(dir, 'purged'));
  const found = await verifySealed({ dir: join(dir, 'purged'), root, anchor });
  expect(found).toMatchObject({ verdict: 'OK', writer, torn, purged: 2, segments: 1 });
});

it('the vectors of which segments were wrapped anew are OK to @logsieve/sealed', async () => {
  const { root, anchor, torn, writer } = vectorsOf(join(dir, 'rekeyed'));
  const found = await verifySealed({ dir: join(dir, 'rekeyed'), root, anchor });
  expect(found).toMatchObject({ verdict: 'OK', writer, torn, rekeyed: 2, segments: 3 });
});

it.each([
  ['', 0, 0],
  ['purged', 2, 0],
  ['rekeyed', 0, 2],
])('the vectors %s are read alike by a reader made after the page', async (folder, deleted, rekeyed) => {
  const expected = vectorsOf(join(dir, folder));
  const log = readLog(join(dir, folder), expected.root);
  expect(log.deleted).toBe(deleted);
  expect(log.rekeyed).toBe(rekeyed);
  expect(log.writer).toBe(expected.writer);
  expect(log.notes).toContain(expected.anchor);
  const decrypter = new typage.Decrypter();
  decrypter.addIdentity(expected.identity);
  const lines: string[] = [];
  for (const { ct, isPacked } of log.frames) {
    const plain = await decrypter.decrypt(ct);
    lines.push(...(isPacked ? gunzipSync(plain) : Buffer.from(plain)).toString().split('\n').slice(0, -1));
  }
  expect(lines).toEqual(expected.records);
});

/** A line, of whichever kind: those that are not of it are not looked at. */
interface Line extends Readonly<
  Record<'kind' | 'chain' | 'ct' | 'note' | 'writer' | 'certificate' | 'compression', string>
> {
  readonly n: number;
  readonly time: number;
  readonly records: number;
  readonly previous: object | null;
  readonly header: string;
  readonly notes: string[];
  readonly created: number;
  readonly was?: { readonly hash: string; readonly bytes: number };
  readonly retain?: { readonly ms: number | null; readonly bytes: number | null };
}
const sha256 = (...parts: (Uint8Array | string)[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

/** The lines of a segment, or its tombstone. */
function linesOf(dir: string, segment: number): { lines: string[]; tombstone?: Line } {
  const path = join(dir, `${String(segment).padStart(8, '0')}.sealed`);
  if (existsSync(path)) return { lines: readFileSync(path, 'utf8').split('\n').slice(0, -1) };
  const manifest = readFileSync(join(dir, 'tombstones.ndjson'), 'utf8').split('\n').slice(0, -1);
  const tombstone = manifest
    .map((line) => JSON.parse(line) as Line)
    .find((line) => (JSON.parse(line.header) as { segment: number }).segment === segment) as Line;
  const notes = tombstone.notes.map((note) => JSON.stringify({ kind: note.split('\n')[3], note }));
  return { lines: [tombstone.header, ...notes], tombstone };
}

function readLog(dir: string, root: string) {
  const keys = new Map<number, Buffer>();
  const due: { note: string; ended?: number; header: Line; start: number }[] = [];
  let total = 0;
  let chain: Buffer = Buffer.alloc(32);
  let count = 0;
  let key: Buffer = Buffer.alloc(0);
  let writer = '';
  let before: object | null = null;
  const notes: string[] = [];
  const frames: { ct: Buffer; isPacked: boolean }[] = [];
  let rekeyed = 0;
  const [rootName = '', , rootKey = ''] = /^([^+]+)\+([^+]+)\+(.*)$/.exec(root)?.slice(1) ?? [];
  const rootBytes = Buffer.from(rootKey, 'base64').subarray(1);
  for (const segment of [1, 2, 3]) {
    const { lines, tombstone } = linesOf(dir, segment);
    let isPacked = false;
    let bytes = 0;
    let end = 'torn';
    const rewrapped: (Buffer | string)[] = [];
    let framesHere = 0;
    for (const [index, raw] of lines.entries()) {
      const line = JSON.parse(raw) as Line;
      const { kind } = line;
      if (kind === 'rekey') {
        expect(index).toBe(lines.length - 1);
        const body = checkNote(line.note, rootName, rootBytes);
        const headers = sha256('logsieve-sealed/1 rekey\n', ...rewrapped).toString('base64');
        expect(body.slice(0, 6)).toEqual([
          ...[`logsieve-sealed/1/${writer}`, String(count), chain.toString('base64'), 'rekey'],
          ...[`segment ${segment} ${bytes}`, 'epoch 0'],
        ]);
        expect(body.slice(7)).toEqual([`headers ${headers}`, expect.stringMatching(/^to age1/)]);
        expect(rewrapped).toHaveLength(3 * framesHere);
        rekeyed++;
        continue;
      }
      if (kind === 'header') {
        expect(line.previous).toEqual(before);
        const body = checkNote(line.certificate, rootName, rootBytes);
        ({ writer } = line);
        expect(body[0]).toBe(`logsieve-sealed/1/${writer}`);
        if (segment === 1) key = nextKey(body);
        if (segment === 1) keys.set(0, key);
        const last = due.at(-1);
        if (last !== undefined) last.ended ??= line.created;
        if (tombstone !== undefined) due.push({ note: tombstone.note, header: line, start: total });
        isPacked = line.compression === 'gzip';
      }
      if (kind === 'checkpoint' || kind === 'epoch' || kind === 'footer') {
        const { note } = line;
        const body = checkNote(note, `logsieve-sealed/1/${writer}`, key);
        // What is between the notes of a segment that was deleted nobody knows.
        const isKnown = tombstone === undefined || kind === 'checkpoint';
        const place = isKnown
          ? [String(count), chain.toString('base64'), kind, `segment ${segment} ${bytes}`]
          : body.slice(1, 5);
        expect(body.slice(1, 5)).toEqual(place);
        if (kind === 'epoch') key = nextKey(body);
        if (kind === 'epoch') keys.set(Number(/^next (\d+) /m.exec(note)?.[1]), key);
        const last = due.at(-1);
        if (tombstone !== undefined && kind === 'footer' && last !== undefined) {
          last.ended = Number(/^time (\d+)$/m.exec(note)?.[1]);
          [count, chain] = [Number(body[1]), Buffer.from(body[2] ?? '', 'base64')];
          bytes = Number(/^segment \d+ (\d+)$/m.exec(note)?.[1]);
        }
        notes.push(note);
        end = kind === 'footer' ? 'footer' : 'torn';
      }
      if (kind === 'frame') {
        const ct = Buffer.from(line.ct, 'base64');
        const split = ct.indexOf('\n', ct.indexOf('\n--- ') + 1) + 1;
        const meta = `${line.n} ${line.time} ${line.records}\n`;
        const header = sha256(ct.subarray(0, split));
        const { was } = line;
        const hash = was === undefined ? header : Buffer.from(was.hash, 'base64');
        chain = sha256('logsieve-sealed/1 frame\n', chain, hash, sha256(ct.subarray(split)), meta);
        framesHere++;
        if (was !== undefined) {
          rewrapped.push(hash, header, `${was.bytes}\n`);
          // What the line was: without the member, and with as much base64 as the first header made.
          const before = raw.replace(/"was":\{[^}]*\},/, '').length - line.ct.length;
          bytes += before + 4 * Math.ceil((was.bytes + ct.length - split) / 3) - Buffer.byteLength(raw);
        }
        expect(line.chain).toBe(chain.toString('base64'));
        expect(line.n).toBe(count + 1);
        frames.push({ ct, isPacked });
      } else {
        chain = sha256('logsieve-sealed/1 line\n', chain, raw);
      }
      count++;
      bytes += Buffer.byteLength(raw) + 1;
    }
    if (tombstone !== undefined) {
      const [, lines, , , , size] =
        /^(\d+)\n([^\n]+)\n(tombstone)\nsegment (\d+) (\d+)$/m.exec(tombstone.note) ?? [];
      const gone = tombstone.note.split('\n')[2] ?? '';
      // Where there was a footer its line says the same.
      if (end === 'footer')
        expect([lines, gone, size]).toEqual([String(count), chain.toString('base64'), String(bytes)]);
      [count, chain, bytes] = [Number(lines), Buffer.from(gone, 'base64'), Number(size)];
    }
    total += bytes;
    before = { segment, bytes, lines: count, chain: chain.toString('base64'), end };
  }
  for (const { note, ended = NaN, header, start } of due) {
    const body = checkNote(note, `logsieve-sealed/1/${writer}`, keyOf(note, keys));
    const [time, cause] = [Number(body[6]?.slice('time '.length)), body[7]];
    const { ms, bytes } = header.retain ?? { ms: null, bytes: null };
    if (cause === 'cause age') expect(time).toBeGreaterThanOrEqual(ended + (ms ?? NaN));
    else expect([cause, total - start > (bytes ?? NaN)]).toEqual(['cause size', true]);
  }
  return { writer, notes, frames, deleted: due.length, rekeyed };
}

function keyOf(note: string, keys: ReadonlyMap<number, Buffer>): Buffer {
  return keys.get(Number(/^epoch (\d+)$/m.exec(note)?.[1])) ?? Buffer.alloc(0);
}

/** The lines of what is signed, once the signature holds. */
function checkNote(note: string, name: string, publicKey: Buffer): string[] {
  const at = note.lastIndexOf('\n\n') + 1;
  const [text, line] = [note.slice(0, at), note.slice(at + 1)];
  expect(line.startsWith(`\u2014 ${name} `)).toBe(true);
  const signature = Buffer.from(line.slice(name.length + 3), 'base64');
  expect(signature.subarray(0, 4)).toEqual(sha256(`${name}\n`, Buffer.of(1), publicKey).subarray(0, 4));
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: publicKey.toString('base64url') };
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  expect(verifySignature(null, Buffer.from(text), key, signature.subarray(4))).toBe(true);
  return text.split('\n').slice(0, -1);
}

function nextKey(body: readonly string[]): Buffer {
  const words = body.find((line) => line.startsWith('next '))?.split(' ') ?? [];
  return Buffer.from(words[2] ?? '', 'base64');
}
