import { LIKELY } from '../confidence.js';
import type { Finding } from '../detector.js';
import type { Trigger } from '../triggers.js';
import { isHost } from './host.js';

/** Of these, or an at sign, every text with such an address holds one. */
export const SPELLED_TRIGGERS: readonly Trigger[] = [
  ...['[at]', '(at)', '{at}', '<at>', '[ at ]', '( at )', '{ at }', '< at >'],
  ...['\\sdot\\s', '_dot_'],
];

/** A space, which in a form is a plus sign. */
const SPACE = String.raw`[ \t+\u00a0]`;
const LABEL = String.raw`[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?`;
const bracketed = (word: string) => String.raw`${SPACE}?[[({<] ?${word} ?[\])}>]${SPACE}?`;

/** How the at sign is written, with the ways in which the dots may be then, and whether words of a sentence look the same. */
const WAYS = [
  { at: bracketed('at'), dot: String.raw`${bracketed('dot')}|${SPACE}dot${SPACE}|\.`, isSentence: false },
  { at: '_at_', dot: '_dot_', isSentence: false },
  { at: `${SPACE}at${SPACE}`, dot: `${SPACE}dot${SPACE}`, isSentence: true },
  { at: `${SPACE}@${SPACE}`, dot: String.raw`${SPACE}\.${SPACE}|\.`, isSentence: true },
].map(({ at, dot, isSentence }) => ({
  at: new RegExp(`^${at}$`, 'i'),
  dots: new RegExp(dot, 'giu'),
  domain: new RegExp(String.raw`${LABEL}(?:(?:${dot})${LABEL}){1,6}(?![\p{L}\p{N}])`, 'iuy'),
  isSentence,
}));

/** Spares most texts the search. */
const MAY_HOLD = new RegExp(
  String.raw`[[({<] ?at ?[\])}>]|[_ \t+\u00a0]dot[_ \t+\u00a0]|${SPACE}@${SPACE}`,
  'i',
);
const AT = new RegExp(String.raw`${bracketed('at')}|_at_|${SPACE}(?:at|@)${SPACE}`, 'gi');
const LOCAL =
  /(?:(?<![\p{L}\p{N}])[\p{L}\p{N}_-]{1,24} dot ){0,3}[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_!#$%*^~.'+-]{0,63})$/u;
const LOCAL_REACH = 64;

/** Behind words of a sentence only what is a top-level label almost always. */
const COMMON =
  /[^\p{L}](?:[a-z]{2}|com|org|net|edu|gov|info|biz|name|pro|app|dev|xyz|online|site|shop|store|tech|cloud|space|live|email|mail|club|agency|digital|group|team|studio|example)$/iu;
/** What is said of a place, not somebody at it. */
const VERBS =
  /^(?:works?|working|look(?:s|ing|ed)?|hosted|host|available|found|find|reach(?:ed)?|visit|is|are|was|be|us|me|it|located|lives?|running|served|listening|site|website|page|docs|see|start(?:s|ed)?|once|only|or|and|not)$/i;

/** Addresses whose signs are spelled out: `ada [at] example [dot] com`, `ada at example dot com`. */
export function findSpelled(text: string): Finding[] {
  const findings: Finding[] = [];
  if (!MAY_HOLD.test(text)) return findings;
  AT.lastIndex = 0;
  for (let match = AT.exec(text); match !== null; match = AT.exec(text)) {
    const from = AT.lastIndex;
    const way = WAYS.find(({ at }) => at.test(match[0]));
    if (way === undefined) continue;
    const local = LOCAL.exec(text.slice(Math.max(0, match.index - LOCAL_REACH), match.index))?.[0] ?? '';
    way.domain.lastIndex = from;
    const domain = way.domain.exec(text)?.[0];
    if (local === '' || domain === undefined) continue;
    if (!isHost(domain.replace(way.dots, '.'))) continue;
    if (way.isSentence && (VERBS.test(local) || !COMMON.test(domain))) continue;
    const end = from + domain.length;
    findings.push({ detector: 'email', start: match.index - local.length, end, confidence: LIKELY });
    AT.lastIndex = end;
  }
  return findings;
}
