import type { RuleModifiers } from '../../policy/policy.js';
import type { Action } from '../action.js';
import { REST, type SqlToken, tokensOf } from './sql-tokens.js';

/**
 * `generalize: "sql"`: the shape of an SQL statement: `select name from users where id = ?`. Removed is what does not
 * begin with a word that statements begin with. See `shapeOf`. The policy's detectors run over what comes out.
 */
export const generalizeSql: Action<RuleModifiers & { readonly generalize: 'sql' }> = {
  outcome: 'generalized',
  compile:
    (_rule, { limits, scanQuoted }) =>
    (value, run) => {
      if (typeof value !== 'string' || value.length > limits.stringLength) return undefined;
      const shape = shapeOf(value);
      return shape === undefined ? undefined : scanQuoted(shape, run, limits.stringLength);
    },
  narrows: (from, to) => from.generalize === to.generalize,
};

/** Stands for values and parameters; for several in a row, too, and for several rows of them. */
const VALUE = '?';
const VERBS: ReadonlySet<string> = new Set(
  (
    'select insert update delete with replace merge values table call exec execute explain analyze show set use begin start ' +
    'commit rollback savepoint release end abort create alter drop truncate rename comment grant revoke copy load lock unlock ' +
    'declare fetch close open prepare deallocate discard listen notify unlisten vacuum reindex cluster refresh pragma attach ' +
    'detach describe desc optimize checkpoint'
  ).split(' '),
);

/** Behind these stands a name, in whatever quotes. */
const BEFORE_NAMES: ReadonlySet<string> = new Set([
  'from',
  'join',
  'into',
  'update',
  'table',
  'as',
  'exists',
  'only',
]);

/** Behind these stands a value: a word by itself is one too, as in a text that lost its quotes, but for those below. */
const COMPARISONS: ReadonlySet<string> = new Set(
  '= < > <= >= <> != == like ilike regexp rlike similar password'.split(' '),
);
const NO_VALUES: ReadonlySet<string> = new Set(
  (
    'null not any all some exists select case array row interval date time timestamp cast convert extract default ' +
    'current_date current_time current_timestamp localtime localtimestamp binary by with distinct excluded new old'
  ).split(' '),
);
const LAST: ReadonlySet<string> = new Set(['identified', 'stdin']);
const TO: ReadonlySet<string> = new Set(['to']);
const TRUTHS: ReadonlySet<string> = new Set(['true', 'false']);

/**
 * The statement without its literals, parameters and comments, with one space between words: values in a row are one, and
 * so are rows of them. A name in double quotes, which MySQL takes for a text, stays where only a name can stand: beside
 * a dot, or behind `from` and the like. A word by itself behind a comparison is taken for a value. From where it is not
 * clear any more what is a literal, as after an unclosed quote, the rest is `…`. Undefined where it is no statement.
 * Linear; the same again for its own result.
 */
export function shapeOf(sql: string): string | undefined {
  const tokens = [...tokensOf(sql)];
  const first = tokens.find((token) => token.kind !== 'sign' || token.text !== '(');
  if (first?.kind !== 'word' || !VERBS.has(first.text.toLowerCase())) return undefined;
  const parts: string[] = [];
  const verb = first.text.toLowerCase();
  for (const [at, token] of tokens.entries()) {
    put(parts, isArgument(verb, tokens, at) ? VALUE : partOf(token, tokens, at));
    if (endsShape(verb, token)) {
      if (at + 1 < tokens.length) put(parts, REST);
      break;
    }
  }
  return written(parts);
}

/** Behind these stand passwords, settings and rows without quotes. */
function endsShape(verb: string, token: SqlToken): boolean {
  if (isWordOf(token, LAST)) return true;
  return verb === 'set' && (isSign(token, '=') || isSign(token, ':=') || isWordOf(token, TO));
}

/** A word that a procedure is called with. */
function isArgument(verb: string, tokens: readonly SqlToken[], at: number): boolean {
  if (at < 2 || (verb !== 'exec' && verb !== 'execute') || tokens[at]?.kind !== 'word') return false;
  return !isSign(tokens[at - 1], '.') && !isSign(tokens[at + 1], '.');
}

