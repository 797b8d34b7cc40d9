/** Values for a listed place: what its rule keeps, and what only resembles it. */
import type { LeafRule, MapRule, Rule } from '@logsieve/core';
import { CARD, DIGITS, NAME, SHORT_SECRET, TEXT } from '../planted.js';
import type { Random } from '../random.js';
import { hostileError, serializedError } from './errors.js';

/** What of a policy decides which text may leave. */
export interface Freedom {
  /** Texts in which the detectors of the policy find the canary; none where they do not look at free text. */
  readonly detected: readonly string[];
  /** Nothing but what `JSON.parse` could have given. */
  readonly json: boolean;
}

/** Free text that may leave, with all in it that a line or a terminal would trip over. */
const FREE = [
  'ok',
  'a "b" \\',
  'a\u2028b',
  '\u001b[31m',
  'x\u0085y\u009b',
  '\ud800',
  'a\r\n{"level":60}\ufeff\u202e',
];

const UUID = '018f6e2c-9d1a-7b3c-8f4e-1a2b3c4d5e6f';

/** True where the rule lets out text that nobody has checked but the detectors. */
export function isFreeText(rule: Rule): boolean {
  if ('truncate' in rule) return true;
  return 'keep' in rule && rule.keep === 'string' && rule.enum === undefined && rule.pattern === undefined;
}

/** True where JSON can carry a text that comes out whole or in part. */
export function letsTextThrough(rule: Rule): boolean {
  return isFreeText(rule) || 'map' in rule;
}

/** A value that the rule keeps, or makes something of. */
export function allowedValue(rule: Rule, random: Random, freedom: Freedom): unknown {
  if ('map' in rule) return allowedMap(rule, random, freedom);
  if ('keep' in rule) {
    switch (rule.keep) {
      case 'number':
      case 'integer':
        return random.int(500);
      case 'boolean':
        return random.chance(0.5);
      case 'uuid':
        return UUID;
      case 'timestamp':
        return random.pick(['2026-11-22T04:00:00.000Z', 1_763_800_000_000]);
      case 'token':
        return random.pick(['a-17', 17]);
      case 'url':
        return random.pick(['/users/17?page=2', 'https://shop.example/a?page=1']);
      case 'error':
        return freedom.json ? serializedError(random) : hostileError(random);
      case 'pseudonym':
        return 'p1:k1:ABCDEFGHIJKLMNOPQRSTUV';
      case 'string':
        if (rule.enum !== undefined) return 'pro';
        return rule.pattern === undefined ? random.pick(FREE) : 'ab';
    }
  }
  if ('mask' in rule) return random.pick(['ada@example.com', 'correct horse', SHORT_SECRET]);
  if ('generalize' in rule)
    return random.pick(['203.0.113.7', '/users/17', 'ada@example.com', 55, '2026-11-22']);
  return random.pick(['text', 17]);
}

/**
 * A value with a canary in it that the rule must not let out, of JSON's own kinds. `free` of what detectors take
 * out: the canary then stands where only they know it.
 */
export function lookAlike(rule: Rule, random: Random, freedom: Freedom): unknown {
  if ('map' in rule) return hostileMap(rule, random, freedom);
  if (isFreeText(rule)) return freeText(rule, random, freedom);
  if ('keep' in rule) return random.pick(kept(rule, random));
  if ('mask' in rule)
    return random.pick<unknown>([TEXT, `${NAME}@example.com`, DIGITS, CARD, NAME, `${NAME}@${TEXT}`]);
  if ('generalize' in rule) return random.pick(COARSE);
  return random.pick<unknown>([TEXT, NAME, DIGITS, { [NAME]: TEXT }, [TEXT]]);
}

function kept(rule: Extract<LeafRule, { keep: unknown }>, random: Random): readonly unknown[] {
  switch (rule.keep) {
    case 'number':
    case 'integer': {
      const large = rule.max === undefined ? [] : [DIGITS, -DIGITS, DIGITS + 0.5];
      return [
        ...large,
        String(DIGITS),
        `${DIGITS}n`,
        `12${TEXT}`,
        `0x${NAME}`,
        Number(`${CARD}0000`),
        [DIGITS],
      ];
    }
    case 'boolean':
      return [`true${TEXT}`, DIGITS, [NAME], { valueOf: TEXT }];
    case 'string':
      return [
        `pro ${TEXT}`,
        `pro\n${TEXT}`,
        `ab\n${NAME}`,
        `${TEXT}\nab`,
        `abcd${NAME}`,
        [`pro`, TEXT],
        NAME,
      ];
    case 'uuid':
      return [
        `${UUID}\n${TEXT}`,
        `{${UUID}}${NAME}`,
        `${UUID}${NAME}`,
        `urn:uuid:${UUID} ${TEXT}`,
        NAME,
        DIGITS,
      ];
    case 'timestamp':
      return [`2026-01-01T00:00:00Z ${TEXT}`, `2026-01-01\n${NAME}`, DIGITS, -DIGITS, String(DIGITS), NAME];
    case 'token':
      return [
        ...['a b', 'a@b', '\u00e9', '"', 'a\n'],
        TEXT,
        `${NAME} x`,
        `${NAME}\n`,
        `a\u0000${NAME}`,
        `${NAME}${'x'.repeat(300)}`,
        `${NAME}@example.com`,
      ];
    case 'url':
      return URLS;
    case 'error':
      return [
        serializedError(random),
        TEXT,
        { type: TEXT, message: TEXT },
        { message: TEXT, frames: [TEXT, NAME] },
        {
          message: TEXT,
          cause: { type: TEXT, message: NAME, code: TEXT },
          causes: [TEXT, { type: TEXT, message: NAME, code: TEXT }],
        },
      ];
    case 'pseudonym':
      return [`p1:k1:${NAME}`, `p1:k1:ABCDEFGHIJKLMNOPQRSTUV${NAME}`, `p1:${NAME}${NAME}:x`, TEXT, DIGITS];
  }
}

