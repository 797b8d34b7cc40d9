import type { ErrorSearch } from '../json/error-messages.js';
import type { Outcome, Trace } from './trace.js';

/** What was done, in numbers; never with values. One unit is one value, but for `findings` and `records`. */
export interface Counts {
  /** Values that came out unchanged. */
  kept: number;
  /** Listed values that did not come out: wrong type, out of range, past a limit, a `remove` rule, a fault. */
  removed: number;
  /** Members with no rule in containers that have listed members. What is inside them is not counted. */
  unlisted: number;
  replaced: number;
  masked: number;
  encrypted: number;
  pseudonymized: number;
  generalized: number;
  truncated: number;
  /** Messages that the catalog does not have; a placeholder came out. Part of `replaced` too. */
  missed: number;
  /** Spans that detectors replaced in kept text. */
  findings: number;
  /** Values removed because reading them threw. Part of `removed` too. */
  faults: number;
}

/** The state of redacting one record. */
export interface Run {
  /** How many more allowed values and array elements may be visited. */
  budget: number;
  readonly counts: Counts;
  /** The errors met so far; undefined where nobody will ask for them. */
  readonly errors: ErrorSearch | undefined;
  /** Set only while explaining or discovering. */
  readonly trace: Trace | undefined;
}

export function createRun(budget: number, errors?: ErrorSearch, trace?: Trace): Run {
  return { budget, counts: createCounts(), errors, trace };
}

/** Counts a value by what became of it. A switch: writing to a name that varies costs more than the rest of it. */
export function count(counts: Counts, outcome: Outcome): void {
  switch (outcome) {
    case 'kept':
      counts.kept++;
      break;
    case 'generalized':
      counts.generalized++;
      break;
    case 'masked':
      counts.masked++;
      break;
    case 'encrypted':
      counts.encrypted++;
      break;
    case 'pseudonymized':
      counts.pseudonymized++;
      break;
    case 'replaced':
      counts.replaced++;
      break;
    case 'truncated':
      counts.truncated++;
      break;
  }
}

export function createCounts(): Counts {
  return {
    kept: 0,
    removed: 0,
    unlisted: 0,
    replaced: 0,
    masked: 0,
    encrypted: 0,
    pseudonymized: 0,
    generalized: 0,
    truncated: 0,
    missed: 0,
    findings: 0,
    faults: 0,
  };
}

/** The counts that are not zero, each as `,"kept":5`. Written out, as `addCounts` is. */
export function countsText(counts: Counts): string {
  const { kept, removed, unlisted, replaced, masked, encrypted, pseudonymized, generalized, truncated } =
    counts;
  let text = kept === 0 ? '' : `,"kept":${kept}`;
  if (removed !== 0) text += `,"removed":${removed}`;
  if (unlisted !== 0) text += `,"unlisted":${unlisted}`;
  if (replaced !== 0) text += `,"replaced":${replaced}`;
  if (masked !== 0) text += `,"masked":${masked}`;
  if (encrypted !== 0) text += `,"encrypted":${encrypted}`;
  if (pseudonymized !== 0) text += `,"pseudonymized":${pseudonymized}`;
  if (generalized !== 0) text += `,"generalized":${generalized}`;
  if (truncated !== 0) text += `,"truncated":${truncated}`;
  if (counts.missed !== 0) text += `,"missed":${counts.missed}`;
  if (counts.findings !== 0) text += `,"findings":${counts.findings}`;
  if (counts.faults !== 0) text += `,"faults":${counts.faults}`;
  return text;
}

/** Adds `counts` to `total`. Written out: it runs twice a record, and a loop over names took a fifth of its time. */
export function addCounts(total: Counts, counts: Counts): void {
  total.kept += counts.kept;
  total.removed += counts.removed;
  total.unlisted += counts.unlisted;
  total.replaced += counts.replaced;
  total.masked += counts.masked;
  total.encrypted += counts.encrypted;
  total.pseudonymized += counts.pseudonymized;
  total.generalized += counts.generalized;
  total.truncated += counts.truncated;
  total.missed += counts.missed;
  total.findings += counts.findings;
  total.faults += counts.faults;
}
