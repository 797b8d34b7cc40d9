import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { checkOptions } from '@logsieve/core/node';
import { decodeText, type NamedBytes, outputOf, readAll } from './capture-files.js';
import type { Output } from './output.js';
import { type RunningService, watch } from './running-service.js';

export interface CaptureOutputOptions {
  readonly cwd?: string;
  /** Variables beside those of this process; `undefined` takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** What to do with the service once it is started. When this is done, the service is told to end (SIGTERM). */
  readonly drive?: (service: Service) => unknown;
  /** Files and folders that it writes, relative to `cwd`; read when it has ended. */
  readonly files?: readonly string[];
  /** Longest time for all of it, in milliseconds. Default 30,000. */
  readonly timeoutMs?: number;
  /** Print what it prints, too: for finding out why it does not start. Default `false`. */
  readonly echo?: boolean;
}

/** A command that is running. */
export interface Service {
  readonly pid: number | undefined;
  /**
   * Waits until what it has printed, on either stream, matches; gives the match. Rejects where it ends before. Of a long
   * output the last 64 KB are looked at.
   */
  waitFor(pattern: RegExp): Promise<RegExpMatchArray>;
}

/** What a command printed and wrote. */
export interface CommandOutput extends Output {
  readonly stdout: string;
  readonly stderr: string;
  /** Its exit code; null where a signal ended it, be it that of this function. */
  readonly code: number | null;
}

/** What a service that does not heed SIGTERM gets for ending, in milliseconds. */
const GRACE_MS = 5_000;

/**
 * Runs a command and gives all that it printed, standard error included, and what it wrote into files. Without `drive`
 * it waits until the command ends by itself. Rejects where the command cannot be started, where `drive` rejects, and
 * where the time is over; the command has ended then. No error holds any of the output.
 * Rejects with `LogsieveError` for an option that it does not know.
 *
 * @example
 * const output = await captureOutput('node', ['server.js'], {
 *   env: { LOG_LEVEL: 'debug' },
 *   drive: async (service) => {
 *     const [, port] = await service.waitFor(/listening on (\d+)/);
 *     await fetch(`http://127.0.0.1:${port}/orders`, { method: 'POST', body: JSON.stringify(planted) });
 *   },
 * });
 * expectNoLeak(output, canaries);
 */
export async function captureOutput(
  command: string,
  args: readonly string[] = [],
  options: CaptureOutputOptions = {},
): Promise<CommandOutput> {
  checkOptions(options, OPTIONS);
  const { cwd = process.cwd(), env = {}, drive, files = [], timeoutMs = 30_000, echo = false } = options;
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const running = watch(child, echo);
  try {
    await within(timeoutMs, running, drive === undefined ? running.ended : drivenBy(drive, running));
  } finally {
    await end(running);
  }
  const written = readAll(files.map((file) => resolve(cwd, file)));
  return commandOutput(running, written);
}

/** An option that is not known is no small thing here: files that are not searched show no leak. */
const OPTIONS: readonly string[] = [
  'cwd',
  'env',
  'drive',
  'files',
  'timeoutMs',
  'echo',
] satisfies (keyof CaptureOutputOptions)[];

async function drivenBy(drive: (service: Service) => unknown, running: RunningService): Promise<void> {
  await running.started;
  await drive({ pid: running.child.pid, waitFor: (pattern) => running.waitFor(pattern) });
}

async function within(timeoutMs: number, running: RunningService, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(
        new Error(`the command was not done within ${timeoutMs} ms, and printed ${running.lines()} lines`),
      );
    }, timeoutMs);
  });
  try {
    await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

/** Ends the command, by force where it does not heed. */
async function end({ child, ended }: RunningService): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  // Where it could not be started, that was said already.
  await ended.catch(() => undefined);
  clearTimeout(timer);
}

function commandOutput(
  { child, stdout, stderr }: RunningService,
  files: readonly NamedBytes[],
): CommandOutput {
  const [out, err] = [stdout(), stderr()];
  const texts = [{ name: 'stdout', content: out }, { name: 'stderr', content: err }, ...files];
  return Object.defineProperties(
    {},
    {
      ...Object.getOwnPropertyDescriptors(outputOf(texts)),
      stdout: { value: decodeText(out), enumerable: true },
      stderr: { value: decodeText(err), enumerable: true },
      code: { value: child.exitCode, enumerable: true },
    },
  ) as CommandOutput;
}
