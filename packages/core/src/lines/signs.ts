/**
 * What a detector's findings show in a text, for an engine that reads it byte by byte: without these signs the detector
 * finds nothing. Of a text with a sign the detector decides. Closer than `triggers`, which every text with a path or
 * a sentence would have.
 */
import type { Detector } from '../detectors/detector.js';
import { DETECTORS } from '../detectors/registry.js';
import { METHODS } from '../detectors/request-path/index.js';
import { NAME_HINTS } from '../detectors/secret-assignment/name.js';
import { FOUR_DIGITS } from '../detectors/triggers.js';

/** A text with a finding has one of these. */
export interface Signs {
  /** Single characters of ASCII that are neither letters, digits nor dots. */
  readonly characters?: readonly string[];
  /** Words of letters, digits and dots, in whatever case; `0` for any digit. */
  readonly words?: readonly string[];
  /** Such words, and a slash somewhere. */
  readonly wordsWithSlash?: readonly string[];
  /** Two colons. */
  readonly colons?: true;
  /** Anything beyond ASCII. */
  readonly beyondAscii?: true;
}

const SIGNS: Readonly<Record<string, Signs>> = {
  email: { characters: ['@'] },
  'payment-card': { words: [FOUR_DIGITS] },
  'us-ssn': { words: [FOUR_DIGITS] },
  // The second and third parts, and a digit at each end.
  ipv4: { words: ['0.0.0', '0.00.0', '0.000.0'] },
  ipv6: { colons: true },
  jwt: { words: ['eyJ'] },
  bearer: { words: ['bearer'] },
  basic: { words: ['basic'] },
  'url-credentials': { characters: ['@'] },
  'secret-assignment': { words: NAME_HINTS },
  'request-path': { wordsWithSlash: METHODS },
};

/** The signs of the detectors of these ids. */
export function signsOf(ids: readonly string[]): Signs[] {
  return DETECTORS.filter(({ id }) => ids.includes(id)).map(
    (detector) => SIGNS[detector.id] ?? byTriggers(detector),
  );
}

/** Of a detector that nobody looked at more closely. */
function byTriggers({ triggers }: Detector): Signs {
  const isWord = (trigger: string) => /^[A-Za-z0-9.]+$/.test(trigger);
  const others = triggers.filter((trigger) => !isWord(trigger));
  const isBeyond = others.some((trigger) => /[^\x00-\x7f]/.test(trigger));
  return {
    words: triggers.filter(isWord).map((word) => word.replace(/\d/g, '0')),
    // The first character of a longer one comes with all of it.
    characters: others.map((trigger) => trigger.charAt(0)).filter((first) => first < '\x80'),
    ...(isBeyond ? { beyondAscii: true } : {}),
  };
}
