/** Hostile lines through the pino transport as it is, its line splitter included, in chunks cut at any byte. */
import { isUtf8 } from 'node:buffer';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import transport from '@logsieve/pino';
import { withoutCiphertexts } from './ciphertexts.js';
import { hostileLines } from './lines.js';
import { createRandom, mixSeed, type Random } from './random.js';
import { hostileObject } from './records.js';
import { placesOf } from './places.js';
import { planFor, rulesOf } from './paths/path.js';
import { formsIn } from './planted.js';
import { compiledSubject } from './run.js';
import { KEY, KEY_ENV } from './policies.js';

/** How the bytes of the lines are cut into chunks. */
export type Cut = 'every byte' | 'anywhere';

/** What is wrong with what the transport wrote for lines of this seed; empty where nothing is. */
export async function attackTransport(seed: number, count: number, cut: Cut): Promise<readonly string[]> {
  process.env[KEY_ENV] = KEY;
  const { subject, redactor } = compiledSubject(seed);
  const random = createRandom(seed);
  const plan = planFor(random, rulesOf(redactor), { json: true, reserved: ['msg'] });
  const lines: Buffer[] = [];
  while (lines.length < count) {
    const text = JSON.stringify(hostileObject(placesOf(redactor.compiled), plan));
    const heavy = cut === 'anywhere' && random.chance(0.002);
    // A line feed would make two lines of one, and an empty line is none.
    const made = hostileLines(text, random, heavy).map((line) => Buffer.from(line as string));
    lines.push(...made.filter((line) => line.length > 0 && !line.includes(10)));
  }
  const folder = mkdtempSync(join(tmpdir(), 'logsieve-attack-'));
  try {
    const destination = join(folder, 'out');
    const { document: policy, profile } = subject;
    const stream = (await transport({ policy, profile, destination })) as unknown as Writable;
    await writeCut(stream, Buffer.concat(lines.flatMap((line) => [line, FEED])), cut, random);
    const written = readFileSync(destination, 'utf8').split('\n').slice(0, -1);
    return wrongLines(lines, written, (line) => redactor.redactLine(line.toString()));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const FEED = Buffer.from('\n');

async function writeCut(stream: Writable, bytes: Buffer, cut: Cut, random: Random): Promise<void> {
  const closed = once(stream, 'close');
  for (let at = 0; at < bytes.length;) {
    const length = cut === 'every byte' ? 1 : 1 + random.int(random.pick([3, 100, 70_000]));
    if (!stream.write(bytes.subarray(at, at + length))) await once(stream, 'drain');
    at += length;
  }
  stream.end();
  await closed;
}

function wrongLines(
  lines: readonly Buffer[],
  written: readonly string[],
  expected: (line: Buffer) => string,
): string[] {
  const faults = formsIn(written.join('\n')).map((form) => `leak as ${form}`);
  if (written.length !== lines.length) return [...faults, `${lines.length} lines in, ${written.length} out`];
  for (const [at, line] of lines.entries()) {
    // Where the bytes are no text, it depends on the cut how many U+FFFD they become.
    const isSame = withoutCiphertexts(written[at] ?? '') === withoutCiphertexts(expected(line));
    if (isUtf8(line) && !isSame) faults.push(`line ${at} differs from redactLine`);
  }
  return faults;
}

/** A seed for each sample of lines. */
export const transportSeed = (seed: number, sample: number): number => mixSeed(seed, sample, 11);
