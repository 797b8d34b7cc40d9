/** The command `logsieve`. */
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { enroll } from './commands/enroll.js';
import { explain } from './commands/explain.js';
import { keygen } from './commands/keygen.js';
import { policy } from './commands/policy/policy.js';
import { purge } from './commands/purge.js';
import { redact } from './commands/redact.js';
import { rekey } from './commands/rekey.js';
import { reveal } from './commands/reveal.js';
import { seal } from './commands/seal.js';
import { unseal } from './commands/unseal.js';
import { verify } from './commands/verify.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { guardStreams } from './output.js';
import { refusePrivateKeys } from './refuse-private-keys.js';
import { tell, tellFault } from './tell.js';
import { checkRequired, isGroup, type Verb, type VerbGroup } from './verb.js';

/** In the order of the help. */
const VERBS: readonly (Verb | VerbGroup)[] = [
  ...[redact, policy, explain],
  ...[keygen, enroll, seal, verify, unseal, reveal, purge, rekey],
];

/** Runs the command with these arguments. Gives its exit code; never throws. */
export async function main(args: readonly string[]): Promise<ExitCode> {
  guardStreams();
  try {
    // First: a parser repeats what it does not understand.
    refusePrivateKeys(args);
    return await parse(asOption(args));
  } catch (error) {
    // The parser has told it.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.refused;
    tellFault(error);
    return EXIT.refused;
  }
}

/** `help` in front of a verb as what stands behind it. Of what is no verb, the parser has to say so. */
function asOption(args: readonly string[]): readonly string[] {
  const [first, verb, ...more] = args;
  if (first !== 'help') return args;
  if (verb === undefined) return ['--help'];
  const isKnown = VERBS.some((one) => one.describe().name() === verb);
  return isKnown ? [verb, ...more, '--help'] : [verb];
}

async function parse(args: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = EXIT.done;
  const program = new Command('logsieve')
    .description(
      'Logs that hold only what a policy allows, and log files that the server which writes them cannot read.',
    )
    .version(version(), '-V, --version')
    .helpOption('-h, --help', 'show this, or the help of a verb')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ outputError: tellUsage });
  addVerbs(program, VERBS, (done) => {
    code = done;
  });
  await program.parseAsync(args, { from: 'user' });
  return code;
}

function addVerbs(
  parent: Command,
  verbs: readonly (Verb | VerbGroup)[],
  onDone: (code: ExitCode) => void,
): void {
  for (const verb of verbs) {
    const command = verb.describe().copyInheritedSettings(parent);
    if (isGroup(verb)) {
      addVerbs(command.helpCommand(false), verb.verbs, onDone);
    } else {
      command.action(async () => {
        checkRequired(command);
        onDone(await verb.run(command.args, command.opts()));
      });
    }
    parent.addCommand(command);
  }
}

function tellUsage(text: string): void {
  const message = text
    .trim()
    .replace(/^error: /, '')
    .replace(/\n\(Did/, ' (did')
    .replace(/^unknown command '(\w+)'$/, nameGroup);
  tell(`${message} [ERR_LOGSIEVE_OPTIONS]`);
}

/** Adds the group to a verb that is called without it. */
function nameGroup(message: string, name: string): string {
  const group = VERBS.filter(isGroup).find(({ verbs }) =>
    verbs.some((verb) => verb.describe().name() === name),
  );
  return group === undefined ? message : `${message} (did you mean ${group.describe().name()} ${name}?)`;
}

function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}
