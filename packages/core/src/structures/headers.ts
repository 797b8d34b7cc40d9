import { membersOf, textsOf, withoutBlanks } from './members.js';
import type { Structure } from './structure.js';

/**
 * Fields of an HTTP message in their raw form, RFC 9112, section 5: `Name: value` on lines that end in CRLF or LF, up to
 * the first empty line. A line that begins with a space or a tab goes on with the value of the line before, whatever
 * that was. A line without a name, as the first one of a message, is no field. A text with a bare CR or a NUL,
 * where readers differ on what is a line, is not read.
 */
export const headers: Structure = {
  shape: { '*': 'text' },
  read: (text) => (UNSURE.test(text) ? undefined : membersOf(readFields(text))),
  write: (json) =>
    textsOf(JSON.parse(json) as object)
      .filter(([name]) => NAME.test(name))
      .map(([name, value]) => writeField(name, withoutBlanks(value.replace(BREAKS, ' '))))
      .join('\r\n'),
};

const UNSURE = /\0|\r(?!\n)/;
const BREAKS = /[\0\r\n]+/g;
/** RFC 9110, section 5.6.2. */
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

type Field = readonly [name: string, value: string];

function readFields(text: string): Field[] {
  const fields: Field[] = [];
  let isField = false;
  for (const ended of text.split('\n')) {
    const line = ended.endsWith('\r') ? ended.slice(0, -1) : ended;
    if (line === '') break;
    const last = fields.at(-1);
    if (line.startsWith(' ') || line.startsWith('\t')) {
      // Of a line that is no field neither is what it goes on with.
      if (isField && last !== undefined) fields[fields.length - 1] = [last[0], joined(last[1], line)];
      continue;
    }
    const field = readField(line);
    isField = field !== undefined;
    if (field !== undefined) fields.push(field);
  }
  return fields;
}

function readField(line: string): Field | undefined {
  const at = line.indexOf(':');
  const name = line.slice(0, Math.max(at, 0));
  return NAME.test(name) ? [name, withoutBlanks(line.slice(at + 1))] : undefined;
}

function joined(value: string, line: string): string {
  const more = withoutBlanks(line);
  return value === '' || more === '' ? value + more : `${value} ${more}`;
}

function writeField(name: string, value: string): string {
  return value === '' ? `${name}:` : `${name}: ${value}`;
}
