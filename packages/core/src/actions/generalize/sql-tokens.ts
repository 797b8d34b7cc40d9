/** Takes SQL of any dialect apart, as far as it has to be known what is a literal and what is not. */

/** What a piece of a statement is. `literal` stands for all values and parameters; white space and comments are none. */
export type SqlToken =
  | { readonly kind: 'word'; readonly text: string }
  /** A name in quotes that may as well be a text: MySQL takes double quotes for those. */
  | { readonly kind: 'quoted'; readonly text: string }
  | { readonly kind: 'literal' }
  | { readonly kind: 'sign'; readonly text: string }
  /** From here on nobody can tell. */
  | { readonly kind: 'unclear' };

/** Stands for the rest where nobody can tell any more what is a literal. */
export const REST = '\u2026';

const SPACE = /[ \t\r\n\f\v]+/y;
const LINE_COMMENT = /--(?=[ \t\r\n]|$)/y;
const WORD = /[A-Za-z_][A-Za-z0-9_$]*/y;
const NUMBER = /(?:0[xX][0-9A-Fa-f]+|\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)[A-Za-z0-9_]*/y;
/** `$1`, `:name`, `@name`, `@@name`, `?`, `?1`, `%s`; not the `::` of a cast. */
const PARAMETER = /\$\d+|(?<!:):[A-Za-z_]\w*|@@?[A-Za-z_]\w*|\?\d*|%s\b|%\(\w+\)s/y;
/** Part of a name in another script, or of a text that lost its quotes. */
const BEYOND_ASCII = /[\w$\u0080-\uffff]+/y;
/**
 * What one dialect reads otherwise than another, so that nobody knows whether a quote behind it begins a text or ends it:
 * comments of MySQL, which are names and operators elsewhere, dashes without a blank, comments within comments, quotes of
 * Oracle, escapes of what the statement was written into.
 */
const UNSURE = /#|--|\/\*|\\|[nN]?[qQ]'|&#?\w+;|(?<=\w)[#@]/y;
const DOLLAR_QUOTE = /\$(?:[A-Za-z_]\w*)?\$/y;
const SIGN = /[<>!=]=|<>|=>|<@|@>|\|\||&&|->>?|::|:=|!~\*?|~\*|[(),;.=<>!+\-*/%|&^~:[\]{}]/y;
const NAME = /^[A-Za-z_][A-Za-z0-9_$]{0,62}$/;

/** The pieces of a statement. Linear in its length: each step goes on where the last one ended. */
export function* tokensOf(sql: string): Generator<SqlToken> {
  for (let at = 0; at < sql.length;) {
    const blank = endOfBlank(sql, at);
    if (blank > at) {
      at = blank;
      continue;
    }
    const { token, end } = tokenAt(sql, at);
    yield token;
    if (token.kind === 'unclear') return;
    at = end;
  }
}

interface Found {
  readonly token: SqlToken;
  readonly end: number;
}

const LITERAL: SqlToken = { kind: 'literal' };
const UNCLEAR: SqlToken = { kind: 'unclear' };

function tokenAt(sql: string, at: number): Found {
  const character = sql.charAt(at);
  if (character === REST || match(UNSURE, sql, at) !== undefined) return { token: UNCLEAR, end: sql.length };
  if (isBeyondAscii(sql, at)) return literalOf(BEYOND_ASCII, sql, at);
  if (character === "'") return textAt(sql, at);
  if (character === '"') return quotedAt(sql, at, '"', 'quoted');
  if (character === '`') return quotedAt(sql, at, '`', 'word');
  const word = match(WORD, sql, at);
  if (word !== undefined) {
    const end = at + word.length;
    if (isBeyondAscii(sql, end)) return literalOf(BEYOND_ASCII, sql, at);
    // `N'…'`, `E'…'`, `X'…'`
    return sql.charAt(end) === "'" ? textAt(sql, end) : { token: { kind: 'word', text: word }, end };
  }
  const dollar = match(DOLLAR_QUOTE, sql, at);
  if (dollar !== undefined) return endingWith(sql, at + dollar.length, dollar);
  const value = match(NUMBER, sql, at) ?? match(PARAMETER, sql, at);
  if (value !== undefined) return { token: LITERAL, end: at + value.length };
  if (character === '[' && isUnsureName(sql, at)) return { token: UNCLEAR, end: sql.length };
  const sign = match(SIGN, sql, at);
  if (sign !== undefined) return { token: { kind: 'sign', text: sign }, end: at + sign.length };
  // A dollar sign by itself begins a quote with a tag that is no plain word.
  return character === '$' ? { token: UNCLEAR, end: sql.length } : { token: LITERAL, end: at + 1 };
}

