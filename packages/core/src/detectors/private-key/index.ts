import { CERTAIN } from '../confidence.js';
import type { Detector, Finding } from '../detector.js';
import { COUNTER_EXAMPLES, EXAMPLES } from './examples.js';

/** Private keys as text: PEM, OpenSSH, PGP, PuTTY, age, and PEM in base64. */
export const privateKey: Detector = {
  id: 'private-key',
  description:
    'Private keys in PEM (PKCS#1, PKCS#8, SEC 1, encrypted or not), OpenSSH, SSH2, PGP and PuTTY form, PEM in base64, and age identities; one without an end reaches to the end of the text. Public keys and certificates stay.',
  source:
    'RFC 7468 (PEM, PKCS#8), RFC 1421 (encapsulation), RFC 9580 section 6.2 (PGP), RFC 4716 (SSH2), OpenSSH PROTOCOL.key, PuTTY manual appendix C, age specification',
  placeholder: '[private-key]',
  confidence: [CERTAIN],
  triggers: [['-begin', '- begin', 'ls0tls1crudjti', 'age-secret-key-', 'putty-user-key-file']],
  find,
  examples: EXAMPLES,
  counterExamples: COUNTER_EXAMPLES,
};

const START = new RegExp(
  [
    // Between the words of a header form encoding has plus signs. Names are short: RSA, ENCRYPTED, PGP.
    String.raw`-{4,5}[ +]?BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?[ +]?-{4,5}`,
    String.raw`-{5}BEGIN\+(?:[A-Z0-9]{1,12}\+){0,3}PRIVATE\+KEY(?:\+BLOCK)?-{5}`,
    'LS0tLS1CRUdJTi[A-Za-z0-9+/]{12,40}',
    'AGE-SECRET-KEY-(?:PQ-)?1[A-Z0-9]{20,}',
    String.raw`PuTTY-User-Key-File-\d`,
  ].join('|'),
  'g',
);

function find(text: string): readonly Finding[] {
  const findings: Finding[] = [];
  START.lastIndex = 0;
  for (let match = START.exec(text); match !== null; match = START.exec(text)) {
    const end = keyEnd(text, match[0], START.lastIndex);
    if (end === undefined) continue;
    findings.push({ detector: 'private-key', start: match.index, end, confidence: CERTAIN });
    START.lastIndex = end;
  }
  return findings;
}

/** Where the key ends that begins with `head`, which ends at `from`; undefined where it is none. */
function keyEnd(text: string, head: string, from: number): number | undefined {
  switch (head.charAt(0)) {
    case 'A':
      return from;
    case 'P':
      return puttyEnd(text, from);
    case 'L':
      return PRIVATE_IN_BASE64.some((part) => head.includes(part)) ? base64End(text, from) : undefined;
    default:
      return isProse(text, from) ? undefined : pemEnd(text, from);
  }
}

/** "PRIVATE" without its edges, at each of the three places that it can have in base64. */
const PRIVATE_IN_BASE64 = ['UFJJVkFU', 'BSSVZBVE', 'QUklWQVRF'] as const;

/** A sentence about a header goes on after it, with a quote or a space and a word. */
function isProse(text: string, from: number): boolean {
  PROSE.lastIndex = from;
  return PROSE.test(text);
}

const PROSE = /(?:["'`)\]]{1,2}[.,;:]?|[.,;:])?\s[a-z]{1,15}(?=[\s.,;:!?]|$)|["'`)\]]{1,2}[.,;:!?]?$/y;

/** After the dashes of the footer; a footer that is cut off or missing leaves the end of the text. */
function pemEnd(text: string, from: number): number {
  FOOTER.lastIndex = from;
  return FOOTER.exec(text) === null ? text.length : FOOTER.lastIndex;
}

const FOOTER = /-{4,5}[ +]?END[ +][A-Z0-9 +]{0,64}-{4,5}/g;

function base64End(text: string, from: number): number {
  BASE64.lastIndex = from;
  return from + (BASE64.exec(text)?.[0].length ?? 0);
}

/** Also over lines, as the tool of that name wraps them. */
const BASE64 = /(?:[A-Za-z0-9+/=]|\r?\n(?=[A-Za-z0-9+/=]{60})|\\n(?=[A-Za-z0-9+/=]{60}))*/y;

/** After the code that authenticates the file, its last line. */
function puttyEnd(text: string, from: number): number {
  PUTTY_FOOTER.lastIndex = from;
  return PUTTY_FOOTER.exec(text) === null ? text.length : PUTTY_FOOTER.lastIndex;
}

const PUTTY_FOOTER = /Private-MAC: {0,2}[0-9a-f]*/g;
