import { classifyName } from './name.js';
import { lengthOf } from './match-at.js';

/** What ends it; where a value would go on, it is none. */
const ENDS = new RegExp(
  String.raw`(?=$|[\s"'\x60]|[)\]}>,;&|.!?]{1,8}(?:[\s"'\x60]|$)|[,;&|][\w.-]{1,64}=)`,
  'y',
);

/** Holes of templates and of files of settings. */
const HOLE =
  /\$\{\{\s?[\w.'"[\]-]{1,80}\s?\}\}|\{\{-?\s?[\w.'"$|[\] -]{1,80}\s?-?\}\}|\$\{(?:env|ssm|vault|secrets?|param|file|cf|self)[:.][\w./#~-]{1,80}\}|\$\{[A-Z_][A-Z0-9_]{0,63}:?\?[^{}]{0,80}\}|<%=?\s?[\w.'"[\]-]{1,80}\s?%>|\$\((?!echo|printf)[\w ./_-]{1,80}\)|[#%@]\{[\w.'"[\]]{1,80}\}|!(?:Ref|Sub|GetAtt|ImportValue|secret|env_var)\s[\w.$!{}-]{1,80}|!vault(?: \|)?/y;

/** A member of something, with what ends it. */
const MEMBER =
  /(?:await\s)?([A-Za-z_$][\w$]{0,63})(?:(?:\??\.|->|::)([A-Za-z_$][\w$]{0,63})|\[["':]?([\w.$:-]{1,64})["']?\]){1,6}(?:\((?:["'][A-Z][A-Z0-9_]{2,63}["'])?\))?/y;
/** What programs keep settings and requests in. */
const HOLDERS: ReadonlySet<string> = new Set(
  (
    'process import env os System Deno Bun config conf cfg settings options opts args argv params props this self secrets ' +
    'vars var local data module req request res response body ctx context event user account form input payload state ' +
    'values fields row record session auth dto model entity client'
  ).split(' '),
);

/** A call of nothing, of variables or of some number of bytes: it makes, reads or turns a secret. */
const CALL =
  /(?:await\s|new\s){0,2}(?:[A-Za-z_$][\w$]{0,31}(?:\.|::|->)){0,4}(?:[A-Za-z_]\w{2,31}\((?:[A-Za-z_$](?:[\w$.,[\] =]|->){0,80}|\d{1,5}|""|''|[A-Za-z_]\w{2,31}\([\w$., ]{0,40}\))?\)(?:\.(?:toString|digest|hex|decode)\((?:["'](?:hex|base64|base64url|utf-?8)["'])?\))?|(?:get|generate|create|make|random|hash|sign|encode|decode)[A-Za-z]{0,32}\([^"'`()]{0,80}\))/iy;
/** One that reads something by its name. */
const READ =
  /(?:[A-Za-z_$][\w$]{0,31}\??\.){0,4}(?:get\w{0,24}|env|config|credentials|secrets?|require\w{0,16}|param\w{0,8}|headers?|lookup|fetch|read\w{0,16}|file|input|resolve|retrieve|load|cookies?|prompt|ask|question|getpass|readline)\(\s?["'`][A-Za-z_./: ?>-]{1,64}["'`](?:, ?["'`][A-Za-z_./:-]{1,64}["'`])?\s?\)/iy;

/** `$NAME`, `%NAME%`. */
const VARIABLE = /(?:\$(?:env:)?([A-Za-z_]\w{0,63})|%([A-Za-z_]\w{0,63})%)/iy;

/** `(user, password)`. */
const TUPLE = /\([a-z_][\w.]{0,40}, ?[a-z_]*(?:password|passwd|pwd|pass|secret|token|key)\)/iy;
/** Where a program stopped: `verify (/app/password.js:41:18)`. */
const PLACE = /\((?:[\w.@/\\-]|:(?=[/\\])){1,200}(?::\d{1,7}){1,2}\)/y;
/** In a store of secrets. */
const STORED =
  /(?:vault|op|ssm|awssm|aws-sm|secretsmanager|gcpsm|gcp-sm|keyvault|azkv|ref\+\w{1,16}):(?:\/\/)?[\w.-]{1,64}(?:\/[\w.-]{1,64}){1,6}(?:#[\w.-]{1,64})?/iy;
/** What something is compared with: `if (password === hash)`. */
const COMPARED = /(?<===\s)[A-Za-z_$][\w$]{0,63}(?=\)|\s(?:&&|\|\|))/y;
/** In an expression: `header && header.slice(7)`; right behind an equals sign it is the value of a variable of a shell. */
const OPERAND = /[A-Za-z_$][\w$]{0,63}(?=\s(?:&&|\|\||\?\??)\s)/y;

/** True for a string of nothing but such a hole, or a variable. */
export function isHole(value: string): boolean {
  return (lengthOf(HOLE, value, 0) || variableLength(value, 0)) === value.length;
}

/** True where what stands at `start`, without quotes, is what a secret is read from, not the secret. */
export function isReference(text: string, start: number): boolean {
  const length =
    lengthOf(HOLE, text, start) ||
    lengthOf(CALL, text, start) ||
    lengthOf(READ, text, start) ||
    memberLength(text, start) ||
    variableLength(text, start) ||
    lengthOf(TUPLE, text, start) ||
    lengthOf(PLACE, text, start) ||
    lengthOf(STORED, text, start) ||
    lengthOf(COMPARED, text, start) ||
    (text[start - 1] === '=' ? 0 : lengthOf(OPERAND, text, start));
  return length > 0 && at(ENDS, text, start + length) !== null;
}

function at(pattern: RegExp, text: string, start: number): RegExpExecArray | null {
  pattern.lastIndex = start;
  return pattern.exec(text);
}

/** `process.env.DB_PASSWORD`, `req.body.password`. */
function memberLength(text: string, start: number): number {
  const match = at(MEMBER, text, start);
  if (match === null) return 0;
  const [whole, holder = '', name, key] = match;
  return HOLDERS.has(holder) || [holder, key ?? name ?? ''].some((one) => classifyName(one) !== undefined)
    ? whole.length
    : 0;
}

/** `$API_KEY`, `%API_KEY%`: what is no name of a secret may be one that begins with the sign. */
function variableLength(text: string, start: number): number {
  const match = at(VARIABLE, text, start);
  if (match === null) return 0;
  const [whole, shell, windows] = match;
  const name = shell ?? windows ?? '';
  return classifyName(name) !== undefined || /^[A-Z]+(?:_[A-Z]+)+$/.test(name) ? whole.length : 0;
}
