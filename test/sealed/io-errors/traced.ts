/** Programs whose system calls fail: strace answers in the place of the kernel. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Calls that fail, by their family: `rename` is `renameat` on some machines. */
export interface Fault {
  readonly call: 'openat' | 'write' | 'fsync' | 'rename' | 'link' | 'unlink';
  /** Which of the calls of a thread fail, as strace counts them: `3`, `3..5`, `3+`. Default: all. */
  readonly when?: string;
  /** Default: EIO. */
  readonly error?: string;
  /** No fault but a lie: so many bytes are said to be written, and none is. */
  readonly lie?: number;
}

/** What a program said, a line of JSON each; how it ended; and how many of its calls did fail. */
export interface Ran {
  readonly said: readonly Record<string, unknown>[];
  readonly exit: number | null;
  readonly stderr: string;
  readonly failed: number;
}

/** Why no program can be run so; undefined where one can. */
export const whyNotTraced = ((): string | undefined => {
  if (spawnSync('strace', ['-V']).error !== undefined) return 'skipped: strace is not installed';
  try {
    execFileSync('strace', ['-f', '-qq', '-o', '/dev/null', '-e', 'inject=fsync:error=EIO', 'true'], {
      stdio: 'ignore',
    });
    return undefined;
  } catch {
    return 'skipped: tracing a process is not permitted';
  }
})();

/**
 * Runs a program of Node with an argument, in JSON. Calls fail that are on these paths, the first one of a rename, or on files that
 * are open under them; without paths all do, also those of Node itself.
 */
export async function runWithFaults(
  program: string,
  argument: object,
  { paths, faults, fileKiB }: { paths: readonly string[]; faults: readonly Fault[]; fileKiB?: number },
): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), 'logsieve-strace-'));
  const trace = join(folder, 'trace');
  try {
    // Of a write that goes beyond the limit the kernel takes a part.
    const limit = fileKiB === undefined ? [] : ['prlimit', `--fsize=${fileKiB * 1024}`];
    const node = [...limit, process.execPath, program, JSON.stringify(argument)];
    const child = spawn('strace', ['-f', '-qq', '-o', trace, ...argumentsOf(paths, faults), ...node], {
      stdio: ['ignore', 'pipe', 'pipe'],
      // One thread for what Node does in the background: the calls of each thread are counted apart.
      env: { ...process.env, UV_THREADPOOL_SIZE: '1' },
    });
    const [stdout, stderr] = [child.stdout, child.stderr].map(collect) as [() => string, () => string];
    const [exit] = (await once(child, 'close')) as [number | null];
    return {
      said: stdout()
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as Record<string, unknown>),
      ...{ exit, stderr: stderr(), failed: readFileSync(trace, 'utf8').split('(INJECTED)').length - 1 },
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function argumentsOf(paths: readonly string[], faults: readonly Fault[]): string[] {
  const calls = faults.map(({ call }) => FAMILIES[call]);
  const injected = faults.flatMap(({ call, error = 'EIO', lie, when }) => {
    const what = lie === undefined ? `error=${error}` : `retval=${lie}`;
    return ['-e', `inject=${FAMILIES[call]}:${what}${when === undefined ? '' : `:when=${when}`}`];
  });
  return ['-e', `trace=${calls.join(',')}`, ...paths.flatMap((path) => ['-P', path]), ...injected];
}

/** Not every machine has all of them. */
const FAMILIES = {
  openat: '?open,openat',
  write: 'write,pwrite64',
  fsync: 'fsync,fdatasync',
  rename: '?rename,renameat,renameat2',
  link: '?link,linkat',
  unlink: '?unlink,unlinkat',
} as const;

function collect(stream: NodeJS.ReadableStream): () => string {
  let text = '';
  stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return () => text;
}
