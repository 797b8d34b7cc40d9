/**
 * What a detector's findings show in a text, for an engine that reads it byte by byte: without these signs the detector
 * finds nothing. Of a text with a sign the detector decides. Closer than `triggers`, which every text with a path or
 * a sentence would have.
 */
import { cloudKey } from '../detectors/cloud-key/index.js';
import type { Detector } from '../detectors/detector.js';
import { highEntropy } from '../detectors/high-entropy/index.js';
import { PHONE_HINTS } from '../detectors/phone/words.js';
import { privateKey } from '../detectors/private-key/index.js';
import { METHODS } from '../detectors/request-path/index.js';
import { COMMAND_SIGNS } from '../detectors/secret-assignment/command.js';
import { RARE_BEYOND_ASCII } from '../detectors/secret-assignment/foreign.js';
import { LOGIN_SIGNS } from '../detectors/secret-assignment/login.js';
import { NAME_HINTS } from '../detectors/secret-assignment/name.js';
import { OPENED_SIGNS } from '../detectors/secret-assignment/opened.js';
import { PIPED_TRIGGERS } from '../detectors/secret-assignment/piped.js';
import { SEGMENT_SIGNS } from '../detectors/us-ssn/labeled.js';
import { vendorToken } from '../detectors/vendor-token/index.js';
import { beginningsOf } from '../own-detectors/beginnings.js';
import type { Definitions, DetectorDefinition } from '../policy/policy.js';

/** A text with a finding has one of these. */
export interface Signs {
  /** Single characters of ASCII that are not of what words are made of. */
  readonly characters?: readonly string[];
  /**
   * Words of letters, digits, `.-_=:` and brackets, in whatever case; `0` for any digit, a bracket for any bracket, what
   * is none of these for any other.
   */
  readonly words?: readonly string[];
  /** Such words, and a slash somewhere. */
  readonly wordsWithSlash?: readonly string[];
  /** Four digits in a row, with digits and separators after them or a separator before them. */
  readonly digits?: true;
  /** Such words, and right behind them seven digits in groups. Only beside `numbers`. */
  readonly wordsBefore?: readonly string[];
  /**
   * Nine digits in groups, eight with points, seven behind a plus sign; two letters, two digits and what else an IBAN
   * or a British national insurance number has.
   */
  readonly numbers?: true;
  /** Two digits, a letter, two digits and a letter. */
  readonly fiscal?: true;
  /** Two colons. */
  readonly colons?: true;
  /** One of these characters beyond ASCII. */
  readonly beyondAscii?: string;
  /** Nothing that could be told so: whatever text there is. */
  readonly anything?: true;
}

/** So few letters already are rare, and the words of all detectors have to fit into one table. */
const LONGEST_SIGN = 8;

/** Digits with the same between all of them. */
const ONE_BY_ONE = ['0 0 0 0', '0-0-0-0', '0.0.0.0', '0_0_0_0'];

/** Of numbers that words or segments tell. */
const TAXPAYER: Signs = {
  digits: true,
  numbers: true,
  wordsBefore: ['tin', 'tax'],
  characters: ['^'],
  words: [
    ...['ssn', 'social', 'soc_s', 'soc s', 'soc. s', 'soc-s', 'socs', 'taxpayer', 'ss_n', 'ss-n', 's.s.n'],
    ...['tin ', '0000_0000', ...ONE_BY_ONE, ...SEGMENT_SIGNS],
  ],
};

