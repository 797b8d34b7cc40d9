import { LogsieveError } from '../errors.js';
import { CARRIED_TRIGGERS, findCarried } from './carried.js';
import type { Detector, Finding } from './detector.js';
import { decodeText, ENCODED_TRIGGERS, isEncoded } from './encoded.js';
import { mergeOverlaps } from './overlap.js';
import { createPlaceholderSearch, widen } from './placeholders.js';
import { DETECTORS } from './registry.js';
import { createTriggerSearch, type Traits, type Trigger, type TriggerSearch } from './triggers.js';

/** What scanning a text gave. */
interface Scanned {
  /** The very string that was given, where nothing was found. */
  readonly text: string;
  /** How many spans were replaced. */
  readonly findings: number;
  /** What of it has to be escaped in JSON: nothing, no more than quotes and backslashes, or nobody looked. */
  readonly escapes: 'none' | 'quotes' | 'unknown';
}

/** Text in, text with every finding replaced by its placeholder out. Linear, never throws, idempotent. */
export type Scanner = (text: string) => Scanned;

/** Takes the place of a text in which replacing does not come to an end. */
export const UNSETTLED_PLACEHOLDER = '[redacted]';

/** How many layers of encoding are looked through: `%2540` has two. */
const LAYERS = 3;
/** How often a text is scanned again because what was replaced may have uncovered something. */
export const PASSES = 8;

/** Of all detectors: another scanner may have been at the text before. */
const findPlaceholders = createPlaceholderSearch([
  UNSETTLED_PLACEHOLDER,
  ...DETECTORS.map((detector) => detector.placeholder),
]);

/**
 * Joins the detectors of these ids, as `resolveDetectors` gives them, into one function. Throws `LogsieveError` on
 * an id it does not know.
 *
 * @example
 * createScanner(['email'])('mail to ada@example.com') // { text: 'mail to [email]', findings: 1 }
 */
export function createScanner(ids: readonly string[]): Scanner {
  if (ids.length === 0) return (text) => ({ text, findings: 0, escapes: 'unknown' });
  const scan = createScan(ids);
  return (text) => settle(text, scan);
}

/**
 * Joins detectors like `createScanner`, and gives what one pass finds: spans in order, merged. After they were replaced
 * there may be more to find. Throws `LogsieveError` on an id it does not know; what it gives never throws.
 */
export function createFinder(ids: readonly string[]): (text: string) => readonly Finding[] {
  if (ids.length === 0) return () => NONE;
  const scan = createScan(ids);
  return (text) => findOnce(text, scan.traitsOf(text), scan);
}

/** What is put in place of what the detector of this id finds. Throws `LogsieveError` on an id it does not know. */
export function placeholderOf(id: string): string {
  return detectorOf(id).placeholder;
}

function createScan(ids: readonly string[]): Scan {
  const detectors = ids.map(detectorOf);
  const search = searchFor(ids, detectors);
  const traitOf = (group: readonly Trigger[]) => search.traitOf(group);
  return {
    traitsOf: search.traitsOf,
    leading: detectors.reduce(
      (traits, { triggers: [first] }) => traits | traitOf(first),
      traitOf(ENCODED_TRIGGERS) | traitOf(CARRIED_TRIGGERS),
    ),
    encoded: traitOf(ENCODED_TRIGGERS),
    carried: traitOf(CARRIED_TRIGGERS),
    quoted: traitOf(QUOTED),
    notPrintable: traitOf(NOT_PRINTABLE),
    detectors: detectors.map(({ find, triggers }) => ({
      find,
      traits: triggers.reduce((traits, group) => traits | traitOf(group), 0),
    })),
  };
}

/** What JSON escapes: quotes and backslashes, */
const QUOTED: readonly Trigger[] = ['"', '\\\\'];
/** and some of these. */
const NOT_PRINTABLE: readonly Trigger[] = ['\\c', '\\u'];

/** By ids of detectors. Making one takes as long as reading a policy, and few are ever wanted. */
const searches = new Map<string, TriggerSearch>();
const MOST_SEARCHES = 16;

function searchFor(ids: readonly string[], detectors: readonly Detector[]): TriggerSearch {
  const key = ids.join();
  let search = searches.get(key);
  if (search === undefined) {
    const groups = detectors.flatMap(({ triggers }) => triggers);
    search = createTriggerSearch([ENCODED_TRIGGERS, CARRIED_TRIGGERS, QUOTED, NOT_PRINTABLE, ...groups]);
    if (searches.size < MOST_SEARCHES) searches.set(key, search);
  }
  return search;
}

