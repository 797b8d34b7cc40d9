/** Runs cases: each is made from the seed of the run and its number alone, so that any can be had again by itself. */
import { format } from 'node:util';
import { createRedactor, PolicyError, type Redactor } from '@logsieve/core';
import { loadPolicy } from '@logsieve/core/node';
import { threadClock, wallClock } from './clock.js';
import { createCorePath } from './paths/core.js';
import { createLinePath } from './paths/lines.js';
import type { Case, Path } from './paths/path.js';
import { createPinoPath } from './paths/pino.js';
import { createWinstonPath } from './paths/winston.js';
import { NEEDLES } from './planted.js';
import { KEY, KEY_ENV, type Subject, subjectOf } from './policies.js';
import { createRandom, mixSeed } from './random.js';
import { heavyOf } from './records.js';
import { createSearch, type Fault, type Search } from './search.js';
import { createShapeCheck } from './shape.js';

/** What is to be run. */
export interface Settings {
  readonly seed: number;
  /** The first case. */
  readonly from: number;
  /** No more cases once so many records were made. */
  readonly records: number;
  /** Every so many cases there is a heavy one. */
  readonly heavyEvery?: number | undefined;
  /** Told each case before it runs. */
  readonly begin?: ((index: number, records: number, lines: number) => void) | undefined;
  /** Faults after which there is no need to go on. */
  readonly mostFaults?: number | undefined;
}

/** What was run, and what was found. */
export interface Tally {
  readonly cases: number;
  readonly records: number;
  readonly lines: number;
  readonly outputs: number;
  readonly policies: number;
  readonly slowestMs: number;
  readonly faults: readonly Fault[];
}

/** Cases that share a policy and its loggers. */
const BLOCK = 128;
/** By default, how many cases there are to a heavy one. */
export const HEAVY_EVERY = 250;

/** No call may take longer for each megabyte of its record. */
const MS_PER_MB = 100;
/** What a call may take that has next to nothing to do: the collector may come in between. */
const FLOOR_MS = 250;

/** The forms in which each canary is looked for, all together. */
export const NEEDLE_COUNT = NEEDLES.length;

interface Block {
  readonly paths: readonly Path[];
  readonly lines: () => number;
  readonly check: (line: string) => string | undefined;
}

/** Runs the cases, and whatever they print is searched too. Does not throw for what it finds. */
export function run(settings: Settings): Tally {
  process.env[KEY_ENV] = KEY;
  // Most of what an error costs is its stack.
  Error.stackTraceLimit = 4;
  const faults: Fault[] = [];
  const search = createSearch((fault) => faults.push(fault));
  const tally = { records: 0, lines: 0, policies: 0, slowestMs: 0 };
  const { seed, from, mostFaults = 20 } = settings;
  let block: Block | undefined;
  let blockOf = -1;
  let at = from;
  const silence = listen((text) => search.add(nameOf(seed, at), 'printed', text));
  try {
    for (; tally.records < settings.records && faults.length < mostFaults; at++) {
      const number = Math.floor(at / BLOCK);
      if (number !== blockOf) {
        tally.lines += block?.lines() ?? 0;
        block = createBlock(mixSeed(seed, number));
        blockOf = number;
        tally.policies++;
      }
      settings.begin?.(at, tally.records, tally.lines);
      runCase(settings, at, block!, search, faults, tally);
    }
    search.flush();
  } finally {
    silence();
  }
  tally.lines += block?.lines() ?? 0;
  return { ...tally, cases: at - from, outputs: search.outputs(), faults };
}

const nameOf = (seed: number, index: number): string => `${seed}:${index}`;

/** What a case is made of: names of the policy and of what is heavy, nothing of the record. */
export function describeCase(seed: number, index: number, heavyEvery = HEAVY_EVERY): string {
  process.env[KEY_ENV] = KEY;
  const { subject } = compiledSubject(mixSeed(seed, Math.floor(index / BLOCK)));
  const { profile = 'no profile', document } = subject;
  return `${heavyOf(index, heavyEvery)?.kind ?? 'nothing heavy'}, ${profile}, policy ${JSON.stringify(document)}`;
}

