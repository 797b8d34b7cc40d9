import { setTimeout } from 'node:timers/promises';
import {
  createSealedLog,
  type RecipientSource,
  type SealedLog,
  type SealedLogOptions,
} from '@logsieve/sealed';
import { Command, Option } from 'commander';
import { checkAnchor } from '../anchor.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { type Input, openInput, sizeOf } from '../input.js';
import { recipientOption } from '../keys.js';
import { addPolicyOptions, type PolicyOptions } from '../policy-options.js';
import { startProgress } from '../progress.js';
import { parseDuration, parseSize } from '../quantities.js';
import { stopBySignals } from '../signals.js';
import { tell, tellFault } from '../tell.js';
import { required, type Verb, withExample } from '../verb.js';

interface SealOptions extends PolicyOptions, Pick<SealedLogOptions, 'dir' | 'redacted'> {
  readonly state: string;
  readonly recipient: readonly RecipientSource[];
  readonly anchor?: string;
  readonly compress?: boolean;
  readonly fsync?: SealedLogOptions['fsync'];
  readonly rotateAge?: number;
  readonly rotateSize?: number;
  readonly retainAge?: number;
  readonly retainSize?: number;
}

/** Lines in, a sealed log out. */
export const seal: Verb<SealOptions> = { describe, run };

function describe(): Command {
  const command = new Command('seal')
    .description('Redact lines of JSON, from files or standard input, and write them to a sealed log.')
    .argument('[file...]', 'files, - for standard input; standard input without any')
    .addOption(required(new Option('--dir <dir>', 'folder of the log; it is continued')))
    .addOption(required(new Option('--state <dir>', 'folder of the signing state, as enroll made it')))
    .addOption(recipientOption());
  addPolicyOptions(command)
    .addOption(
      new Option('--redacted', 'lines were redacted before: seal them as they come').conflicts([
        'policy',
        'profile',
        'messageKey',
      ]),
    )
    .option('--anchor <file>', 'add each signed note to it; on another machine, better');
  return withExample(addKeeping(command), EXAMPLE);
}

const EXAMPLE =
  'node app.js | logsieve seal --dir logs --state state --recipient keys/recipient.pub --policy logsieve.json';

/** How it is kept on the disk. */
function addKeeping(command: Command): Command {
  const duration = (flags: string, what: string) => new Option(flags, what).argParser(parseDuration);
  const size = (flags: string, what: string) => new Option(flags, what).argParser(parseSize);
  return command
    .addOption(duration('--rotate-age <time>', 'close a segment that is so old; default 1d'))
    .addOption(size('--rotate-size <size>', 'close a segment that is so large; default 64M'))
    .addOption(duration('--retain-age <time>', 'delete segments that are so old; default never'))
    .addOption(size('--retain-size <size>', 'delete the oldest ones of a log that is larger; default never'))
    .addOption(
      new Option('--fsync <when>', 'when lines are forced to the disk; default interval').choices([
        'frame',
        'interval',
        'never',
      ]),
    )
    .option('--compress', 'pack before encrypting: lengths then tell of what is inside');
}

async function run(files: readonly string[], options: SealOptions): Promise<ExitCode> {
  const total = await sizeOf(files);
  if (options.anchor !== undefined) checkAnchor(options.anchor);
  const stop = stopBySignals();
  const log = createSealedLog(readOptions(options));
  const input = openInput(files, stop);
  try {
    await sealAll({ log, input, stop, total });
  } catch (error) {
    close(log);
    if (log.counters().records === 0) throw error;
    tellFault(error);
    return EXIT.faulty;
  }
  const isWhole = close(log);
  if (input.isCut()) tell('it was stopped in front of the end of the input: what is behind is not sealed');
  return isWhole && !input.isCut() ? EXIT.done : EXIT.faulty;
}

interface Work {
  readonly log: SealedLog;
  readonly input: Input;
  readonly stop: AbortSignal;
  readonly total: number;
}

async function sealAll({ log, input, stop, total }: Work): Promise<void> {
  const progress = startProgress('sealing', total);
  try {
    for await (const block of input.blocks) {
      log.write(block);
      progress.update(input.bytesRead());
      await waitForRoom(log, stop);
    }
  } finally {
    progress.stop();
  }
}

function readOptions(options: SealOptions): SealedLogOptions {
  const { dir, state, recipient, policy, profile, messageKey, redacted, anchor, fsync, compress } = options;
  const { rotateAge, rotateSize, retainAge, retainSize } = options;
  const keepsAll = retainAge === undefined && retainSize === undefined;
  return {
    ...{ dir, stateDir: state, recipients: recipient, policy, profile, messageKey, redacted },
    ...{ anchor, fsync, compress },
    rotate: { ms: rotateAge, bytes: rotateSize },
    retain: keepsAll ? undefined : { ms: retainAge, bytes: retainSize },
  };
}

const ENOUGH_BYTES = 4 * 1024 * 1024;
const RETRY_MS = 200;

/** While a disk is full, the input waits; when it is to stop, what has no room is lost, and counted. */
async function waitForRoom(log: SealedLog, stop: AbortSignal): Promise<void> {
  while (log.counters().queuedBytes > ENOUGH_BYTES && !stop.aborted && !log.flush())
    await setTimeout(RETRY_MS);
}

/** Writes the footer, and tells what became of the lines. False where some were lost. */
function close(log: SealedLog): boolean {
  const isClosed = log.close();
  const { records, dropped, tooLong, lastFault, anchorFaults, notJson } = log.counters();
  const lost = dropped + tooLong;
  tell(
    [
      `sealed ${records} ${records === 1 ? 'record' : 'records'}`,
      `lost ${lost}${lastFault === undefined ? '' : ` (${lastFault})`}`,
      ...(notJson === 0 ? [] : [`notJson ${notJson}`]),
    ].join(', '),
  );
  const isText = notJson > 0 && notJson === records + lost;
  if (isText) tell('no line was JSON: the log holds a placeholder for each, and nothing of what it said');
  if (!isClosed) tell('the log has no footer: look at its disk');
  if (anchorFaults > 0)
    tell(`the anchor did not take ${anchorFaults} ${anchorFaults === 1 ? 'note' : 'notes'}`);
  return isClosed && lost === 0 && anchorFaults === 0 && !isText;
}
