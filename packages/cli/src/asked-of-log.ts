/** What a log has to come up to: for the verbs that verify it. */
import { LogsieveError } from '@logsieve/core';
import { systemCode } from '@logsieve/core/node';
import { readAnchor } from '@logsieve/sealed';
import type { Command } from 'commander';
import { parseMoment } from './quantities.js';

export interface AskedOptions {
  readonly writer?: string;
  readonly anchor?: string;
  readonly until?: Date;
}

export function addAskedOptions(command: Command): Command {
  return command
    .option('--writer <name>', 'name of the log, as enroll gave it')
    .option('--anchor <file>', 'notes that were kept out of the reach of the writer; the last one counts')
    .option('--until <time>', 'has to be signed up to then; for OK, together with --writer', parseMoment);
}

/** The options as the library has them. Throws `LogsieveError` where the anchor cannot be read. */
export function readAsked({ writer, anchor, until }: AskedOptions) {
  return { writer, until, anchor: anchor === undefined ? undefined : readNote(anchor) };
}

function readNote(path: string): string {
  try {
    return readAnchor(path);
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    throw new LogsieveError('ERR_LOGSIEVE_COMMAND', `--anchor cannot be read (${code})`, {
      hint: 'give the file that --anchor of seal named',
    });
  }
}
