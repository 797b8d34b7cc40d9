/** Runs the application of program.js, in a process of its own, and breaks what is outside of it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What the application tells of itself. */
export interface Report {
  /** Bytes in use after garbage was collected, but for those of workers. */
  readonly held?: number;
  /** Resident bytes, workers and garbage included. */
  readonly rss?: number;
  readonly counters?: Readonly<Record<string, number>>;
  readonly started?: true;
  readonly at?: number;
  readonly done?: true;
  /** How many records there were in all. */
  readonly said?: number;
  /** The message of what nobody caught. */
  readonly crashed?: string;
}

export interface Outcome {
  readonly reports: readonly Report[];
  /** The last report. */
  readonly last: Report;
  readonly stdout: string;
  readonly stderr: string;
  /** The exit code; a string where it was ended by a signal. */
  readonly code: number | string | null;
}

export interface Conditions {
  /** Started by a shell that closed stdout before. */
  readonly closed?: boolean;
  /** Milliseconds after which it is ended. */
  readonly patience?: number;
  /** Ended once it is done, since what it waits for does not come. */
  readonly end?: boolean;
  /** What happens at a report; an application that waits goes on once it is over. */
  readonly during?: (report: Report, running: Running) => void | Promise<void>;
}

/** An application while it runs. */
export interface Running {
  /** What came out so far. */
  readonly texts: Readonly<Record<'stdout' | 'stderr', string>>;
  readonly leaveStdout: () => void;
}

const PROGRAM = fileURLToPath(new URL('program.js', import.meta.url));
export const CANARY = 'kn9vYt-canary-Q4wz7R';

/** Runs a plan to its end. */
export function run(plan: object, conditions: Conditions = {}): Promise<Outcome> {
  const { closed = false, patience = 40_000, end = false, during } = conditions;
  const args = [PROGRAM, JSON.stringify({ canary: CANARY, records: 2000, ...plan })];
  const child = closed
    ? spawn('/bin/sh', ['-c', 'exec "$0" "$@" >&-', process.execPath, ...args], { stdio: STDIO })
    : spawn(process.execPath, args, { stdio: STDIO });
  const texts = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk) => (texts.stdout += String(chunk)));
  child.stderr?.on('data', (chunk) => (texts.stderr += String(chunk)));
  const leaveStdout = () => void child.stdout?.destroy();
  const reports: Report[] = [];
  child.on('message', (message) => {
    const report = message as Report;
    reports.push(report);
    if (end && report.done === true) child.kill('SIGKILL');
    void Promise.resolve(during?.(report, { texts, leaveStdout })).then(() => {
      if (report.at !== undefined && child.connected) child.send('go', () => undefined);
    });
  });
  return ended(child, patience).then((code) => ({ reports, last: reports.at(-1) ?? {}, ...texts, code }));
}

const STDIO = ['ignore', 'pipe', 'pipe', 'ipc'] as const as unknown as ['ignore', 'pipe', 'pipe', 'ipc'];

function ended(child: ChildProcess, patience: number): Promise<Outcome['code']> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), patience);
    let code: Outcome['code'] = null;
    child.once('exit', (number, signal) => {
      code = number ?? signal;
      clearTimeout(timer);
      // The streams of one whose stdout nobody reads never end.
      setTimeout(() => {
        resolve(code);
      }, 100);
    });
  });
}
