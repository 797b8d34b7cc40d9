/** What may stand where nothing is listed: any canary in any wrapping. And the names that nobody lists. */
import { CARD, DETECTED, DIGITS, NAME, TEXT } from '../planted.js';
import type { Random } from '../random.js';
import { boxedNumber, structured, textual } from './builtins.js';
import { hostileError, serializedError } from './errors.js';
import { changingJson, defineChanging, refusing } from './tricks.js';

/** Of JSON's own kinds. */
export function unlistedJson(random: Random): unknown {
  return random.pick<() => unknown>([
    () => TEXT,
    () => NAME,
    () => DIGITS,
    () => `${TEXT}\r\n{"level":60,"msg":"${NAME}"}\u2028\u001b[2J${TEXT}\ud800`,
    () => random.pick(DETECTED),
    () => ({ [NAME]: TEXT, deep: { [TEXT]: [NAME, { id: TEXT }] } }),
    () => [TEXT, [NAME], { note: TEXT }],
    () => ({ user: { id: NAME, name: TEXT }, level: TEXT, err: { type: NAME, message: TEXT }, note: TEXT }),
    () => ({ _logsieve: { policy: TEXT }, ['__proto__x']: NAME }),
    () => serializedError(random),
    () => Buffer.from(TEXT).toJSON(),
    () => JSON.stringify({ password: TEXT, card: CARD }),
    () => Buffer.from(`x${TEXT}`).toString('base64'),
    () => encodeURIComponent(TEXT),
  ])();
}

/** Of any kind. */
export function unlisted(random: Random): unknown {
  return random.pick(SOURCES)(random);
}

const SOURCES: readonly ((random: Random) => unknown)[] = [
  unlistedJson,
  unlistedJson,
  structured,
  structured,
  textual,
  refusing,
  boxedNumber,
  (random) => hostileError(random),
  (random) => changingJson(random.pick<unknown>([1, 'ok', TEXT]), { note: TEXT }),
  (random) => {
    const holder = { [NAME]: TEXT };
    defineChanging(holder, 'note', random.pick<unknown>([1, 'ok']), TEXT);
    return holder;
  },
];

/**
 * As `unlisted`, but nothing that JSON makes a text of: for a place where text may leave, be it all or the part of
 * it that detectors leave. `wasAsked`: a format of the application may have had the value's JSON before, so that what it
 * would give the second time is what it gives.
 */
export function unlistedStructure(random: Random, wasAsked: boolean): unknown {
  return random.pick<() => unknown>([
    () => structured(random),
    () => refusing(random),
    () => hostileError(random),
    () => ({ [NAME]: TEXT, deep: { [TEXT]: [NAME, { id: TEXT }] } }),
    () => [TEXT, [NAME], { note: TEXT }],
    ...(wasAsked ? [] : [() => changingJson(1, TEXT)]),
    () => ({ toJSON: () => ({ toJSON: () => TEXT, note: TEXT }) }),
    () => ({ toJSON: () => Object(Symbol(TEXT)) as unknown }),
    () => Object.assign([TEXT], { toJSON: () => [TEXT] }),
  ])();
}

/** No object, or one in which nobody could take a member for a listed one: for a place that has listed members. */
export function foreign(json: boolean, random: Random): unknown {
  const scalars = [TEXT, NAME, DIGITS, { [NAME]: TEXT }, { [TEXT]: { id: NAME } }];
  if (json || random.chance(0.4)) return random.pick<unknown>(scalars);
  return random.pick<() => unknown>([
    () => textual(random),
    () => refusing(random),
    () => Buffer.from(TEXT),
    () => new Map([['id', TEXT]]),
    () => new Set([TEXT]),
    () => Object.create({ id: TEXT, name: TEXT, value: TEXT, b: TEXT }) as unknown,
    () => Object.assign(() => TEXT, { id: TEXT, value: TEXT }),
  ])();
}

/** A name that is data, or one of the language's. */
export function oddName(random: Random): string {
  return random.pick(ODD_NAMES);
}

const ODD_NAMES: readonly string[] = [
  NAME,
  TEXT,
  `${TEXT}\n`,
  `\u001b[2J${NAME}`,
  `${NAME}.id`,
  `\ud800${NAME}`,
  '',
  '0',
  '17',
  '*',
  '**',
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  'valueOf',
  'then',
  '_logsieve',
  'secret',
  'body',
  'password',
  'config',
  'splat',
  'symbol(splat)',
  'exception',
  'stack',
  'cause',
  'pino.metadata',
  'length',
];

/** The name in another case, with something invisible in it, or with letters that look the same. */
export function nameLike(name: string, random: Random): string {
  return random.pick([
    name.toUpperCase(),
    `${name}\u200b`,
    `\ufeff${name}`,
    `${name}\u0000`,
    `${name} `,
    name.replace(/e/g, '\u0435').replace(/o/g, '\u043e').replace(/i/g, '\u0456'),
    name.normalize('NFD').replace(/s/g, '\u017f').replace(/k/g, '\u212a'),
    `${name}.${name}`,
    `${name}[0]`,
  ]);
}
