import {
  type KeptElsewhere,
  type RootSource,
  unseal as unsealLog,
  type UnsealOptions as LibraryOptions,
} from '@logsieve/sealed';
import { Command } from 'commander';
import { type AccessOptions, addAccessOptions, withAccess } from '../access.js';
import { addAskedOptions, type AskedOptions, readAsked } from '../asked-of-log.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { doVerified } from '../found.js';
import { identityOption, rootOption } from '../keys.js';
import { createLines } from '../output.js';
import { bytesOfLog, type Progress, startProgress } from '../progress.js';
import { type Verb, withExample } from '../verb.js';

interface UnsealOptions extends AskedOptions, AccessOptions {
  readonly root: RootSource;
  readonly identity: readonly KeptElsewhere[];
  readonly partial?: boolean;
}

/** The lines of a log, for who has the key, with an account of it. */
export const unseal: Verb<UnsealOptions> = { describe, run };

function describe(): Command {
  const command = new Command('unseal')
    .description('Write the lines of a log to standard output, once it is verified and the access is logged.')
    .argument('<dir>', 'folder of the log')
    .addOption(rootOption())
    .addOption(identityOption())
    .option('--partial', 'of a log that does not verify, what is signed in front of the first fault');
  addAccessOptions(addAskedOptions(command));
  return withExample(command, EXAMPLE);
}

const EXAMPLE = `logsieve unseal logs --root keys/root.pub --identity keys/reader.key --reason "case 4711" \\
  --access-dir access --access-state access-state --access-recipient keys/recipient.pub | head`;

async function run([dir = '']: readonly string[], options: UnsealOptions): Promise<ExitCode> {
  const { root, identity, partial = false } = options;
  const asked = { dir, root, identity, partial, ...readAsked(options) };
  const verifying = startProgress('verifying', bytesOfLog(dir));
  let records = 0;
  try {
    return await doVerified(async (onVerified) => {
      const listeners: Pick<LibraryOptions, 'onProgress' | 'onVerified'> = {
        onProgress: verifying.update,
        onVerified: (found) => {
          verifying.stop();
          records = found.records;
          onVerified(found);
        },
      };
      await withAccess(options, (access) =>
        copy(unsealLog({ ...asked, ...access, ...listeners }), () => records),
      );
      return EXIT.done;
    });
  } finally {
    verifying.stop();
  }
}

/** Waits for a reader that is slow, and ends with one that goes away. `countAll` is asked when the first line is there. */
async function copy(lines: AsyncIterable<string>, countAll: () => number): Promise<void> {
  const output = createLines();
  let opening: Progress | undefined;
  let count = 0;
  try {
    for await (const line of lines) {
      // A bar among the lines on a terminal would be in their way.
      opening ??= startProgress('opening', process.stdout.isTTY ? 0 : countAll());
      if (!(await output.add(line))) return;
      opening.update(++count);
    }
    await output.flush();
  } finally {
    opening?.stop();
  }
}
