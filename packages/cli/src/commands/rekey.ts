import { type KeptElsewhere, type RecipientSource, rekeySealed } from '@logsieve/sealed';
import { Command } from 'commander';
import { type AccessOptions, addAccessOptions, withAccess } from '../access.js';
import { addAskedOptions, type AskedOptions, readAsked } from '../asked-of-log.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { doVerified } from '../found.js';
import { identityOption, recipientOption, rootKeyOption } from '../keys.js';
import { write } from '../output.js';
import { bytesOfLog, startProgress } from '../progress.js';
import { tell } from '../tell.js';
import { type Verb, withExample } from '../verb.js';

interface RekeyOptions extends AskedOptions, AccessOptions {
  readonly rootKey: KeptElsewhere;
  readonly identity: readonly KeptElsewhere[];
  readonly recipient: readonly RecipientSource[];
}

/** Has others read a log than those who could. */
export const rekey: Verb<RekeyOptions> = { describe, run };

function describe(): Command {
  const command = new Command('rekey')
    .description('Wrap a log anew for other recipients, and for nobody else.')
    .argument('<dir>', 'folder of the log')
    .addOption(rootKeyOption('which signs what was done'))
    .addOption(identityOption())
    .addOption(recipientOption('--recipient <age1…>', 'who can read from now on, all of them'));
  addAccessOptions(addAskedOptions(command));
  return withExample(command, EXAMPLE);
}

const EXAMPLE = `logsieve rekey logs --root-key keys/root.key --identity keys/reader.key --recipient new/recipient.pub \\
  --reason "bob left" --access-dir access --access-state access-state --access-recipient keys/recipient.pub`;

async function run([dir = '']: readonly string[], options: RekeyOptions): Promise<ExitCode> {
  const { rootKey, identity, recipient: recipients } = options;
  const asked = readAsked(options);
  // Each byte is verified, and wrapped anew.
  const progress = startProgress('verifying and wrapping', 2 * bytesOfLog(dir));
  try {
    return await doVerified(async (onVerified) => {
      const { rekeyed, kept, open } = await withAccess(options, (access) =>
        rekeySealed({
          ...{ dir, rootKey, identity, recipients, ...asked, ...access },
          ...{ onProgress: progress.update, onVerified },
        }),
      );
      progress.stop();
      await write(`${rekeyed} wrapped anew, ${kept} kept, ${open} open\n`);
      if (open > 0) tell(OPEN);
      return open > 0 ? EXIT.open : EXIT.done;
    });
  } finally {
    progress.stop();
  }
}

const OPEN = 'the last segment has no footer, and stays as it is: run it again when its writer has closed it';
