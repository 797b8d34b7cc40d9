/**
 * Lines through every engine that takes them in chunks, against `redactLine`: the same bytes, the same counts. Each
 * batch is made from the seed of the run and its number alone.
 */
import {
  type Counters,
  createRedactor,
  type EngineName,
  type LineStream,
  type PolicyDocument,
  type Redactor,
} from '@logsieve/core';
import { withoutCiphertexts } from './ciphertexts.js';
import { hostileLines } from './lines.js';
import { loadPolicy } from '@logsieve/core/node';
import { linePolicyOf } from './line-policies.js';
import { lineAt, mutated } from './line-mutations.js';
import { planFor, rulesOf } from './paths/path.js';
import { placesOf, type Place } from './places.js';
import { KEY, KEY_ENV } from './policies.js';
import { createRandom, mixSeed, type Random } from './random.js';
import { hostileObject } from './records.js';
import { compiledSubject } from './run.js';
import type { Fault } from './search.js';

export interface LineSettings {
  readonly seed: number;
  /** The first batch. */
  readonly from: number;
  /** No more batches once so many lines were compared. */
  readonly lines: number;
  readonly engines: readonly EngineName[];
  readonly mostFaults?: number | undefined;
}

export interface LineTally {
  readonly batches: number;
  readonly lines: number;
  readonly faults: readonly Fault[];
}

/** Batches that share a policy and its streams. */
const BLOCK = 16;
/** Records in a batch, and lines made of each. */
const RECORDS = 8;
const LINES = 12;

/** Runs the batches. Does not throw for what it finds. */
export function fuzzLines(settings: LineSettings): LineTally {
  process.env[KEY_ENV] = KEY;
  const { seed, from, mostFaults = 20 } = settings;
  const faults: Fault[] = [];
  let lines = 0;
  let at = from;
  let target: Target | undefined;
  for (; lines < settings.lines && faults.length < mostFaults; at++) {
    const block = Math.floor(at / BLOCK);
    if (target === undefined || target.block !== block) target = createTarget(settings, block);
    const random = createRandom(mixSeed(seed, at, 11));
    const batch = batchOf(target, random);
    lines += batch.length;
    for (const engine of settings.engines)
      for (const what of compare(target, engine, batch, random)) faults.push({ at: `${seed}:${at}`, what });
  }
  return { batches: at - from, lines, faults };
}

/** Every other policy is one of those that attack all, the rest have what engines decide by themselves. */
function subjectOf(
  seed: number,
  block: number,
): { readonly document: PolicyDocument; readonly redactor: Redactor } {
  const own = mixSeed(seed, block, 5);
  if (block % 2 === 1) {
    const { subject, redactor } = compiledSubject(own);
    return { document: subject.document, redactor };
  }
  const document = linePolicyOf(createRandom(own));
  return { document, redactor: createRedactor(loadPolicy(document)) };
}

/** The policy of a batch, by the name that faults have. */
export function policyOf(name: string): PolicyDocument {
  process.env[KEY_ENV] = KEY;
  const [seed = 0, batch = 0] = name.split(':').map(Number);
  return subjectOf(seed, Math.floor(batch / BLOCK)).document;
}

interface Target {
  readonly block: number;
  readonly reference: Redactor;
  /** By engine, since each counts for itself. */
  readonly others: ReadonlyMap<EngineName, Streamed>;
  readonly root: Place;
}

interface Streamed {
  readonly redactor: Redactor;
  readonly stream: LineStream;
}

function createTarget({ seed, engines }: LineSettings, block: number): Target {
  const { redactor: reference } = subjectOf(seed, block);
  const others = new Map(
    engines.map((engine) => {
      const redactor = createRedactor(reference.compiled);
      return [engine, { redactor, stream: redactor.lines({ engine }) }];
    }),
  );
  return { block, reference, others, root: placesOf(reference.compiled) };
}

function batchOf({ reference, root }: Target, random: Random): Uint8Array[] {
  const rules = rulesOf(reference);
  const lines: Uint8Array[] = [];
  for (let record = 0; record < RECORDS; record++) {
    const object = hostileObject(root, planFor(random, rules, { json: true, reserved: ['msg'] }));
    if (random.chance(0.7)) Object.assign(object, { msg: random.pick(MESSAGES) });
    const text = JSON.stringify(object);
    lines.push(Buffer.from(text));
    for (let line = 0; line < LINES; line++) lines.push(mutated(text, random), lineAt(root, random));
    for (const line of hostileLines(text, random, false)) lines.push(Buffer.from(line as string));
  }
  // What has a line feed in it is several lines.
  return lines.filter((line) => !line.includes(LINE_FEED));
}

const MESSAGES: readonly unknown[] = [
  'request completed',
  'user 17 logged in',
  'ada lovelace',
  'mail to ada@example.com',
  'TypeError: ada lovelace',
  'd\u00e9j\u00e0 vu \u{1f600}',
  'line\nbreak "quoted"',
  '',
  17,
  true,
  null,
  { a: 1 },
];

const LINE_FEED = 10;

function isSame(got: Buffer | undefined, expected: string): boolean {
  if (got === undefined || got.equals(Buffer.from(expected))) return got !== undefined;
  const plain = withoutCiphertexts(expected);
  return plain !== expected && withoutCiphertexts(got.toString()) === plain;
}

/** What is wrong, in words that hold no value. */
function compare(
  { reference, others }: Target,
  engine: EngineName,
  batch: readonly Uint8Array[],
  random: Random,
): string[] {
  const { redactor, stream } = others.get(engine)!;
  const before = [reference.counters(), redactor.counters()] as const;
  const expected = batch.map((line) => reference.redactLine(line));
  const input = Buffer.concat(batch.flatMap((line) => [line, Uint8Array.of(LINE_FEED)]));
  // As bytes: reading them as text would hide what is none.
  const got = linesOf(inChunks(stream, input, random));
  const wrong = expected.flatMap((line, index) =>
    isSame(got[index], line) ? [] : [`line ${index} differs`],
  );
  if (got.length !== expected.length + 1 || got.at(-1)?.length !== 0) wrong.push('another number of lines');
  if (wrong.length > 0) return wrong.slice(0, 3).map((what) => `${engine}: ${what}`);
  const counted = changed(before[1], redactor.counters());
  return changed(before[0], reference.counters()) === counted ? [] : [`${engine}: counts differ`];
}

function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let from = 0; ;) {
    const feed = bytes.indexOf(LINE_FEED, from);
    lines.push(bytes.subarray(from, feed < 0 ? undefined : feed));
    if (feed < 0) return lines;
    from = feed + 1;
  }
}

/** Whole, cut anywhere, or some of it at every byte. */
function inChunks(stream: LineStream, input: Uint8Array, random: Random): Buffer {
  const out: Uint8Array[] = [];
  const how = random.int(8);
  for (let from = 0; from < input.length;) {
    const length =
      how === 0 && from < EVERY_BYTE ? 1 : how < 4 ? 1 + random.int(how === 1 ? 50 : 3000) : input.length;
    out.push(stream.push(input.subarray(from, from + length)));
    from += length;
  }
  out.push(stream.end());
  return Buffer.concat(out);
}

/** So much is given byte by byte. */
const EVERY_BYTE = 4000;

/** All but the unlisted: names that stand there twice are counted twice where nobody makes an object of them. */
function changed(before: Counters, after: Counters): string {
  const names = Object.keys(after).filter((name) => name !== 'unlisted') as (keyof Counters)[];
  return names.map((name) => after[name] - before[name]).join();
}
