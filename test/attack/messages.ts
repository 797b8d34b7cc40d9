/** What a program logs as its message, with canaries where the mode of the policy lets none out. */
import type { MessageMode } from '@logsieve/core';
import { DETECTED, DIGITS, NAME, TEXT } from './planted.js';
import type { Random } from './random.js';
import { structured } from './values/builtins.js';
import { hostileError, serializedError } from './values/errors.js';
import { refusing } from './values/tricks.js';

/** What decides which text of a message may leave. */
export interface MessageRules {
  readonly mode: MessageMode;
  /** Texts in which the detectors of the policy find the canary. */
  readonly detected: readonly string[];
}

/** A message and what belongs to it. */
export interface Said {
  /** A format string, or the whole text. */
  readonly text: string;
  readonly values: readonly unknown[];
  /** An error whose message the text repeats; it has to be in the record, or among the values. */
  readonly error: object | undefined;
}

const CONSTANTS = [
  'order placed',
  'a 100%% sure thing',
  'done',
  '',
  'GET %s',
  'line\u2028two\u001b[2J\ud800',
] as const;
const TEMPLATES = [
  'user %s logged in',
  '%s',
  'a %s b %d c %i d %f e %j f %o g %O h %c i %% j',
  'took %d ms for %j',
  'no token at all',
  '%%s %s %x',
  '%o%O',
] as const;

export function said(random: Random, rules: MessageRules): Said {
  const kind = random.int(6);
  if (kind < 2) return { text: random.pick(TEMPLATES), values: valuesOf(random, rules), error: undefined };
  if (kind === 2) return { text: random.pick(CONSTANTS), values: [], error: undefined };
  if (kind === 3) return repeated(random);
  return { text: loneText(random, rules), values: [], error: undefined };
}

/** For paths that know no values: the message is the whole text. */
export function saidAlone(random: Random, rules: MessageRules): Said {
  if (random.chance(0.4)) return repeated(random, true);
  return { text: loneText(random, rules), values: [], error: undefined };
}

function loneText(random: Random, { mode, detected }: MessageRules): string {
  if (mode === 'remove') return random.pick([TEXT, `user ${NAME}`, ...DETECTED]);
  if (random.chance(0.2)) return `${TEXT} ${'long '.repeat(2_000)}${TEXT}`;
  return detected.length > 0 ? random.pick(detected) : 'done';
}

/** Values of a format string. Under `scan` their text comes out: then only what detectors find is planted. */
function valuesOf(random: Random, { mode, detected }: MessageRules): unknown[] {
  const hidden = mode !== 'scan';
  const unquoted = detected.filter((text) => !/["\\]/.test(text));
  return Array.from({ length: 1 + random.int(4) }, () => {
    if (hidden) return random.pick(HIDDEN)(random);
    return unquoted.length > 0 && random.chance(0.5) ? random.pick(unquoted) : 'ok';
  });
}

const HIDDEN: readonly ((random: Random) => unknown)[] = [
  () => TEXT,
  () => NAME,
  () => DIGITS,
  // winston takes an object among the values for fields: no policy lists this one.
  () => ({ memo: TEXT, [NAME]: [TEXT] }),
  () => [TEXT, { id: TEXT }],
  structured,
  refusing,
  (random) => hostileError(random),
  () => Symbol(TEXT),
  () => null,
  () => undefined,
  () => ({ toString: () => TEXT, toJSON: () => TEXT }),
];

/** A message that holds the message of an error of the record. */
export function repeated(random: Random, json = false): Said {
  const error = json ? serializedError(random) : hostileError(random);
  const own = (error as { message?: unknown }).message;
  if (typeof own !== 'string') return { text: 'done', values: [], error };
  const escaped = JSON.stringify(own).slice(1, -1);
  const text = random.pick([own, `failed: ${own}`, `${own}, retry`, `x ${escaped} y`]);
  return { text, values: [], error };
}

/** Puts the error somewhere into the record, listed or not; as JSON has it, where it is `json`. */
export function withError(
  record: object,
  error: object,
  errorKey: string,
  random: Random,
  json = false,
): object {
  const plain: readonly (() => object)[] = [
    () => ({ [errorKey]: error }),
    () => ({ failure: error }),
    () => ({ failure: { list: [{ error }] } }),
    () => ({ failure: { message: 'outer', stack: 'Error: outer', cause: error } }),
  ];
  const places: readonly (() => object)[] = [
    ...plain,
    () => ({ failure: new Error('outer', { cause: error }) }),
    () => ({ failure: new AggregateError([new Error('first'), error], 'outer') }),
  ];
  const added = random.pick(json ? plain : places)();
  return Object.defineProperties(record, Object.getOwnPropertyDescriptors(added));
}
