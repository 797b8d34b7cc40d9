import { skipBlanks } from '../characters.js';
import { classifyName, hasHint } from './name.js';
import type { Span } from './quoted.js';

/** A list of columns, and the word in front of the values. All that repeats is bounded. */
const COLUMNS = /\(([^()]{1,1024})\)\s{0,4}(?:(?:output|overriding)[^()]{0,64}\s)?values?\s{0,4}(?=\()/gi;
/** Spares most texts the search for columns. */
const MAY_HOLD = /\)\s[^()]{0,72}values?\s{0,4}\(|\)values?\s{0,4}\(/i;
/** Columns of a table of names and values. */
const NAMES = /^(?:.*_)?(?:name|key|setting|variable|option)$/i;
const VALUES = /^(?:.*_)?value$/i;

/**
 * The values of `INSERT INTO users (id, password) VALUES (1, 'x')`, whose names stand apart from them: those of the
 * columns that are wanted.
 */
export function findInserted(text: string, isColumn: (name: string) => boolean = isSecret): Span[] {
  return findPlaces(text, isColumn).filter((value) => isWorth(contentOf(text, value)));
}

/** What stands in these columns, be it a value or a parameter. */
export function findPlaces(text: string, isColumn: (name: string) => boolean = isSecret): Span[] {
  if (!MAY_HOLD.test(text)) return [];
  const values: Span[] = [];
  const inserts = COLUMNS;
  inserts.lastIndex = 0;
  for (let insert = inserts.exec(text); insert !== null; insert = inserts.exec(text)) {
    const columns = (insert[1] ?? '').split(',').map(nameOf);
    const isWanted = columns.map(isColumn);
    const named = {
      name: columns.findIndex((name) => NAMES.test(name)),
      value: columns.findIndex((name) => VALUES.test(name)),
    };
    if (!isWanted.includes(true) && (named.name < 0 || named.value < 0)) continue;
    let at = inserts.lastIndex;
    while (text[at] === '(') {
      const row = readRow(text, at + 1);
      for (const [place, value] of row.values.entries()) {
        const isNamed = place === named.value && isColumn(nameOf(contentOf(text, row.values[named.name])));
        if (isWanted[place] === true || isNamed) values.push(value);
      }
      at = skipBlanks(text, row.end);
      at = text[at] === ',' ? skipBlanks(text, at + 1) : at;
    }
    inserts.lastIndex = Math.max(at, inserts.lastIndex);
  }
  return values;
}

/** Of `"users"."password"` the last part, without its quotes. */
function nameOf(column: string): string {
  return /[\w-]*(?=[^\w-]*$)/.exec(column)?.[0] ?? '';
}

/** True for the name of a column of secrets. */
export function isSecret(name: string): boolean {
  const kind = hasHint(name) ? classifyName(name) : undefined;
  return kind !== undefined && !(kind === 'weak' && /auth$/i.test(name));
}

function contentOf(text: string, value: Span | undefined): string {
  return value === undefined ? '' : text.slice(value.start, value.end);
}

/** Neither a parameter nor a keyword. */
function isWorth(value: string): boolean {
  return value !== '' && !/^(?:\$\d+|\?|%s|[:@]\w+|null|default|true|false|now\(\))$/i.test(value);
}

/** The values of a row, without their quotes, and where it ends. */
function readRow(text: string, from: number): { values: Span[]; end: number } {
  const values: Span[] = [];
  let at = from;
  while (at < text.length) {
    const start = skipBlanks(text, at);
    const value = readItem(text, start);
    values.push(value);
    at = value.next;
    if (text[at] !== ',') return { values, end: text[at] === ')' ? at + 1 : at };
    at++;
  }
  return { values, end: at };
}

/** What is no quote, comma or parenthesis, and a string with quotes that are doubled or escaped. */
const PART = /[^,()'"`\\]+|\\+["']?|'(?:[^'\\]|''|\\[^])*'?|"(?:[^"\\]|""|\\[^])*"?|`[^`]*`?/y;
const STRING = /^([a-z]{0,2}(\\*["'`]))[^]*\2$/i;

/** A value up to the comma or parenthesis behind it, with all quotes and calls that it has. A string alone stays in its quotes. */
function readItem(text: string, start: number): Span & { readonly next: number } {
  let depth = 0;
  let at = start;
  while (at < text.length) {
    const char = text[at];
    if (depth === 0 && (char === ',' || char === ')')) break;
    if (char === '(') depth++;
    if (char === ')') depth--;
    PART.lastIndex = at;
    at += PART.exec(text)?.[0].length ?? 1;
  }
  const written = text.slice(start, at).trimEnd();
  const [, open = '', quote = ''] = STRING.exec(written) ?? [];
  return { start: start + open.length, end: start + written.length - quote.length, next: at };
}
