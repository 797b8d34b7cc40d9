import { purgeSealed } from '@logsieve/sealed';
import { Command, Option } from 'commander';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { write } from '../output.js';
import { required, type Verb, withExample } from '../verb.js';

interface PurgeOptions {
  readonly state: string;
  readonly dryRun?: boolean;
}

/** Deletes what is due while no writer runs. */
export const purge: Verb<PurgeOptions> = { describe, run };

function describe(): Command {
  const command = new Command('purge')
    .description(
      'Delete the segments that are due by the retention they were written under, while no writer runs.',
    )
    .argument('<dir>', 'folder of the log')
    .addOption(
      required(
        new Option('--state <dir>', "folder of its writer's signing state, which signs for what is deleted"),
      ),
    )
    .option('--dry-run', 'delete nothing, and tell how many would go');
  return withExample(command, 'logsieve purge logs --state state --dry-run');
}

async function run(
  [dir = '']: readonly string[],
  { state, dryRun = false }: PurgeOptions,
): Promise<ExitCode> {
  const { purged } = purgeSealed({ dir, stateDir: state, dryRun });
  await write(
    `${purged} ${purged === 1 ? 'segment' : 'segments'} ${dryRun ? 'would be deleted' : 'deleted'}\n`,
  );
  return EXIT.done;
}