/** The policy of the first seed from this one on that compiles. */
export function compiledSubject(seed: number): { readonly subject: Subject; readonly redactor: Redactor } {
  for (let attempt = 0; ; attempt++) {
    const subject = subjectOf(mixSeed(seed, attempt));
    const redactor = redactorOf(subject);
    if (redactor !== undefined) return { subject, redactor };
  }
}

function createBlock(seed: number): Block {
  const { subject, redactor } = compiledSubject(seed);
  const lines = createLinePath(redactor);
  const loggers = [createPinoPath(subject, redactor, seed), createWinstonPath(subject, redactor, seed)];
  return {
    paths: [createCorePath(redactor), lines, ...loggers],
    lines: lines.lines,
    check: createShapeCheck(redactor, ['msg', 'message', 'text']),
  };
}

function redactorOf({ document, profile }: Subject): Redactor | undefined {
  try {
    return createRedactor(loadPolicy(document, { profile }));
  } catch (error) {
    if (error instanceof PolicyError) return undefined;
    throw error;
  }
}

/** Sends the records of one case. */
function runCase(
  { seed, heavyEvery = HEAVY_EVERY }: Settings,
  index: number,
  { paths, check }: Block,
  search: Search,
  faults: Fault[],
  tally: { records: number; slowestMs: number },
): void {
  const at = nameOf(seed, index);
  const caseSeed = mixSeed(seed, index, 7);
  const heavy = heavyOf(index, heavyEvery);
  const limit = Math.max(FLOOR_MS, (heavy?.megabytes ?? 0) * MS_PER_MB);
  const fault = (path: string, what: string) => faults.push({ at, what: `${path}: ${what}` });
  let slow: string[] = [];
  let paused = 0;
  let clock = wallClock;
  const attack: Case = {
    seed: caseSeed,
    heavy,
    sent: () => void tally.records++,
    out: (path, text) => search.add(at, path, text),
    line: (path, line) => {
      search.add(at, path, line);
      const wrong = check(line);
      if (wrong !== undefined) fault(path, wrong);
    },
    fault,
    timed: (path, work, bytes = 0) => {
      const start = clock();
      paused = 0;
      try {
        return work();
      } catch {
        fault(path, 'threw');
        return undefined;
      } finally {
        const ms = clock() - start - paused;
        tally.slowestMs = Math.max(tally.slowestMs, ms);
        if (ms > Math.max(limit, (bytes / 1e6) * MS_PER_MB)) slow.push(path);
      }
    },
    untimed: (make) => {
      const start = clock();
      try {
        return make();
      } finally {
        paused += clock() - start;
      }
    },
  };
  const random = createRandom(caseSeed);
  const chosen = [paths[0]!, paths[1]!, random.chance(0.5) ? paths[2]! : paths[3]!];
  for (const path of chosen) {
    slow = [];
    clock = wallClock;
    path.attack(attack);
    // Other programs may have been at it: what counts then is what the thread itself needs, at best.
    clock = threadClock;
    for (let again = 0; again < 2 && slow.length > 0; again++) {
      slow = [];
      path.attack(attack);
    }
    for (const name of new Set(slow)) fault(name, 'took too long for its size');
  }
}

/** Takes what the process prints while it runs, warnings included. */
function listen(take: (text: string) => void): () => void {
  const restore = [process.stdout, process.stderr].map((stream) => {
    const { write } = stream;
    stream.write = ((text: string | Uint8Array, ...rest: readonly unknown[]) => {
      take(String(text));
      const done = rest.find((argument) => typeof argument === 'function') as (() => void) | undefined;
      done?.();
      return true;
    }) as typeof stream.write;
    return (): unknown => (stream.write = write);
  });
  // Where a test runner has its own console, that does not lead to the streams.
  const { error } = console;
  console.error = (...given: readonly unknown[]) => take(format(...given));
  restore.push(() => (console.error = error));
  const warned = (warning: Error) => take(String(warning.stack));
  process.on('warning', warned);
  return () => {
    for (const undo of restore) undo();
    process.off('warning', warned);
  };
}
