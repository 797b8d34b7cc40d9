import type { Policy, Redactor } from '@logsieve/core';
import type { MessageRules } from '../messages.js';
import { DETECTED, OWN_DETECTED } from '../planted.js';
import type { Plan } from '../records.js';
import type { Random } from '../random.js';
import type { Heavy } from '../values/heavy.js';

/** One case of an attack, as the runner gives it to a path. */
export interface Case {
  readonly seed: number;
  readonly heavy: Heavy | undefined;
  /** Told of each record that was made from a seed of its own. */
  readonly sent: () => void;
  /** Takes what came out that is no line. */
  readonly out: (path: string, text: string) => void;
  /** Takes a line that came out: it is checked for its form and its names as well. */
  readonly line: (path: string, line: string) => void;
  /** Takes what is wrong, in words that hold no value. */
  readonly fault: (path: string, what: string) => void;
  /** Runs what is under attack; undefined where it throws, which is a fault. Takes the time, which is to suit the size. */
  readonly timed: <Result>(path: string, work: () => Result, bytes?: number) => Result | undefined;
  /** Makes something within what is timed: making it does not count. */
  readonly untimed: <Result>(make: () => Result) => Result;
}

/** A way for records to get out. */
export interface Path {
  readonly name: string;
  /** Sends one hostile record of the case this way, or a few made from the same seed. */
  readonly attack: (attack: Case) => void;
}

/** What of a policy decides which text may leave. */
export function rulesOf({ compiled: { policy, profile } }: Redactor): MessageRules {
  const mode = policy.profiles[profile ?? '']?.message ?? policy.message;
  // Under a catalog nothing of a message gets out either: as much may be planted in it.
  const planted = typeof mode === 'string' ? mode : 'remove';
  return { mode: planted, detected: detectedBy(policy) };
}

function detectedBy({ detectors, define }: Policy): readonly string[] {
  if (detectors.length <= 5) return [];
  return Object.keys(define).length > 0 ? [...DETECTED, ...OWN_DETECTED] : DETECTED;
}

export function planFor(
  random: Random,
  { detected }: MessageRules,
  settings: Partial<Pick<Plan, 'heavy' | 'json' | 'reserved' | 'stringified' | 'wasAsked'>>,
): Plan {
  const defaults = { heavy: undefined, json: false, stringified: false, wasAsked: false, reserved: [] };
  return { random, detected, ...defaults, ...settings };
}