function partOf(token: SqlToken, tokens: readonly SqlToken[], at: number): string {
  const before = tokens[at - 1];
  const after = tokens[at + 1];
  switch (token.kind) {
    case 'sign':
      return token.text;
    case 'word':
      return isValue(token.text, before, after) ? VALUE : token.text;
    case 'quoted':
      return isSign(before, '.') || isSign(after, '.') || isNameBehind(tokens, at) ? token.text : VALUE;
    case 'literal':
      return VALUE;
    case 'unclear':
      return REST;
  }
}

function isValue(word: string, before: SqlToken | undefined, after: SqlToken | undefined): boolean {
  const lower = word.toLowerCase();
  if (TRUTHS.has(lower)) return true;
  // Names that are numbered are one, not one for each.
  if (/\d{4}/.test(word)) return true;
  if (!isWordOf(before, COMPARISONS) && !isSignOf(before, COMPARISONS)) return false;
  return !NO_VALUES.has(lower) && !isSign(after, '.') && !isSign(after, '(');
}

/** `from "users"`; not in `trim(both "x" from "y")` and `is distinct from "x"`. */
function isNameBehind(tokens: readonly SqlToken[], at: number): boolean {
  if (!isWordOf(tokens[at - 1], BEFORE_NAMES)) return false;
  if (!isWordOf(tokens[at - 1], FROM)) return true;
  if (isWordOf(tokens[at - 2], DISTINCT)) return false;
  let open = 0;
  for (let back = at - 2; back >= 0; back--) {
    if (at - back > MOST_BACK) return false;
    if (isSign(tokens[back], ')')) open++;
    else if (isSign(tokens[back], '(') && --open < 0) return !isWordOf(tokens[back - 1], WITH_FROM);
  }
  return true;
}

/** So many pieces are looked back over. */
const MOST_BACK = 64;
const FROM: ReadonlySet<string> = new Set(['from']);
const DISTINCT: ReadonlySet<string> = new Set(['distinct']);
/** Functions that take a value behind `from`. */
const WITH_FROM: ReadonlySet<string> = new Set(['trim', 'extract', 'substring', 'overlay', 'position']);

function isSign(token: SqlToken | undefined, text: string): boolean {
  return token?.kind === 'sign' && token.text === text;
}

function isSignOf(token: SqlToken | undefined, texts: ReadonlySet<string>): boolean {
  return token?.kind === 'sign' && texts.has(token.text);
}

function isWordOf(token: SqlToken | undefined, words: ReadonlySet<string>): boolean {
  return token?.kind === 'word' && words.has(token.text.toLowerCase());
}

/** Appends a part; of values in a row, and of rows of them, only the first stays. */
function put(parts: string[], part: string): void {
  parts.push(part);
  if (endsWith(parts, [VALUE, VALUE])) parts.length -= 1;
  else if (endsWith(parts, [VALUE, ',', VALUE])) parts.length -= 2;
  else if (endsWith(parts, ['(', VALUE, ')', ',', '(', VALUE, ')'])) parts.length -= 4;
}

function endsWith(parts: readonly string[], end: readonly string[]): boolean {
  const from = parts.length - end.length;
  return from >= 0 && end.every((part, at) => parts[from + at] === part);
}

/** Signs stand close to what they belong to. */
function written(parts: readonly string[]): string {
  let text = '';
  for (const [at, part] of parts.entries()) {
    const before = parts[at - 1];
    if (before !== undefined && !isClose(before, part)) text += ' ';
    text += part;
  }
  return text;
}

/** What is close to what comes after it, and to what comes before it. */
const OPENING: ReadonlySet<string> = new Set(['(', '[', '{', '.', '::']);
const CLOSING: ReadonlySet<string> = new Set([')', ']', '}', '.', '::', ',', ';']);

function isClose(before: string, part: string): boolean {
  if (OPENING.has(before)) return true;
  // Two of these in a row are one character of a name to some.
  if (before === ']' && part === ']') return false;
  // A function is close to its arguments.
  return part === '(' || part === '[' ? NAME.test(before) && !KEYWORD.test(before) : CLOSING.has(part);
}

const NAME = /[A-Za-z0-9_$"`]$/;
const KEYWORD =
  /^(?:in|values|and|or|not|as|on|where|from|select|using|exists|over|any|all|some|into|when|then|else|by|join|lateral|set|union|except|intersect|if|check|key|references|returning|with|having)$/i;
