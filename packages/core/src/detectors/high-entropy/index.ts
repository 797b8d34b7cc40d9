import { isAlphanumeric, isLetter } from '../characters.js';
import { LIKELY } from '../confidence.js';
import type { Detector, Finding } from '../detector.js';
import { mergeOverlaps } from '../overlap.js';
import { isRandom } from '../random-text.js';
import { COUNTER_EXAMPLES, EXAMPLES } from './examples.js';

/** Random characters right after a word that tells of a secret. */
export const highEntropy: Detector = {
  id: 'high-entropy',
  description:
    'Twenty and more random letters and digits right after a word that tells of a secret (key, token, secret, credential, signature, auth, license and kin), or after code= beside words of OAuth; not UUIDs, paths, nor what follows the name of a hash, an id or a cache key.',
  source: 'NIST SP 800-63B, "Look-Up Secrets" (entropy); RFC 6749 section 4.1.2 (code)',
  placeholder: '[secret]',
  confidence: [LIKELY],
  triggers: [
    ['key', 'token', 'secret', 'cred', 'auth', 'signature', 'licen', 'hmac', 'pass', 'pwd', 'seed', 'code='],
  ],
  find,
  examples: EXAMPLES,
  counterExamples: COUNTER_EXAMPLES,
};

const TELLING =
  /keys?|tokens?|secrets?|credentials?|creds|auth(?:orization|entication)?|signature|licen[cs]e|hmac|pass(?:w(?:or)?d|phrase|code)|pwd|seed/gi;
/** What may stand between the word and the secret. */
const GAP =
  /(?:[ \t]{1,2}(?:is|was|value|string|used|provided|supplied|header|code)){0,2}["'`\\\])]{0,3}[ \t]{0,2}(?:=>|->|[=:,(]){0,2}[ \t\r\n]{0,2}["'`\\([{<]{0,3}/iy;
const RUN = /[A-Za-z0-9+/_-]{20,}={0,2}/y;

function find(text: string): readonly Finding[] {
  const findings = findCodes(text);
  TELLING.lastIndex = 0;
  for (let match = TELLING.exec(text); match !== null; match = TELLING.exec(text)) {
    const start = gapEnd(text, TELLING.lastIndex);
    if (start === TELLING.lastIndex || !isWholeWord(text, match.index)) continue;
    const run = runAt(text, start);
    if (
      run === undefined ||
      !isSecret(text.slice(Math.max(0, match.index - REACH), match.index), match[0], run)
    )
      continue;
    findings.push({ detector: 'high-entropy', start, end: start + run.length, confidence: LIKELY });
    TELLING.lastIndex = start + run.length;
  }
  return mergeOverlaps(findings);
}

/** The word stands alone, or begins within a name: `apiKey`, `api_key`, `API-KEY`; not in "monkey". */
function isWholeWord(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  return (
    !isLetter(before) ||
    (isUpper(text.charCodeAt(at)) && !isUpper(before)) ||
    OPEN.test(text.slice(Math.max(0, at - REACH), at))
  );
}

/** Names in one piece. */
const OPEN =
  /(?:api|access|private|secret|client|signing|encryption|license|master|account|service|app|id|refresh|session|my)$/i;

function isUpper(code: number): boolean {
  return code >= 65 && code <= 90;
}

function gapEnd(text: string, from: number): number {
  if (isAlphanumeric(text.charCodeAt(from)) || text[from] === '_' || text[from] === '-') return from;
  GAP.lastIndex = from;
  return from + (GAP.exec(text)?.[0].length ?? 0);
}

function runAt(text: string, start: number): string | undefined {
  RUN.lastIndex = start;
  const run = RUN.exec(text)?.[0];
  // The name of a file.
  return run === undefined || /^\.[a-z]{2,4}\b/i.test(text.slice(start + run.length, start + run.length + 6))
    ? undefined
    : run;
}

/** How far back the words in front of the telling one are looked at. */
const REACH = 24;
/** What decides whether a run is random: a run is not read twice without bound. */
const LOOK = 128;

function isSecret(before: string, word: string, run: string): boolean {
  const look = run.slice(0, LOOK);
  if (!isRandom(look) || PATH.test(look)) return false;
  if (!/^key/i.test(word)) return true;
  // By a key things are locked or found: a hash is for finding where nothing else is said.
  return LOCKING.test(before) || !(FINDING.test(before) || HEX.test(look));
}

const PATH = /^\/?[a-z]{3,}\//;
const HEX = /^[\da-f]+$/i;
const LOCKING =
  /(?:api|access|private|secret|signing|encryption|decryption|licen[cs]e|master|auth|account|shared|service|app|session|hmac|ssh|vault|admin|root|data|activation|product)[ _.-]?$/i;
const FINDING =
  /(?:cache (?:restored from|saved with|hit for|miss for|not found for(?: input)?)|cache|partition|primary|foreign|object|idempotency|sort|index|dedup(?:lication)?|lookup|routing|message|row|record|hash|map|redis|s3|bucket|group|shard|range|document|entity|item|public|pub|host|unique|composite|lock|job|query|state|storage)[ _.-]?$/i;

const CODE = /(?<![A-Za-z0-9_-])code=(?=[\w.~%/-]{16})/gi;
const CODE_VALUE = /[\w.~%/-]+/y;
const OAUTH = /oauth|state=|redirect_uri|grant_type|code_verifier|client_id|callback|authorize|openid/i;
/** How far from a code a word of OAuth may stand. */
const NEAR = 160;

/** Authorization codes: `?code=…&state=…`. */
function findCodes(text: string): Finding[] {
  const findings: Finding[] = [];
  CODE.lastIndex = 0;
  for (let match = CODE.exec(text); match !== null; match = CODE.exec(text)) {
    const start = CODE.lastIndex;
    CODE_VALUE.lastIndex = start;
    const end = start + (CODE_VALUE.exec(text)?.[0].length ?? 0);
    CODE.lastIndex = end;
    const around = text.slice(Math.max(0, match.index - NEAR), match.index) + text.slice(end, end + NEAR);
    if (isRandom(text.slice(start, Math.min(end, start + LOOK))) && OAUTH.test(around))
      findings.push({ detector: 'high-entropy', start, end, confidence: LIKELY });
  }
  return findings;
}
