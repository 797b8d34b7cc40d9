import { Buffer } from 'node:buffer';
import type { ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

type Child = ChildProcessByStdio<null, Readable, Readable>;

/** A child process and what it has printed. */
export interface RunningService {
  readonly child: Child;
  /** Rejects where it cannot be started. */
  readonly started: Promise<unknown>;
  /** When it has ended and all it printed is here. Rejects where it could not be started. */
  readonly ended: Promise<unknown>;
  readonly stdout: () => Buffer;
  readonly stderr: () => Buffer;
  readonly lines: () => number;
  readonly waitFor: (pattern: RegExp) => Promise<RegExpMatchArray>;
}

const LAST = 65_536;
/** Grandchildren can hold the streams open; nobody waits for them longer, in milliseconds. */
const DRAIN_MS = 1_000;

/** Keeps all that a child prints. */
export function watch(child: Child, echo: boolean): RunningService {
  const printed = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  const listeners = new Set<() => void>();
  let last = '';
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (chunk: Buffer) => {
      printed[name].push(chunk);
      if (echo) process.stderr.write(chunk);
      last = (last + chunk.toString('latin1')).slice(-LAST);
      for (const listener of listeners) listener();
    });
  }
  const ended = endOf(child);
  // Whoever waits for it is told; where nobody does, it is no unhandled rejection.
  ended.catch(() => undefined);
  const lines = () => {
    const all = Buffer.concat([...printed.stdout, ...printed.stderr]).toString('latin1');
    return all.split('\n').length - 1;
  };
  return {
    child,
    started: child.pid === undefined ? ended : Promise.resolve(),
    ended,
    lines,
    stdout: () => Buffer.concat(printed.stdout),
    stderr: () => Buffer.concat(printed.stderr),
    waitFor: (pattern) => waitFor(pattern, child, () => last, { listeners, ended, lines }),
  };
}

async function endOf(child: Child): Promise<void> {
  const closed = once(child, 'close');
  closed.catch(() => undefined);
  await once(child, 'exit');
  const timer = setTimeout(() => {
    child.stdout.destroy();
    child.stderr.destroy();
  }, DRAIN_MS);
  await closed;
  clearTimeout(timer);
}

interface Waiting {
  readonly listeners: Set<() => void>;
  readonly ended: Promise<unknown>;
  readonly lines: () => number;
}

function waitFor(
  pattern: RegExp,
  child: Child,
  last: () => string,
  { listeners, ended, lines }: Waiting,
): Promise<RegExpMatchArray> {
  // A global or sticky one would remember where it stood.
  const stateless = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ''));
  return new Promise((resolve, reject) => {
    const look = () => {
      const match = Buffer.from(last(), 'latin1').toString('utf8').match(stateless);
      if (match === null) return;
      listeners.delete(look);
      resolve(match);
    };
    listeners.add(look);
    look();
    const fail = () => {
      const how = `with ${child.exitCode === null ? (child.signalCode ?? 'no code') : `code ${child.exitCode}`}`;
      reject(
        new Error(
          `the command ended ${how} after ${lines()} lines, none of which matched ${String(pattern)}`,
        ),
      );
    };
    ended.then(fail, fail);
  });
}
