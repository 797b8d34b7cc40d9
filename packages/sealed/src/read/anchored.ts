import { readFileSync } from 'node:fs';
import { LogsieveError } from '@logsieve/core';
import { wrongOption } from '@logsieve/core/node';
import { openNote, textOf } from '../format/note.js';
import { originOf, parseStatement, type Statement } from '../format/statement.js';
import { Fault } from './verdict.js';
import type { Progress } from './progress.js';

/** A note that was kept elsewhere, and what it says. */
export interface Anchor {
  readonly note: string;
  readonly statement: Statement;
}

/**
 * The last note in a file that a log was anchored in. Throws `LogsieveError` where there is none, and what the system
 * throws where it cannot be read.
 */
export function readAnchor(path: string): string {
  const lines = readFileSync(path, 'utf8').split('\n');
  // What is behind the last line feed is a part of a note.
  const note = parseJson(lines.slice(0, -1).findLast((line) => line !== ''));
  if (typeof note === 'string') return note;
  throw new LogsieveError('ERR_LOGSIEVE_OPTIONS', 'the file has no note', {
    path: 'path',
    hint: 'give the file that the option anchor of createSealedLog named',
  });
}

/** Throws `LogsieveError` where the note is none. */
export function parseAnchor(note: unknown): Anchor {
  const statement = typeof note === 'string' ? parseStatement(textOf(note)) : undefined;
  if (statement === undefined || typeof note !== 'string') {
    throw wrongOption('options.anchor', 'a note of the log, such as readAnchor(path) gives');
  }
  return { note, statement };
}

/** To be called before each line, and at the end: throws a `Fault` where the log is another one than was anchored. */
export function checkAnchor({ note, statement }: Anchor, { position, writer, epoch }: Progress): boolean {
  if (position.lines !== statement.lines || writer === undefined) return false;
  const where = { segment: statement.segment, line: 0, byte: statement.bytes };
  if (statement.writer !== writer) throw new Fault('TAMPERED', where, 'the anchor is of another log');
  if (!statement.chain.equals(position.chain)) {
    throw new Fault('TAMPERED', where, 'what is before the anchor is not what was anchored');
  }
  const opened = openNote(note, {
    name: originOf(writer),
    publicBytes: epoch?.publicBytes ?? Buffer.alloc(32),
  });
  if (opened.kind !== 'signed') throw new Fault('UNKNOWN_KEY', where, 'another key signed the anchor');
  return true;
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
