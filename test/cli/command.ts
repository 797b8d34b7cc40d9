/** The command as its users have it: a process, with files, pipes and an exit code. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

export const COMMAND = fileURLToPath(new URL('../../packages/cli/bin/logsieve.js', import.meta.url));

/** Stands in values of records that nobody but a reader may see. */
export const CANARY = 'canary-4f1d';

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts it. What is in the environment of the tests is not in its. */
export function start(args: readonly string[], { cwd, env }: RunOptions): ChildProcessWithoutNullStreams {
  const own = { PATH: process.env['PATH'], ...env };
  const child = spawn(process.execPath, [COMMAND, ...args], { cwd, env: own });
  // It may end before it has read everything.
  child.stdin.on('error', () => undefined);
  return child;
}

/** Waits for its end. Whatever it says on stderr holds no key, no value of a record, and no stack. */
export async function ended(child: ChildProcessWithoutNullStreams): Promise<Ran> {
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  expect(err).not.toMatch(/AGE-SECRET-KEY-1[0-9A-Z]|PRIVATE\+KEY\+\w|^ +at /m);
  expect(err).not.toContain(CANARY);
  return { code, out, err };
}

export async function run(args: readonly string[], options: RunOptions): Promise<Ran> {
  const child = start(args, options);
  child.stdin.end(options.input ?? '');
  return ended(child);
}