function isBeyondAscii(sql: string, at: number): boolean {
  return sql.charCodeAt(at) > 127;
}

function literalOf(pattern: RegExp, sql: string, at: number): Found {
  return { token: LITERAL, end: at + (match(pattern, sql, at) ?? ' ').length };
}

/** `[O'Brien]` is a name to some, an array with a text to others. */
function isUnsureName(sql: string, at: number): boolean {
  const end = sql.indexOf(']', at);
  if (end < 0 || /\barray\s{0,4}$/i.test(sql.slice(Math.max(0, at - 12), at))) return false;
  return (
    sql.charAt(end + 1) === ']' ||
    /['"`$#\\]|--|\/\*/.test(sql.slice(at + 1, Math.min(end, at + LONGEST_NAME)))
  );
}

const LONGEST_NAME = 256;

/**
 * A text in single quotes. Whether a backslash escapes the quote behind it differs from dialect to dialect, and with it
 * where the text ends: nothing after it can be told.
 */
function textAt(sql: string, at: number): Found {
  for (let end = sql.indexOf("'", at + 1); end >= 0; end = sql.indexOf("'", end + 2)) {
    if (sql.charAt(end - 1) === '\\' && end - 1 > at) break;
    if (sql.charAt(end + 1) !== "'") return { token: LITERAL, end: end + 1 };
  }
  return { token: UNCLEAR, end: sql.length };
}

/** A name in quotes; a literal where it is no plain one. */
function quotedAt(sql: string, at: number, quote: string, kind: 'word' | 'quoted'): Found {
  const end = sql.indexOf(quote, at + 1);
  if (end < 0) return { token: UNCLEAR, end: sql.length };
  const text = sql.slice(at + 1, end);
  if (text.includes('\\') || sql.charAt(end + 1) === quote) return { token: UNCLEAR, end: sql.length };
  return { token: NAME.test(text) ? { kind, text: `${quote}${text}${quote}` } : LITERAL, end: end + 1 };
}

function endingWith(sql: string, from: number, closing: string): Found {
  const end = sql.indexOf(closing, from);
  return end < 0 ? { token: UNCLEAR, end: sql.length } : { token: LITERAL, end: end + closing.length };
}

/** Where white space and comments end that begin here; `at` where there are none. */
function endOfBlank(sql: string, at: number): number {
  const space = match(SPACE, sql, at);
  if (space !== undefined) return at + space.length;
  // Without a blank behind them MySQL takes two dashes for two signs.
  if (match(LINE_COMMENT, sql, at) !== undefined) return behind(sql.indexOf('\n', at), 1, sql);
  if (!sql.startsWith('/*', at)) return at;
  const end = behind(sql.indexOf('*/', at + 2), 2, sql);
  // PostgreSQL has comments within comments.
  const inner = sql.indexOf('/*', at + 2);
  return inner >= 0 && inner < end ? at : end;
}

function behind(found: number, length: number, sql: string): number {
  return found < 0 ? sql.length : found + length;
}

function match(pattern: RegExp, sql: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(sql)?.[0];
}
