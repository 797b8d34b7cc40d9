import { isNoSecret } from './no-secret.js';
import { findPlaces, isSecret } from './inserted.js';
import type { Span } from './quoted.js';

/** A parameter of SQL: all of one kind in a statement. */
const PARAMETER = /\?|\$(\d{1,3})|%s/g;
/** The column that a parameter in front of which this stands is compared with or put into. */
const COLUMN = /([\w-]{1,64})["'`\]]?\s{0,2}=\s{0,2}$/;
const COLUMN_REACH = 72;
/** Where the values of the parameters begin, as programs that log statements write it. */
const LIST = /\b(?:parameters|bindings|params|args|binds|values)["']?\s?[:=]\s{0,4}[[(]\s{0,8}/gi;
const ITEM =
  /\s{0,4}(?:"((?:[^"\\\n]|\\.){0,256})"|'((?:[^'\\\n]|\\.){0,256})'|([^\s,'"[\](){}]{1,64}))\s{0,4}(,|[\])])/dy;
/** The same, each with its number: `{"1":"x"}`, `$1 = 'x'`, and as Hibernate has them. */
const NUMBERED =
  /(?:[{,]\s?"(\d{1,3})":\s?"([^"\n]{1,256})"|\$(\d{1,3}) = '([^'\n]{1,256})'|binding parameter \[(\d{1,3})\] as \[\w{1,24}\] - \[([^\]\n]{1,256})\])/dg;
/** Spares most texts the search for parameters. */
const MAY_HOLD = /(?:[=,(]\s{0,2}["']?(?:\?|%s|\$\d))/;
const HAS_VALUES = /\b(?:parameters?|bindings|params|args|binds|values)\b.{0,4}[:=[]|[{]"1":|\$1 = '/i;

/** The values of parameters that columns of secrets are given: `SET password = $1 … PARAMETERS: ["x"]`. */
export function findBound(text: string): Span[] {
  if (!(text.includes('?') || text.includes('$') || text.includes('%s'))) return [];
  if (!MAY_HOLD.test(text) || !HAS_VALUES.test(text)) return [];
  const wanted = numbersOf(text);
  if (wanted.size === 0) return [];
  return [...numbered(text, wanted), ...listed(text, wanted)].filter((span) => !isNoSecret(text, span));
}

/** The numbers of the parameters that stand for secrets. */
function numbersOf(text: string): ReadonlySet<number> {
  const inserted = new Set(findPlaces(text).map(({ start }) => start));
  const wanted = new Set<number>();
  let place = 0;
  for (const { index, 1: number } of text.matchAll(PARAMETER)) {
    place++;
    const column = COLUMN.exec(text.slice(Math.max(0, index - COLUMN_REACH), index))?.[1];
    if (inserted.has(index) || (column !== undefined && isSecret(column)))
      wanted.add(number === undefined ? place : Number(number));
  }
  return wanted;
}

function numbered(text: string, wanted: ReadonlySet<number>): Span[] {
  return Array.from(text.matchAll(NUMBERED), ({ 1: a, 3: b, 5: c, indices = [] }) => ({
    isWanted: wanted.has(Number(a ?? b ?? c)),
    place: indices[2] ?? indices[4] ?? indices[6] ?? [0, 0],
  }))
    .filter(({ isWanted }) => isWanted)
    .map(({ place: [start, end] }) => ({ start, end }));
}

function listed(text: string, wanted: ReadonlySet<number>): Span[] {
  const values: Span[] = [];
  const lists = LIST;
  lists.lastIndex = 0;
  for (let list = lists.exec(text); list !== null; list = lists.exec(text)) {
    ITEM.lastIndex = lists.lastIndex;
    for (let place = 1, item = ITEM.exec(text); item !== null; place++, item = ITEM.exec(text)) {
      const [start, end] = item.indices?.slice(1, 4).find((group) => group !== undefined) ?? [0, 0];
      if (wanted.has(place)) values.push({ start, end });
      lists.lastIndex = ITEM.lastIndex;
      if (item[4] !== ',') break;
    }
  }
  return values;
}
