import { LogsieveError } from '@logsieve/core';
import { type RecognitionCounters, redactFile, systemCode } from '@logsieve/core/node';
import { Command, Option } from 'commander';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { type Input, isOfPacking, notWhole, openInput, sizeOf, STDIN } from '../input.js';
import { write } from '../output.js';
import { addPolicyOptions, type PolicyOptions } from '../policy-options.js';
import { startProgress } from '../progress.js';
import { parseCount } from '../quantities.js';
import { endedLines, redactAsTheyCome, type RedactedLines, redactInThreads } from '../redacted-lines.js';
import { refuseLoss } from '../refuse-loss.js';
import { stopBySignals } from '../signals.js';
import { tell, tellFault } from '../tell.js';
import { type Verb, withExample } from '../verb.js';

interface RedactOptions extends PolicyOptions {
  readonly out?: string;
  readonly inPlace?: boolean;
  readonly threads?: number;
}

/** Lines in, redacted lines out. */
export const redact: Verb<RedactOptions> = { describe, run };

function describe(): Command {
  const command = new Command('redact')
    .description('Redact lines of JSON, from files or standard input, and write them to standard output.')
    .argument('[file...]', 'files, - for standard input; standard input without any');
  addPolicyOptions(command)
    .addOption(new Option('--out <file>', 'write to this file instead, at once and whole; of one file'))
    .addOption(
      new Option('--in-place', 'replace the file, at once and whole; of one file, with --policy').conflicts(
        'out',
      ),
    )
    .addOption(
      new Option('--threads <n>', 'redact in blocks, in so many threads; default for large files').argParser(
        parseCount,
      ),
    );
  return withExample(command, 'node app.js | logsieve redact --policy logsieve.json');
}

async function run(files: readonly string[], options: RedactOptions): Promise<ExitCode> {
  const { out, inPlace = false } = options;
  if (out === undefined && !inPlace) return redactToOutput(files, options);
  const [source = STDIN] = files;
  if (files.length !== 1 || source === STDIN || out === STDIN) {
    throw new LogsieveError('ERR_LOGSIEVE_OPTIONS', '--out and --in-place take one file', {
      hint: 'call it for each file, or leave them out: lines then go to standard output',
    });
  }
  refuseLoss(source, options);
  return redactToFile(source, out ?? source, options);
}

/** Smaller files are done before threads have started. */
const LARGE_BYTES = 8 * 1024 * 1024;

async function redactToOutput(files: readonly string[], options: RedactOptions): Promise<ExitCode> {
  const { policy, profile, messageKey, threads } = options;
  const total = await sizeOf(files);
  const input = openInput(files, stopBySignals(), endedLines);
  const load = { policy, profile, messageKey };
  const isBulk = threads !== undefined || total >= LARGE_BYTES;
  const redacted = isBulk
    ? redactInThreads(input.blocks, { ...load, threads })
    : redactAsTheyCome(input.blocks, load);
  let broken: Broken | undefined;
  try {
    broken = await copy(redacted, input, total);
  } finally {
    tellCounters(redacted.counters());
  }
  if (broken !== undefined) {
    tellFault(broken.error);
    return EXIT.faulty;
  }
  if (!input.isCut()) return EXIT.done;
  tell('it was stopped in front of the end of the input: what is behind is not there');
  return EXIT.faulty;
}

/** Some lines were written, and then this came. */
interface Broken {
  readonly error: unknown;
}

/** Waits for a reader that is slow, and ends with one that goes away. Rejects where nothing was written. */
async function copy({ lines }: RedactedLines, input: Input, total: number): Promise<Broken | undefined> {
  let hasWritten = false;
  // A bar among the lines on a terminal would be in their way.
  const progress = startProgress('redacting', process.stdout.isTTY ? 0 : total);
  try {
    for await (const some of lines) {
      if (some.length > 0 && !(await write(some))) break;
      hasWritten ||= some.length > 0;
      progress.update(input.bytesRead());
    }
    return undefined;
  } catch (error) {
    if (!hasWritten) throw error;
    return { error };
  } finally {
    progress.stop();
  }
}

async function redactToFile(source: string, target: string, options: RedactOptions): Promise<ExitCode> {
  const { policy, profile, messageKey, threads } = options;
  const total = await sizeOf([source]);
  const progress = startProgress('redacting', total);
  const signal = stopBySignals();
  try {
    const load = { policy, profile, messageKey, threads };
    const { counters } = await redactFile(source, target, { ...load, onProgress: progress.update, signal });
    progress.stop();
    tellCounters(counters);
    return EXIT.done;
  } catch (error) {
    progress.stop();
    if (error !== signal.reason) throw whyNot(error);
    tell('it was stopped: no file was written');
    return EXIT.faulty;
  }
}

/** The source was there a moment ago. */
function whyNot(error: unknown): unknown {
  const code = systemCode(error);
  if (code === undefined) return error;
  if (isOfPacking(code)) return notWhole(code, 'file 1');
  return new LogsieveError('ERR_LOGSIEVE_COMMAND', `the redacted file cannot be written (${code})`, {
    hint: 'look at its folder, and its disk',
  });
}

/** What was done, by the names that `docs/policy.md` has. */
function tellCounters({ records = 0, ...counts }: Partial<RecognitionCounters>): void {
  const done = Object.entries(counts).filter(([, count]) => count > 0);
  const parts = done.map(([name, count]) => `${name} ${count}`);
  tell([`redacted ${records} ${records === 1 ? 'line' : 'lines'}`, ...parts].join(', '));
}
