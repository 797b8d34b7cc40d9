import { createRedactor, type Explanation, LogsieveError } from '@logsieve/core';
import { loadPolicy } from '@logsieve/core/node';
import { Command } from 'commander';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { openInput, sizeOf, STDIN } from '../input.js';
import { write } from '../output.js';
import { formatPlace } from '../place-in-policy.js';
import { addPolicyOptions, type PolicyOptions } from '../policy-options.js';
import { formatTable } from '../table.js';
import { type Verb, withExample } from '../verb.js';

interface ExplainOptions extends PolicyOptions {
  readonly json?: boolean;
}

/** Why each path of a record came out as it did. Tells names, never values. */
export const explain: Verb<ExplainOptions> = { describe, run };

function describe(): Command {
  const command = new Command('explain')
    .description('Say what becomes of each path of one record, and by which rule. Never tells a value.')
    .argument('[file]', 'file with one record of JSON, - for standard input; standard input without any');
  addPolicyOptions(command).option('--json', 'all of it, on one line');
  return withExample(command, 'head -1 app.log | logsieve explain --policy logsieve.json');
}

async function run(
  [file = STDIN]: readonly string[],
  { policy, profile, messageKey, json = false }: ExplainOptions,
): Promise<ExitCode> {
  const redactor = createRedactor(loadPolicy(policy, { profile, messageKey }));
  const record = parse(await read(file), redactor.compiled.limits.lineBytes);
  const explanations = redactor.explain(record);
  await write(json ? `${JSON.stringify(explanations)}\n` : format(explanations));
  return EXIT.done;
}

/** No policy lets lines be longer. */
const MAX_BYTES = 16 * 1024 * 1024;

async function read(file: string): Promise<string> {
  await sizeOf([file]);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of openInput([file], new AbortController().signal, (all) => all).blocks) {
    if ((bytes += chunk.length) > MAX_BYTES) throw tooLong(MAX_BYTES);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function parse(text: string, most: number): object {
  const record = parseJson(text);
  if (typeof record !== 'object' || record === null || Array.isArray(record)) {
    // What a parser says of it repeats what is in it.
    throw new LogsieveError('ERR_LOGSIEVE_NOT_JSON', 'the input is not one JSON object', {
      hint: 'give one record: of a log, its first line is what head -1 gives',
    });
  }
  if (Buffer.byteLength(JSON.stringify(record)) > most) throw tooLong(most);
  return record;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function tooLong(most: number): LogsieveError {
  return new LogsieveError('ERR_LOGSIEVE_LINE_TOO_LONG', `the record is longer than ${most} bytes`, {
    hint: 'all that comes out of it is a placeholder: see limits.lineBytes of the policy',
  });
}

const HEAD = ['PATH', 'OUTCOME', 'TYPE', 'BY'];

function format(explanations: readonly Explanation[]): string {
  const rows = explanations.map(({ path, outcome, reason, type, rule }) => {
    const why = reason === undefined ? outcome : `${outcome} (${reason})`;
    return [path, why, type, rule === undefined ? '' : formatRule(path, rule)];
  });
  return formatTable([HEAD, ...rows]);
}

/** Most rules have the path that they decide as their pattern. */
function formatRule(path: string, { pattern, source, position }: NonNullable<Explanation['rule']>): string {
  const place = formatPlace(source, position);
  return pattern === path ? place : `${pattern} in ${place}`;
}
