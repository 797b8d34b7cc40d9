/** The command `logsieve-messages`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { LogsieveError, type MessageCatalog } from '@logsieve/core';
import { systemCode } from '@logsieve/core/node';
import { catalogText } from './catalog-text.js';
import { type Extraction, extractMessages } from './extract.js';

/** Where the command writes to. */
export interface Output {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

const USAGE = `logsieve-messages [options] <glob>…

Writes the messages that a program logs, found in its source, to a catalog.

  --out <file>              the catalog; default logsieve.messages.json
  --check                   write nothing; fail where the catalog is not that of the source
  --logger <name>           a further name of loggers; "*" for any object
  --level <name>            a further method that logs
  --wrapper <name[:index]>  a function that logs, and which argument is the message (default 0)
  --ignore <glob>           files to leave out
  --list                    write nothing; list the calls whose message the source does not tell
`;

const OPTIONS = {
  out: { type: 'string', default: 'logsieve.messages.json' },
  check: { type: 'boolean', default: false },
  logger: { type: 'string', multiple: true, default: [] as string[] },
  level: { type: 'string', multiple: true, default: [] as string[] },
  wrapper: { type: 'string', multiple: true, default: [] as string[] },
  ignore: { type: 'string', multiple: true, default: [] as string[] },
  list: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/**
 * Runs the command. Gives its exit code: 0; 1 for a stale catalog; 2 where it cannot be run, or a file is no
 * TypeScript or JavaScript. Never throws.
 */
export function runMessages(args: readonly string[], { out, err }: Output, cwd = process.cwd()): number {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    if (values.help || positionals.length === 0) {
      (values.help ? out : err)(USAGE);
      return values.help ? 0 : 2;
    }
    const wrappers = Object.fromEntries(values.wrapper.map(readWrapper));
    const { logger: loggers, level: levels, ignore } = values;
    const found = extractMessages(positionals, { cwd, ignore, loggers, levels, wrappers });
    tell(found, values.list, { out, err });
    if (found.unreadable.length > 0) return 2;
    const path = resolve(cwd, values.out);
    if (values.check) return check(found.catalog, path, values.out, { out, err });
    if (values.list) return 0;
    writeFileSync(path, catalogText(found.catalog));
    out(`wrote ${values.out}\n`);
    return 0;
  } catch (error) {
    err(
      `${error instanceof LogsieveError || isArgument(error) ? error.message : `failed (${systemCode(error) ?? 'unknown'})`}\n`,
    );
    return 2;
  }
}

function isArgument(error: unknown): error is Error {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

function readWrapper(text: string): [string, number] {
  const match = /^([\w$]+)(?::(\d))?$/.exec(text);
  if (match !== null) return [match[1] ?? '', Number(match[2] ?? 0)];
  throw new LogsieveError('ERR_LOGSIEVE_OPTIONS', '--wrapper names no function', {
    hint: 'write audit or audit:1',
  });
}

function tell(
  { files, calls, unrecognized, unreadable, catalog }: Extraction,
  isList: boolean,
  { out, err }: Output,
) {
  const known = calls - unrecognized.length;
  const share = calls === 0 ? '' : ` (${Math.floor((100 * known) / calls)} %)`;
  out(`${files} files, ${calls} log calls, ${known} recognized${share}, ${catalog.messages.length} texts\n`);
  for (const path of unreadable) err(`${path}: not TypeScript or JavaScript\n`);
  if (isList)
    for (const { path, line } of unrecognized) out(`${path}:${line}: the source does not tell the message\n`);
}

function existing(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function check(catalog: MessageCatalog, path: string, name: string, { out, err }: Output): number {
  const written = existing(path);
  if (written === undefined) {
    err(`there is no ${name} yet; run logsieve-messages without --check\n`);
    return 1;
  }
  if (written.replaceAll('\r\n', '\n') === catalogText(catalog)) {
    out(`${name} is up to date\n`);
    return 0;
  }
  const lines = (text: string) => text.split('\n').map((line) => line.replace(/,$/, ''));
  const [before, after] = [lines(written), lines(catalogText(catalog))];
  for (const line of after) if (!before.includes(line)) err(`+ ${line.trim()}\n`);
  for (const line of before) if (!after.includes(line)) err(`- ${line.trim()}\n`);
  err(`${name} is stale; run logsieve-messages without --check\n`);
  return 1;
}
