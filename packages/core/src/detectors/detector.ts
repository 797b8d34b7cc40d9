import type { Trigger } from './triggers.js';

/** What a detector returns: a span of the text, `[start, end)` in UTF-16 units. Never the text itself. */
export interface Finding {
  /** The detector's id. */
  readonly detector: string;
  readonly start: number;
  readonly end: number;
  /** How sure it is, 0 to 1: one of the levels of `confidence.ts`. */
  readonly confidence: number;
}

/** Text with findings and what has to come of it; part of the detector's contract and its documentation. */
export interface DetectorExample {
  readonly text: string;
  /** The text after this detector alone replaced its findings. */
  readonly redacted: string;
}

/**
 * Finds one kind of sensitive text in a string. Each lives in a folder of its own, `detectors/<id>/index.ts`,
 * with its test beside it.
 */
export interface Detector {
  /** Kebab case; also the name in a policy. */
  readonly id: string;
  /** One sentence for the docs: what it finds. */
  readonly description: string;
  /** Where the facts (lengths, prefixes, ranges, check digits) come from. */
  readonly source: string;
  /** Put in place of a finding, as `[email]`. No detector finds anything in it. */
  readonly placeholder: string;
  /** The levels that its findings have, strongest first. */
  readonly confidence: readonly [number, ...number[]];
  /**
   * Every text with a finding holds at least one trigger of each group: a cheap necessary condition, so that one look
   * at a text tells which detectors have to read it.
   */
  readonly triggers: readonly [readonly Trigger[], ...(readonly Trigger[])[]];
  /** Findings in order, not overlapping each other. Pure; linear in the length of the text; never throws. */
  readonly find: (text: string) => readonly Finding[];
  readonly examples: readonly DetectorExample[];
  /** Look like findings and are none. */
  readonly counterExamples: readonly string[];
}
