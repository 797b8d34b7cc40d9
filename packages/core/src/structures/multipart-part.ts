import { withoutBlanks } from './members.js';

/** The name of a part and its text; no text where it is a file. */
export type Part = readonly [name: string, text: string | undefined];

/** The part between two delimiters, whose lines end in `end`; undefined where it is none, or one with an escape in it. */
export function readPart(piece: string, end: string): Part | undefined {
  const from = end.length;
  const headEnd = piece.indexOf(end + end);
  const textStart = headEnd + 2 * from;
  const isWhole = piece.startsWith(end) && piece.endsWith(end) && headEnd > 0;
  if (!isWhole || textStart > piece.length - from) return undefined;
  const disposition = dispositionOf(piece.slice(from, headEnd).split(end));
  if (disposition === undefined) return undefined;
  return [disposition.name, disposition.isFile ? undefined : piece.slice(textStart, -from)];
}

/** RFC 9110, section 5.6.2; a line that goes on with the one before has no name. */
const FIELD = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):([^\0\r\n]*)$/;
/** Encodings that leave the text as it is. */
const PLAIN: ReadonlySet<string> = new Set(['7bit', '8bit', 'binary']);

/** What the one `Content-Disposition` among the lines says. */
function dispositionOf(lines: readonly string[]): Disposition | undefined {
  let found: Disposition | undefined;
  for (const line of lines) {
    const [, name = '', value = ''] = FIELD.exec(line) ?? [];
    const text = withoutBlanks(value);
    switch (name.toLowerCase()) {
      case '':
        return undefined;
      case 'content-transfer-encoding':
        if (!PLAIN.has(text.toLowerCase())) return undefined;
        break;
      case 'content-disposition':
        if (found !== undefined) return undefined;
        found = readDisposition(text);
        if (found === undefined) return undefined;
    }
  }
  return found;
}

interface Disposition {
  readonly name: string;
  readonly isFile: boolean;
}

/** A parameter; readers do not agree on what a backslash in quotes is. */
const PARAMETER = /[ \t]*;[ \t]*(name|filename\*?)=(?:"([^"\\\0\r\n]*)"|([!#$%&'*+.^_`|~0-9A-Za-z-]+))/iy;

function readDisposition(text: string): Disposition | undefined {
  if (!/^form-data(?=[ \t;])/i.test(text)) return undefined;
  const parameters = new Map<string, string>();
  PARAMETER.lastIndex = 'form-data'.length;
  while (PARAMETER.lastIndex < text.length) {
    const match = PARAMETER.exec(text);
    const key = match?.[1]?.toLowerCase();
    if (match === null || key === undefined || parameters.has(key)) return undefined;
    parameters.set(key, match[2] ?? match[3] ?? '');
  }
  const name = parameters.get('name');
  if (name === undefined || name === '') return undefined;
  return { name, isFile: parameters.size > 1 };
}
