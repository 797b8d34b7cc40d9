import { policyCases } from '@logsieve/testing';
import { Command } from 'commander';
import { EXIT, type ExitCode } from '../../exit-codes.js';
import { inOneLine, write } from '../../output.js';
import { messageKeyOption } from '../../policy-options.js';
import { keysFrom, standInOption } from '../../stand-in-keys.js';
import { tellFaultOf } from '../../tell.js';
import { type Verb, withExample } from '../../verb.js';

interface TestOptions {
  readonly standInKeys?: boolean;
  readonly messageKey?: string;
  readonly values?: boolean;
}

/** Runs the tests that policies carry. */
export const test: Verb<TestOptions> = { describe, run };

function describe(): Command {
  const command = new Command('test')
    .description('Run the tests that policies carry.')
    .argument('<file...>', 'policy files')
    .addOption(standInOption())
    .addOption(messageKeyOption())
    .option('--values', 'show what was expected and what came out, beside where and of which type');
  return withExample(command, 'logsieve policy test logsieve.json --stand-in-keys');
}

async function run(files: readonly string[], options: TestOptions): Promise<ExitCode> {
  const { standInKeys = false, messageKey, values } = options;
  const load = { env: keysFrom(standInKeys), messageKey, values };
  let count = 0;
  let failed = 0;
  let refused = 0;
  for (const file of files) {
    try {
      const found = policyCases(file, load).map(({ name, differences }) => ({ name, found: differences() }));
      count += found.length;
      failed += found.filter((one) => one.found.length > 0).length;
      await write(`${inOneLine(file)}\n${found.map(format).join('')}`);
    } catch (error) {
      tellFaultOf(file, error);
      refused++;
    }
  }
  if (count > 0 || files.length > 1) await write(formatSum(count, failed, refused));
  if (refused > 0) return EXIT.refused;
  return failed > 0 ? EXIT.faulty : EXIT.done;
}

function formatSum(count: number, failed: number, refused: number): string {
  const ofPolicies = refused === 0 ? '' : `, ${refused} ${refused === 1 ? 'policy' : 'policies'} refused`;
  return `${count} ${count === 1 ? 'test' : 'tests'}, ${failed} failed${ofPolicies}\n`;
}

function format({ name, found }: { readonly name: string; readonly found: readonly string[] }): string {
  const result = found.length === 0 ? 'ok    ' : 'FAILED';
  return [`  ${result} ${name}`, ...found.map((line) => `         ${line}`)]
    .map((line) => `${inOneLine(line)}\n`)
    .join('');
}
