/** Recipients: as they are, or from where they are kept. */
import { parseRecipient } from '@logsieve/age';
import { wrongOption } from '@logsieve/core/node';
import { refusePrivateKeys } from '../private-keys.js';
import { linesOf } from './private.js';
import { isKeptElsewhere, type KeptElsewhere, readText, WRITABLE } from './read-text.js';

/**
 * Who can read: `age1…`, `{ env }` for a variable of the environment, or `{ file }` for a file that nobody but its owner can write to.
 * Text is as in the files of age: one a line, empty lines and those with `#` left out.
 */
export type RecipientSource = string | KeptElsewhere;

/**
 * The recipients of one source or several, in order. Throws `LogsieveError` where there is none, or a text holds a private
 * key, be it in a comment; `AgeError` where one is no recipient.
 */
export function recipientsOf(sources: unknown, path: string): string[] {
  if (!Array.isArray(sources) || sources.length === 0)
    throw wrongOption(path, 'a list of at least one age1…');
  const recipients = (sources as unknown[]).flatMap((source, index) => partOf(source, `${path}[${index}]`));
  for (const recipient of recipients) parseRecipient(recipient);
  return recipients;
}

function partOf(source: unknown, path: string): string[] {
  if (!isKeptElsewhere(source)) return [typeof source === 'string' ? source : ''];
  // Who can write to the file can read what is written from then on.
  const text = readText(source, path, WRITABLE);
  refusePrivateKeys(text, path);
  return linesOf(text, path);
}
