import { membersOf, textsOf } from './members.js';
import { readPart } from './multipart-part.js';
import type { Structure } from './structure.js';

/**
 * The body of a `multipart/form-data` message, RFC 7578, with its lines in CRLF or LF: from the first delimiter, whose
 * boundary it is read by, to the closing one. Members are the parts without a file name, by their names. A part with a
 * file name is no member, and takes the place of one before it that has its name.
 *
 * What readers could take apart in different ways is not read: something around the delimiters, one that stands anywhere
 * but between two parts, a part without a name of its own, an escape, an encoding.
 *
 * It is written with a boundary of its own, since one that came with the body may say anything. A text that has that
 * boundary in it cannot be written.
 */
export const multipart: Structure = {
  shape: { '*': 'text' },
  read: (text) => {
    const parts = readParts(text);
    return parts && membersOf(Object.entries(membersOf(parts)).filter(([, value]) => value !== undefined));
  },
  write: (json) => {
    const parts = textsOf(JSON.parse(json) as object).map(([name, value]) => writePart(name, value));
    if (parts.length === 0 || parts.some((part) => part === undefined || part.includes(DELIMITER))) return '';
    return `${parts.map((part) => `${DELIMITER}${part}`).join('')}${DELIMITER}--\r\n`;
  },
};

const DELIMITER = '--logsieve-part';

/** `--` and a boundary, RFC 2046, section 5.1.1, without the spaces that it may hold. */
const FIRST_LINE = /^--[0-9A-Za-z'()+_,./:=?-]{1,70}(?=(\r?\n))/;

function readParts(text: string): (readonly [string, string | undefined])[] | undefined {
  const [delimiter, end] = FIRST_LINE.exec(text) ?? [];
  if (delimiter === undefined || end === undefined) return undefined;
  // By the standard it is nowhere else: where it is, somebody disagrees on where a part ends.
  const pieces = text.split(delimiter).slice(1);
  const last = pieces.pop();
  if (last !== '--' && last !== `--${end}`) return undefined;
  const parts: (readonly [string, string | undefined])[] = [];
  for (const piece of pieces) {
    const part = readPart(piece, end);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  return parts;
}

function writePart(name: string, value: string): string | undefined {
  if (!NAME.test(name)) return undefined;
  return `\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
}

/** What can stand between quotes and is read as it is. */
const NAME = /^[^"\\\0\r\n]+$/;
