import { enrollWriter, type KeptElsewhere } from '@logsieve/sealed';
import { Command, Option } from 'commander';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { rootKeyOption } from '../keys.js';
import { write } from '../output.js';
import { parseDuration } from '../quantities.js';
import { required, type Verb, withExample } from '../verb.js';

interface EnrollOptions {
  readonly state: string;
  readonly rootKey: KeptElsewhere;
  readonly epoch?: number;
}

/** Vouches for a writer, once. */
export const enroll: Verb<EnrollOptions> = { describe, run };

function describe(): Command {
  const command = new Command('enroll')
    .description('Make the signing state of a writer, or of an access log, once. Tells the name of its log.')
    .addOption(
      required(new Option('--state <dir>', 'folder for it: one for each writer, on a disk that lasts')),
    )
    .addOption(rootKeyOption('which vouches for the writer and is not stored'))
    .addOption(
      new Option('--epoch <time>', 'how long one key signs, as 10m or 1h; default 1h').argParser(
        parseDuration,
      ),
    );
  return withExample(command, 'logsieve enroll --state state --root-key keys/root.key');
}

async function run(_args: readonly string[], { state, rootKey, epoch }: EnrollOptions): Promise<ExitCode> {
  const { writer } = enrollWriter({ stateDir: state, rootKey, epochLength: epoch });
  await write(`${writer}\n`);
  return EXIT.done;
}
