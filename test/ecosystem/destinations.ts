import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { placesIn } from './canaries.js';
import { here, type Run, type RunOptions, runProgram, STAY } from './program.js';
import { type Receiver, receiveHttp } from './receivers.js';

/** What a program with a destination let out. */
export interface Spoken {
  readonly run: Run;
  /** Its files by path, and what went to standard output as `stdout`. */
  readonly files: Readonly<Record<string, string>>;
  /** What it sent. */
  readonly bodies: readonly Buffer[];
  /** The places whose canaries are in any of it. */
  readonly leaks: readonly string[];
}

/** How the page's program is to be changed for the test. */
export interface SpeakOptions extends Pick<RunOptions, 'protect' | 'env' | 'node'> {
  readonly by: 'pino' | 'winston';
  /** `pipeline`: with the transport of logsieve before the program's own, in the place of the wrapper. */
  readonly form?: 'wrapper' | 'pipeline' | undefined;
  /** What listens where the program sends to. */
  readonly open?: (() => Promise<Receiver>) | undefined;
}

const SERVICE = {
  pino: `(await import('${here}services/speak.js')).speak(log);`,
  winston: `(await import('${here}services/speak.js')).speakToWinston(log);`,
};

/** In the last record, redacted or not. */
const LAST = 'RangeError';

/** The number of records that the programs write. */
export const SPOKEN = { pino: 3, winston: 4 };

/** Runs a program of the page and has it log what applications log, with canaries in it. */
export async function speak(program: string, options: SpeakOptions): Promise<Spoken> {
  const { protect, by, form = 'wrapper', open = () => receiveHttp(), env, node } = options;
  const receiver = await open();
  // When a process ends, pino does not wait for the last step of a pipeline, nor pino-socket for its connection.
  const stays = form === 'pipeline' || /pipeline|socket|syslog/.test(program);
  try {
    const run = await runProgram(program, {
      protect,
      node,
      service: SERVICE[by] + (stays ? STAY : ''),
      until: stays
        ? (stdout, folder) =>
            [stdout, receiver.soFar(), ...Object.values(filesOf(folder))].some((text) => text.includes(LAST))
        : undefined,
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${receiver.port}`, ...env },
      edit: (text) => formed(text, form).replaceAll('5140', String(receiver.port)),
    });
    const files = { ...filesOf(run.folder), stdout: run.stdout };
    const bodies = await receiver.bodies();
    const sent = Buffer.concat([...bodies]).toString();
    const leaks = placesIn([...Object.entries(files).flat(), run.stderr, sent].join('\n'));
    return { run, files, bodies, leaks };
  } finally {
    await receiver.close();
  }
}

const WRAPPED = "logsieve(pino({ transport }), { policy: 'logsieve:http' })";
const PIPED = `pino({
  transport: {
    pipeline: [
      { target: '@logsieve/pino', options: { policy: 'logsieve:http' } },
      ...(transport.pipeline ?? [transport]),
    ],
  },
})`;

/** The program with the transport in the place of the wrapper, as the page says under "Behind the transport". */
function formed(text: string, form: 'wrapper' | 'pipeline'): string {
  if (form === 'wrapper') return text;
  if (!text.includes(WRAPPED)) throw new Error('the program has no transport to put behind another');
  return text.replace(WRAPPED, () => PIPED);
}

function filesOf(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((path) => !path.startsWith('node_modules') && !/\.mjs$|package\.json$/.test(path))
    .filter((path) => statSync(join(folder, path)).isFile());
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}
