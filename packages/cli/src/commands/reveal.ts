import { buffer } from 'node:stream/consumers';
import { LogsieveError } from '@logsieve/core';
import { type KeptElsewhere, reveal as revealValue } from '@logsieve/sealed';
import { Command } from 'commander';
import { type AccessOptions, addAccessOptions, withAccess } from '../access.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { tellTerminal } from '../input.js';
import { identityOption } from '../keys.js';
import { write } from '../output.js';
import { type Verb, withExample } from '../verb.js';

interface RevealOptions extends AccessOptions {
  readonly identity: readonly KeptElsewhere[];
}

/** What one encrypted value of a record was. */
export const reveal: Verb<RevealOptions> = { describe, run };

function describe(): Command {
  const command = new Command('reveal')
    .description(
      'Read a value that the action encrypt of a policy wrote from standard input, and write what it was as JSON.',
    )
    .addOption(identityOption());
  return withExample(addAccessOptions(command), EXAMPLE);
}

const EXAMPLE = `jq -r .prompt record.json | logsieve reveal --identity keys/reader.key --reason "case 4711" \\
  --access-dir access --access-state access-state --access-recipient keys/recipient.pub`;

async function run(_args: readonly string[], options: RevealOptions): Promise<ExitCode> {
  const value = (await readValue()).trim();
  if (value === '') {
    throw new LogsieveError('ERR_LOGSIEVE_COMMAND', 'standard input is empty', {
      hint: 'give one value, as it is in the record',
    });
  }
  await withAccess(options, async (access) => {
    const { identity } = options;
    await write(`${JSON.stringify(revealValue(value, { identity, ...access }))}\n`);
  });
  return EXIT.done;
}

/** No record holds a longer one. */
const MAX_BYTES = 16 * 1024 * 1024;

async function readValue(): Promise<string> {
  tellTerminal();
  let bytes = 0;
  const bounded = async function* () {
    for await (const chunk of process.stdin) {
      bytes += (chunk as Buffer).length;
      if (bytes > MAX_BYTES) {
        throw new LogsieveError('ERR_LOGSIEVE_COMMAND', 'standard input is longer than an encrypted value', {
          hint: 'give one value, as it is in the record',
        });
      }
      yield chunk as Buffer;
    }
  };
  return (await buffer(bounded())).toString('latin1');
}
