import { isLetter } from './characters.js';
import { LIKELY } from './confidence.js';
import type { Finding } from './detector.js';

/** How the credential after the name of an HTTP authentication scheme is recognized. */
export interface AuthScheme {
  readonly detector: string;
  /** The name. Flags `gi`. */
  readonly name: RegExp;
  /** The credential; sticky. */
  readonly credential: RegExp;
  /** Whether it is one, not the next word of a sentence. */
  readonly isCredential: (candidate: string, name: string) => boolean;
}

/**
 * Finds what follows the name of an authentication scheme: `Bearer <this>`, also after a colon, an equals sign or
 * in quotes. The name itself stays.
 */
export function findCredentials(text: string, scheme: AuthScheme): readonly Finding[] {
  const findings: Finding[] = [];
  const { name, credential } = scheme;
  name.lastIndex = 0;
  for (let match = name.exec(text); match !== null; match = name.exec(text)) {
    if (isLetter(text.charCodeAt(match.index - 1))) continue;
    const start = credentialStart(text, name.lastIndex);
    credential.lastIndex = start;
    const candidate = start === name.lastIndex ? undefined : credential.exec(text)?.[0];
    if (candidate === undefined || !scheme.isCredential(candidate, match[0])) continue;
    findings.push({ detector: scheme.detector, start, end: start + candidate.length, confidence: LIKELY });
    name.lastIndex = start + candidate.length;
  }
  return findings;
}

const WIDEST_GAP = 8;
const GAP = new Set(Array.from(' \t\r\n\u00a0:="\'`+\\', (char) => char.charCodeAt(0)));

function credentialStart(text: string, from: number): number {
  let at = from;
  while (at - from < WIDEST_GAP && GAP.has(text.charCodeAt(at))) at++;
  return at;
}
