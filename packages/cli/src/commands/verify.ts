import { type RootSource, type Verification, verifySealed } from '@logsieve/sealed';
import { Command } from 'commander';
import { addAskedOptions, type AskedOptions, readAsked } from '../asked-of-log.js';
import { EXIT_OF, type ExitCode } from '../exit-codes.js';
import { formatVerdict } from '../found.js';
import { rootOption } from '../keys.js';
import { write } from '../output.js';
import { bytesOfLog, startProgress } from '../progress.js';
import { type Verb, withExample } from '../verb.js';

interface VerifyOptions extends AskedOptions {
  readonly root: RootSource;
  readonly json?: boolean;
}

/** Says whether a log is what its writer wrote. Opens nothing. */
export const verify: Verb<VerifyOptions> = { describe, run };

function describe(): Command {
  const command = new Command('verify')
    .description('Say whether a log is what was written. Needs no private key.')
    .argument('<dir>', 'folder of the log')
    .addOption(rootOption());
  addAskedOptions(command).option('--json', 'all that was found, on one line');
  return withExample(command, 'logsieve verify logs --root keys/root.pub --anchor anchor.ndjson');
}

async function run([dir = '']: readonly string[], options: VerifyOptions): Promise<ExitCode> {
  const progress = startProgress('verifying', bytesOfLog(dir));
  try {
    const { root } = options;
    const found = await verifySealed({ dir, root, ...readAsked(options), onProgress: progress.update });
    progress.stop();
    await write(options.json === true ? `${JSON.stringify(found)}\n` : format(found));
    return EXIT_OF[found.verdict];
  } finally {
    progress.stop();
  }
}

function format(found: Verification): string {
  const { writer, segments, purged, rekeyed, torn, records, bytes } = found;
  const rows = {
    writer: writer ?? 'unknown',
    segments: `${segments}, ${purged} deleted, ${rekeyed} wrapped anew, ${torn.length} torn`,
    records: `${records} in ${bytes} bytes`,
    signed: formatSigned(found),
  };
  const table = Object.entries(rows).map(([name, text]) => `${name.padEnd(9)}${text}\n`);
  return `${formatVerdict(found)}\n${table.join('')}`;
}

/** The line of a note is behind what it signs. */
function formatSigned({ signed, lines }: Verification): string {
  if (signed.lines === 0) return 'nothing';
  const behind = lines - signed.lines - 1;
  return `up to ${new Date(signed.time).toISOString()}${behind > 0 ? `, ${behind} lines behind it are not` : ''}`;
}