/** The canary never in the host: hosts stay. */
const URLS: readonly unknown[] = [
  `https://ada:${NAME}@shop.example/a`,
  `https://${NAME}:x@shop.example:8080/a?page=1`,
  `https://ada@${NAME}@shop.example/`,
  `https://shop.example/reset/${NAME}`,
  `https://shop.example/a?token=${NAME}&page=2`,
  `https://shop.example/a?Page=${NAME}&page%20=${NAME}&=page&page=3`,
  `https://shop.example/#page=${NAME}`,
  `/a/${encodeURIComponent(TEXT)}/b?x=${NAME}`,
  `/a;jsessionid=${NAME}?page=1#${NAME}`,
  `/a\\${NAME}`,
  `//${NAME}/a`,
  `mailto:${NAME}@example.com`,
  `javascript:${TEXT}`,
  ` https://shop.example/${NAME}`,
  `https://shop.example/?next=password%3D${NAME}`,
  TEXT,
];

const COARSE: readonly unknown[] = [
  ...[
    TEXT,
    NAME,
    `203.0.113.7 ${TEXT}`,
    `203.0.113.7%${NAME}`,
    `fe80::1%${NAME}`,
    `/users/${NAME}?t=${TEXT}`,
  ],
  ...[
    `${NAME}@example.com`,
    `"${TEXT}"@example.com`,
    DIGITS,
    `2026-11-22T00:00:00Z ${TEXT}`,
    `${TEXT}@${TEXT}`,
  ],
  ...[`/users/${encodeURIComponent(TEXT)}`, `https://ada:${NAME}@shop.example/x`, [`203.0.113.7`, TEXT]],
  `${NAME}Error: ${TEXT}\n    at ${NAME} (${NAME}:1:1)\n    at ${NAME} (/home/${NAME}/${NAME}/a.js:1:2)\n${TEXT}`,
  `Error: x\n    at f (/app/a.js:1:2) {\n    at f (/app/a.js:1:2)\n  [cause]: ${NAME}: ${TEXT}\n  code: '${NAME}'`,
];

/** Free text may come out: the canary is where it is too long, of another type, or where a detector finds it. */
function freeText(rule: Rule, random: Random, { detected }: Freedom): unknown {
  // What a cut shows of a text that is too long is its beginning.
  const tooLong = `${'truncate' in rule ? '' : TEXT} ${'long '.repeat(2_000)}${TEXT}`;
  const hidden: unknown[] = [
    tooLong,
    DIGITS,
    { a: TEXT },
    [TEXT],
    { type: 'Buffer', data: [...Buffer.from(TEXT)] },
  ];
  if ('keep' in rule && rule.keep === 'string') hidden.push(`${TEXT}${'.'.repeat((rule.max ?? 256) + 1)}`);
  if (detected.length === 0 || random.chance(0.4)) return random.pick(hidden);
  return random.pick(detected);
}

const KEYS: Readonly<Record<string, { readonly good: readonly string[]; readonly bad: readonly string[] }>> =
  {
    uuid: { good: [UUID], bad: [NAME, TEXT, `${UUID}${NAME}`, `${UUID}\n${NAME}`] },
    token: {
      good: ['eu', 'eu-1', 'a.b'],
      bad: [TEXT, `${NAME} `, `${NAME}\u200b`, `${NAME}${'x'.repeat(80)}`],
    },
    integer: { good: ['1', '2', '30'], bad: [NAME, `0${DIGITS}`, `${DIGITS}.5`, `${CARD}0000`, `1 ${TEXT}`] },
    enum: { good: ['eu', 'us'], bad: [NAME, TEXT, `eu${NAME}`, '__proto__', 'EU'] },
  };

function keysOf({ map }: MapRule) {
  return KEYS[typeof map.keys === 'string' ? map.keys : 'enum']!;
}

function allowedMap(rule: MapRule, random: Random, freedom: Freedom): object {
  const { value } = rule.map;
  return Object.fromEntries(keysOf(rule).good.map((key) => [key, allowedValue(value, random, freedom)]));
}

function hostileMap(rule: MapRule, random: Random, freedom: Freedom): unknown {
  if (random.chance(0.15))
    return random.pick<unknown>([[TEXT], TEXT, [[NAME, TEXT]], { a: { [NAME]: TEXT } }]);
  const { good, bad } = keysOf(rule);
  const value = () => (random.chance(0.4) ? allowedValue : lookAlike)(rule.map.value, random, freedom);
  const entries = [...good, random.pick(bad), random.pick(bad)].map((key): [string, unknown] => [
    key,
    value(),
  ]);
  return Object.fromEntries(random.chance(0.5) ? entries.reverse() : entries);
}