const SIGNS: Readonly<Record<string, Signs>> = {
  email: { characters: ['@'], words: ['(at)', '( at )', '_dot_', ' dot '] },
  'payment-card': { digits: true, words: [...ONE_BY_ONE, '0000_0000'] },
  'us-itin': TAXPAYER,
  iban: { numbers: true, words: ONE_BY_ONE },
  phone: { numbers: true, wordsBefore: PHONE_HINTS },
  // Not in the bundle that most policies have: dashes and dots are in many texts.
  'mac-address': { colons: true, characters: ['-'], words: ['.', 'mac', 'bssid', 'ether', 'hwaddr'] },
  'uk-nhs': { numbers: true, wordsBefore: ['nhs', 'patient'] },
  'uk-nino': { numbers: true, wordsBefore: ['nino', 'insurance'] },
  'de-tax-id': { numbers: true, wordsBefore: ['steuer', 'identifikation', 'idnr', 'tax'] },
  'fr-nir': {
    numbers: true,
    wordsBefore: ['nir', 'nss', 'insee', 'curit', 'secu', 's cu', 'vitale', 'social'],
  },
  'es-dni': { numbers: true, wordsBefore: ['dni', 'nie', 'nif', 'identidad', 'documento'] },
  'it-codice-fiscale': { fiscal: true, words: ['fiscale'] },
  'nl-bsn': { numbers: true, wordsBefore: ['bsn', 'burgerservice', 'sofi'] },
  'br-cpf': { numbers: true, wordsBefore: ['cpf'] },
  'in-aadhaar': { numbers: true, wordsBefore: ['aadha', 'adhaa', 'uidai'] },
  'ca-sin': { numbers: true, wordsBefore: ['sin', 'nas', 'insurance', 'assurance', 'social'] },
  'us-ssn': TAXPAYER,
  ipv4: { words: dotted() },
  ipv6: { colons: true },
  'private-key': { words: triggersOf(privateKey) },
  'cloud-key': { words: triggersOf(cloudKey) },
  'vendor-token': { words: triggersOf(vendorToken) },
  jwt: { words: ['eyJ'] },
  bearer: { words: ['bearer'] },
  basic: { words: ['basic'] },
  digest: { words: ['digest'] },
  'url-credentials': { characters: ['@'] },
  'secret-assignment': {
    words: [...NAME_HINTS, ...COMMAND_SIGNS, ...LOGIN_SIGNS, ...PIPED_TRIGGERS, ...OPENED_SIGNS],
    beyondAscii: RARE_BEYOND_ASCII,
  },
  'high-entropy': { words: triggersOf(highEntropy) },
  'request-path': { wordsWithSlash: METHODS },
};

/**
 * The signs of the detectors of these ids, of which `define` has those of the policy's own; undefined where nobody has
 * said those of one of them.
 */
export function signsOf(ids: readonly string[], define: Definitions = {}): Signs[] | undefined {
  const own = ids.filter((id) => Object.hasOwn(define, id));
  const signs = ids.filter((id) => !own.includes(id)).map((id) => SIGNS[id]);
  const known = signs.filter((one) => one !== undefined);
  if (known.length < signs.length) return undefined;
  return own.length === 0 ? known : [...known, ownSigns(own.flatMap((id) => define[id] ?? []))];
}

/** Most words of detectors of a policy's own: the table has to hold those of all others too. */
const MOST_OWN = 64;
const SHORTEST_OWN = 3;

function ownSigns(definitions: readonly DetectorDefinition[]): Signs {
  const beginnings = definitions.flatMap(beginningsOf).map((word) => word.slice(0, LONGEST_SIGN));
  const words = [...new Set(beginnings)];
  const areSigns = words.length <= MOST_OWN && words.every((word) => word.length >= SHORTEST_OWN);
  return areSigns ? { words } : { anything: true };
}

/** The first triggers as words, or how they begin; how they end where that is but digits. */
function triggersOf({ triggers: [first] }: Detector): string[] {
  return first.map((trigger) => {
    const word = trigger.replaceAll('\\d', '0');
    return word.startsWith('00') ? word.slice(-LONGEST_SIGN) : word.slice(0, LONGEST_SIGN);
  });
}

/** The second and third parts of an address, and a digit at each end. */
function dotted(): string[] {
  const parts = ['0', '00', '000'];
  return parts.flatMap((second) => parts.map((third) => `0.${second}.${third}.0`));
}
