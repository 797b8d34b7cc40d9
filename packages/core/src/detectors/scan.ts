import type { Definitions } from '../policy/policy.js';
import { findCarried } from './carried.js';
import type { Finding } from './detector.js';
import { decodeText, isEncoded } from './encoded.js';
import { joinDetectors, type JoinedDetectors, UNSETTLED_PLACEHOLDER } from './joined-detectors.js';
import { mergeOverlaps } from './overlap.js';
import { widen } from './placeholders.js';
import type { Traits } from './triggers.js';

/** What scanning a text gave. */
interface Scanned {
  /** The very string that was given, where nothing was found. */
  readonly text: string;
  /** How many spans were replaced. */
  readonly findings: number;
  /** What of it has to be escaped in JSON: nothing, no more than quotes and backslashes, or nobody looked. */
  readonly escapes: 'none' | 'quotes' | 'unknown';
}

/**
 * Text in, text with every finding of at least this confidence (default: any) replaced by its placeholder out. Linear,
 * never throws, idempotent for the same confidence.
 */
export type Scanner = (text: string, confidence?: number) => Scanned;

/** How many layers of encoding are looked through: `%2540` has two. */
const LAYERS = 3;
/** How often a text is scanned again because what was replaced may have uncovered something. */
export const PASSES = 8;

/**
 * Joins the detectors of these ids, as `resolveDetectors` gives them, into one function; `define` has those that the
 * policy defines. Throws `LogsieveError` on an id it does not know.
 *
 * @example
 * createScanner(['email'])('mail to ada@example.com') // { text: 'mail to [email]', findings: 1 }
 */
export function createScanner(ids: readonly string[], define: Definitions = {}): Scanner {
  if (ids.length === 0) return (text) => ({ text, findings: 0, escapes: 'unknown' });
  const scan = joinDetectors(ids, define);
  return (text, confidence = 0) => settle(text, scan, confidence);
}

/** What several detectors find together. Nothing of it throws. */
export interface Finder {
  /** What one pass finds: spans in order, merged. After they were replaced there may be more to find. */
  readonly find: (text: string) => readonly Finding[];
  /** What is put in place of what a detector of these finds. */
  readonly placeholderOf: (id: string) => string;
  /**
   * From where on what is added to the text may make something that a detector of the policy finds; the length of the
   * text where there is no such place.
   */
  readonly openFrom: (text: string) => number;
}

/**
 * Joins detectors like `createScanner`; what is less sure than `confidence` is not found. Throws `LogsieveError` on an
 * id it does not know.
 */
export function createFinder(ids: readonly string[], define: Definitions = {}, confidence = 0): Finder {
  const scan = joinDetectors(ids, define);
  return {
    find: (text) => (ids.length === 0 ? NONE : findOnce(text, scan.traitsOf(text), scan, confidence)),
    placeholderOf: (id) => scan.placeholders.get(id) ?? UNSETTLED_PLACEHOLDER,
    openFrom: (text) => findOpen(text, scan),
  };
}

/** Scans until nothing is found any more: that is what makes scanning again give the same bytes. */
function settle(source: string, scan: JoinedDetectors, confidence: number): Scanned {
  let text = source;
  let count = 0;
  for (let pass = 0; pass < PASSES; pass++) {
    const traits = scan.traitsOf(text);
    const merged = findOnce(text, traits, scan, confidence);
    if (merged.length === 0) return { text, findings: count, escapes: escapesOf(traits, scan) };
    count += merged.length;
    text = replaceAll(text, merged, scan);
  }
  return { text: UNSETTLED_PLACEHOLDER, findings: count, escapes: 'none' };
}

/** What overlaps is merged first: a part of a sure finding is as sure as it. */
function findOnce(
  text: string,
  traits: Traits,
  scan: JoinedDetectors,
  confidence: number,
): readonly Finding[] {
  const isRead = (traits & scan.leading) !== 0 || scan.own.length > 0;
  const findings = isRead ? findAll(text, traits, scan) : NONE;
  if (findings.length === 0) return NONE;
  const merged = mergeOverlaps(findings);
  return confidence === 0 ? merged : merged.filter((finding) => finding.confidence >= confidence);
}

const NONE: readonly Finding[] = [];

function escapesOf(traits: Traits, { quoted, notPrintable }: JoinedDetectors): Scanned['escapes'] {
  if ((traits & notPrintable) !== 0) return 'unknown';
  return (traits & quoted) === 0 ? 'none' : 'quotes';
}

/** Findings in the text as it stands, in what it decodes to and in what it carries, as spans of the text as it stands. */
function findAll(text: string, traits: Traits, scan: JoinedDetectors): readonly Finding[] {
  const found = findInLayers(text, traits, scan, findIn);
  return found.length === 0 ? found : withoutPlaceholders(text, found, scan);
}

/** What `find` finds in the text and in each layer below it. */
function findInLayers(
  text: string,
  textTraits: Traits,
  scan: JoinedDetectors,
  find: typeof findIn,
): Finding[] {
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

/** Looks through encodings as `findAll` does. */
function findOpen(text: string, scan: JoinedDetectors): number {
  if (scan.own.length === 0) return text.length;
  let from = text.length;
  let view = text;
  let place: Place = (at) => at;
  for (let layer = 0; ; layer++) {
    for (const { openFrom } of scan.own) from = Math.min(from, place(openFrom(view)));
    if (layer === LAYERS || !isEncoded(view)) return from;
    const decoded = decodeText(view);
    const outer = place;
    place = (at) => outer(decoded.offsets[at] ?? 0);
    view = decoded.text;
  }
}

/** Where a place in a decoded text is in the text as it stands. */
type Place = (at: number) => number;

function placed(finding: Finding, place: Place): Finding {
  return { ...finding, start: place(finding.start), end: place(finding.end) };
}

/** In a text and in what is carried in it, which is not looked into for more that is carried. */
function findIn(text: string, traits: Traits, scan: JoinedDetectors): Finding[] {
  const found = findPlainly(text, traits, scan);
  if ((traits & scan.carried) === 0) return found;
  const findInside = (inside: string) => findInLayers(inside, scan.traitsOf(inside), scan, findPlainly);
  for (const finding of findCarried(text, findInside)) found.push(finding);
  return found;
}

function findPlainly(text: string, traits: Traits, { own, detectors }: JoinedDetectors): Finding[] {
  const found: Finding[] = [];
  for (const { find } of own) for (const finding of find(text)) found.push(finding);
  for (let at = 0; at < detectors.length; at++) {
    const detector = detectors[at] as (typeof detectors)[number];
    if ((traits & detector.traits) !== detector.traits) continue;
    for (const finding of detector.find(text)) found.push(finding);
  }
  return found;
}

function withoutPlaceholders(
  text: string,
  found: readonly Finding[],
  scan: JoinedDetectors,
): readonly Finding[] {
  const placeholders = scan.findPlaceholders(text);
  if (placeholders.length === 0) return found;
  return found.flatMap((finding) => {
    const span = widen(text, finding, placeholders);
    return span === undefined ? [] : [{ ...finding, start: span.start, end: span.end }];
  });
}

function replaceAll(text: string, findings: readonly Finding[], { placeholders }: JoinedDetectors): string {
  let replaced = '';
  let from = 0;
  for (const finding of findings) {
    replaced +=
      text.slice(from, finding.start) + (placeholders.get(finding.detector) ?? UNSETTLED_PLACEHOLDER);
    from = finding.end;
  }
  return replaced + text.slice(from);
}
