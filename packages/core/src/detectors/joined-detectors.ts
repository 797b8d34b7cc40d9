import { LogsieveError } from '../errors.js';
import { createOwnDetector, type OwnDetector } from '../own-detectors/own-detector.js';
import type { Definitions } from '../policy/policy.js';
import { CARRIED_TRIGGERS } from './carried.js';
import type { Detector } from './detector.js';
import { ENCODED_TRIGGERS } from './encoded.js';
import { createPlaceholderSearch } from './placeholders.js';
import { DETECTORS } from './registry.js';
import { createTriggerSearch, type Traits, type Trigger, type TriggerSearch } from './triggers.js';

/** Detectors, and what tells which of them have to read a text. */
export interface JoinedDetectors {
  /** Those that the policy defines, which read every text. */
  readonly own: readonly OwnDetector[];
  /** By id of the detector. */
  readonly placeholders: ReadonlyMap<string, string>;
  readonly findPlaceholders: ReturnType<typeof createPlaceholderSearch>;
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

/** Takes the place of a text in which replacing does not come to an end. */
export const UNSETTLED_PLACEHOLDER = '[redacted]';

/** Of all detectors: another scanner may have been at the text before. */
const PLACEHOLDERS = [UNSETTLED_PLACEHOLDER, ...DETECTORS.map((detector) => detector.placeholder)];
const findPlaceholders = createPlaceholderSearch(PLACEHOLDERS);

/**
 * Joins the detectors of these ids, of which `define` has those of the policy. Throws `LogsieveError` on an id it does
 * not know.
 */
export function joinDetectors(ids: readonly string[], define: Definitions): JoinedDetectors {
  const own = ids.flatMap((id) => ownDetectorOf(id, define) ?? []);
  const detectors = ids.filter((id) => !Object.hasOwn(define, id)).map(detectorOf);
  const search = searchFor(detectors);
  const traitOf = (group: readonly Trigger[]) => search.traitOf(group);
  return {
    own,
    placeholders: new Map([...own, ...detectors].map(({ id, placeholder }) => [id, placeholder])),
    findPlaceholders:
      own.length === 0
        ? findPlaceholders
        : createPlaceholderSearch([...PLACEHOLDERS, ...own.map(({ placeholder }) => placeholder)]),
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

function searchFor(detectors: readonly Detector[]): TriggerSearch {
  const key = detectors.map(({ id }) => id).join();
  let search = searches.get(key);
  if (search === undefined) {
    const groups = detectors.flatMap(({ triggers }) => triggers);
    search = createTriggerSearch([ENCODED_TRIGGERS, CARRIED_TRIGGERS, QUOTED, NOT_PRINTABLE, ...groups]);
    if (searches.size < MOST_SEARCHES) searches.set(key, search);
  }
  return search;
}

/** Undefined where the policy defines none of this id. */
function ownDetectorOf(id: string, define: Definitions): OwnDetector | undefined {
  const definition = Object.hasOwn(define, id) ? define[id] : undefined;
  return definition === undefined ? undefined : createOwnDetector(id, definition);
}

function detectorOf(id: string): Detector {
  const detector = BY_ID.get(id);
  if (detector !== undefined) return detector;
  throw new LogsieveError('ERR_LOGSIEVE_POLICY_UNKNOWN_DETECTOR', `there is no detector "${id}"`, {
    hint: 'use the ids that resolveDetectors gives',
  });
}

const BY_ID: ReadonlyMap<string, Detector> = new Map(DETECTORS.map((detector) => [detector.id, detector]));
