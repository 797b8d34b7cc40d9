import { CERTAIN } from '../detectors/confidence.js';
import type { Finding } from '../detectors/detector.js';
import { createWords, isTold } from '../detectors/told.js';
import type { DetectorDefinition } from '../policy/policy.js';
import type { Automaton } from './automaton.js';
import { lastChecked, LONGEST_CHECKED } from './checks.js';
import { type Conditions, findMatches, openFrom } from './find-matches.js';
import { lengthsOf } from './pattern.js';
import { buildPatternAutomaton } from './pattern-automaton.js';
import { readPattern } from './read-pattern.js';
import type { PatternFault } from './reader.js';
import { buildWordAutomaton, foldCase } from './word-automaton.js';

/** A detector that a policy defines, whose findings are certain: the policy says what they are. Nothing of it throws; time is bounded by the length of the text times 256. */
export interface OwnDetector {
  readonly id: string;
  readonly placeholder: string;
  /** Findings in order, not overlapping each other. */
  readonly find: (text: string) => readonly Finding[];
  /** The first place from which on what is added to the text may make a finding; the length of the text where there is none. */
  readonly openFrom: (text: string) => number;
}

/** What stands in place of what a detector finds, where its definition does not say. */
export function placeholderFor(id: string): string {
  return `[${id}]`;
}

/** Makes the detector. Throws where `faultOf` tells of a fault: to be asked first. */
export function createOwnDetector(id: string, definition: DetectorDefinition): OwnDetector {
  const built = build(definition);
  if ('fault' in built) throw new TypeError(built.fault);
  const { automaton, read } = built;
  const conditionsFor = createConditions(definition);
  return {
    id,
    placeholder: definition.placeholder ?? placeholderFor(id),
    find: (text) =>
      findMatches(read(text), automaton, conditionsFor(text)).map((match) => ({
        detector: id,
        ...match,
        confidence: CERTAIN,
      })),
    openFrom: (text) => openFrom(read(text), automaton, unfinished(text)),
  };
}

function createConditions(definition: DetectorDefinition): (text: string) => Conditions {
  const { near } = definition;
  const check = 'pattern' in definition ? definition.check : undefined;
  const telling = near === undefined ? undefined : createWords(...near.map((word) => word.toLowerCase()));
  return (text) => ({
    lastValid: check && ((start, ends) => lastChecked(check, text, start, ends)),
    isTold: telling && ((start) => isTold(text, start, telling)),
  });
}

/** How many units at the end may be an escape of which the rest is to come, so that nobody can see through it yet. */
function unfinished(text: string): number {
  return UNFINISHED.exec(text.slice(-LONGEST_ESCAPE))?.[0].length ?? 0;
}

/** In several layers: `%252525`. */
const LONGEST_ESCAPE = 32;
const UNFINISHED = /[%\\&\ud800-\udbff][^]*$/;

/** Why the pattern of a definition cannot be run. */
export function faultOf(definition: DetectorDefinition): PatternFault | undefined {
  const built = build(definition);
  return 'fault' in built ? built : undefined;
}

interface Built {
  readonly automaton: Automaton;
  /** The text as the automaton reads it: as long as it was. */
  readonly read: (text: string) => string;
}

/** A table may take long to make, and is asked for when the policy is read and for each profile that it is compiled for. */
const known = new WeakMap<DetectorDefinition, Built | PatternFault>();

function build(definition: DetectorDefinition): Built | PatternFault {
  const built = known.get(definition) ?? buildAnew(definition);
  known.set(definition, built);
  return built;
}

function buildAnew(definition: DetectorDefinition): Built | PatternFault {
  if ('words' in definition) return { automaton: buildWordAutomaton(definition.words), read: foldCase };
  const read = readPattern(definition.pattern);
  if ('fault' in read) return read;
  if (definition.check !== undefined && lengthsOf(read.pattern)[1] > LONGEST_CHECKED)
    return {
      fault: `a match with a check digit can be longer than ${LONGEST_CHECKED} characters (at character 1)`,
      hint: 'repeat less often',
    };
  const automaton = buildPatternAutomaton(read.pattern);
  if (automaton === undefined)
    return {
      fault: 'it has too many forms to be looked for in one pass (at character 1)',
      hint: 'repeat less often what can be told apart only later',
    };
  return { automaton, read: (text) => text };
}