/** Detectors, and what tells which of them have to read a text. */
interface Scan {
  readonly traitsOf: (text: string) => Traits;
  /** The traits of which every text with anything to find has one. */
  readonly leading: Traits;
  /** The traits of texts that may be encoded, */
  readonly encoded: Traits;
  /** that may have others in them, */
  readonly carried: Traits;
  /** that have quotes or backslashes, */
  readonly quoted: Traits;
  /** and that have other characters which JSON may escape. */
  readonly notPrintable: Traits;
  /** A detector reads the texts with all of its traits. */
  readonly detectors: readonly { readonly find: Detector['find']; readonly traits: Traits }[];
}

/** Scans until nothing is found any more: that is what makes scanning again give the same bytes. */
function settle(source: string, scan: Scan): Scanned {
  let text = source;
  let count = 0;
  for (let pass = 0; pass < PASSES; pass++) {
    const traits = scan.traitsOf(text);
    const merged = findOnce(text, traits, scan);
    if (merged.length === 0) return { text, findings: count, escapes: escapesOf(traits, scan) };
    count += merged.length;
    text = replaceAll(text, merged);
  }
  return { text: UNSETTLED_PLACEHOLDER, findings: count, escapes: 'none' };
}

function findOnce(text: string, traits: Traits, scan: Scan): readonly Finding[] {
  const findings = (traits & scan.leading) === 0 ? NONE : findAll(text, traits, scan);
  return findings.length === 0 ? NONE : mergeOverlaps(findings);
}

const NONE: readonly Finding[] = [];

function escapesOf(traits: Traits, { quoted, notPrintable }: Scan): Scanned['escapes'] {
  if ((traits & notPrintable) !== 0) return 'unknown';
  return (traits & quoted) === 0 ? 'none' : 'quotes';
}

/** Findings in the text as it stands, in what it decodes to and in what it carries, as spans of the text as it stands. */
function findAll(text: string, traits: Traits, scan: Scan): readonly Finding[] {
  const found = findInLayers(text, traits, scan, findIn);
  return found.length === 0 ? found : withoutPlaceholders(text, found);
}

/** What `find` finds in the text and in each layer below it. */
function findInLayers(text: string, textTraits: Traits, scan: Scan, find: typeof findIn): Finding[] {
  let traits = textTraits;
  const found = find(text, traits, scan);
  let view = text;
  let place: Place = (at) => at;
  for (let layer = 0; layer < LAYERS && (traits & scan.encoded) !== 0 && isEncoded(view); layer++) {
    const decoded = decodeText(view);
    const outer = place;
    const inner: Place = (at) => outer(decoded.offsets[at] ?? 0);
    traits = scan.traitsOf(decoded.text);
    for (const finding of find(decoded.text, traits, scan)) found.push(placed(finding, inner));
    view = decoded.text;
    place = inner;
  }
  return found;
}

/** Where a place in a decoded text is in the text as it stands. */
type Place = (at: number) => number;

function placed(finding: Finding, place: Place): Finding {
  return { detector: finding.detector, start: place(finding.start), end: place(finding.end) };
}

/** In a text and in what is carried in it, which is not looked into for more that is carried. */
function findIn(text: string, traits: Traits, scan: Scan): Finding[] {
  const found = findPlainly(text, traits, scan);
  if ((traits & scan.carried) === 0) return found;
  const findInside = (inside: string) => findInLayers(inside, scan.traitsOf(inside), scan, findPlainly);
  for (const finding of findCarried(text, findInside)) found.push(finding);
  return found;
}

function findPlainly(text: string, traits: Traits, { detectors }: Scan): Finding[] {
  const found: Finding[] = [];
  for (let at = 0; at < detectors.length; at++) {
    const detector = detectors[at] as (typeof detectors)[number];
    if ((traits & detector.traits) !== detector.traits) continue;
    for (const finding of detector.find(text)) found.push(finding);
  }
  return found;
}

function withoutPlaceholders(text: string, found: readonly Finding[]): readonly Finding[] {
  const placeholders = findPlaceholders(text);
  if (placeholders.length === 0) return found;
  return found.flatMap((finding) => {
    const span = widen(text, finding, placeholders);
    return span === undefined ? [] : [{ detector: finding.detector, start: span.start, end: span.end }];
  });
}

function replaceAll(text: string, findings: readonly Finding[]): string {
  let replaced = '';
  let from = 0;
  for (const finding of findings) {
    replaced += text.slice(from, finding.start) + detectorOf(finding.detector).placeholder;
    from = finding.end;
  }
  return replaced + text.slice(from);
}

const BY_ID: ReadonlyMap<string, Detector> = new Map(DETECTORS.map((detector) => [detector.id, detector]));

function detectorOf(id: string): Detector {
  const detector = BY_ID.get(id);
  if (detector !== undefined) return detector;
  throw new LogsieveError('ERR_LOGSIEVE_POLICY_UNKNOWN_DETECTOR', `there is no detector "${id}"`, {
    hint: 'use the ids that resolveDetectors gives',
  });
}
