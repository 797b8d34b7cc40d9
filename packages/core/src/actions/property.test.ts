import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createContext, leafOf } from '../../test/action-context.js';
import { createRun } from '../run/run.js';
import type { LeafRule, Rule } from '../policy/policy.js';
import { actionOf, narrowsRule } from './index.js';

const RUNS = { numRuns: 5_000 };
const activeKey = () => ({ keyId: 'k', hmac: () => new Uint8Array(32) });

const LEAF_RULES: readonly LeafRule[] = [
  { keep: 'number' },
  { keep: 'integer', min: -10, max: 10 },
  { keep: 'boolean' },
  { keep: 'string', max: 20 },
  { keep: 'string', enum: ['a', '\n'] },
  { keep: 'string', pattern: '[a-c\\n]*' },
  { keep: 'token' },
  { keep: 'uuid' },
  { keep: 'timestamp' },
  { keep: 'pseudonym' },
  { keep: 'url', query: ['a'] },
  { keep: 'error', frames: 5, causes: 5 },
  { replace: 'x\n' },
  { mask: 'email' },
  { mask: { first: 2, last: 3 } },
  { pseudonymize: { key: 'users' } },
  { generalize: 'ip' },
  { generalize: 'route' },
  { generalize: 'email' },
  { generalize: { number: { buckets: [0, 10] } } },
  { generalize: { timestamp: 'hour' } },
  { generalize: { timestamp: 'day' } },
  { truncate: { max: 5 } },
];
const MAPS: readonly Rule[] = LEAF_RULES.map((value) => ({ map: { keys: 'token', max: 3, value } }));
const RULES = [...LEAF_RULES, ...MAPS];

const email = fc.emailAddress({ size: 'medium' });
const segment = fc.oneof(
  fc.constantFrom(
    'users',
    'v1',
    ':id',
    '{userId}',
    '[slug]',
    '*',
    '',
    '.',
    '..',
    'a-b',
    'A',
    '17',
    '%41',
    '\\',
  ),
  fc.string({ unit: 'binary', maxLength: 5 }),
);
const path = fc.array(segment, { maxLength: 20 }).map((segments) => `/${segments.join('/')}`);
const tail = fc.constantFrom(
  '',
  '?a=1',
  '?a=SECRET&b=2',
  '?b=2&a=%F0%9F%98%80+x',
  '#a',
  '?a=%zz#b',
  '?a=[secret]',
);
const origin = fc.constantFrom(
  '',
  'https://a.example',
  'http://u:p@h:80',
  'ws://[::1]:81',
  'HTTP://%41.b',
  'ftp://h',
);
const url = fc.tuple(origin, path, tail).map((parts) => parts.join(''));
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('a', '\ud83d', '\ude00', '😀', '[', ']', 'SECRET', '[secret]', '\n', '\u2028', '"'),
  }),
  email,
  url,
  fc.ipV4(),
  fc.ipV6(),
  fc.uuid(),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
);
const error = fc
  .record({ name: text, message: text, code: fc.oneof(text, fc.integer()), frames: fc.array(text) })
  .map((parts) =>
    Object.assign(new TypeError(parts.message, { cause: { type: 'A', code: parts.code } }), parts),
  );
const scalar = fc.oneof(text, fc.double(), fc.integer(), fc.maxSafeInteger(), fc.bigInt(), fc.boolean());
const value = fc
  .oneof(
    { weight: 5, arbitrary: scalar },
    fc.dictionary(
      fc.oneof(fc.constantFrom('a', '__proto__', '_logsieve'), text),
      fc.oneof(scalar, fc.constant(null)),
      { maxKeys: 6 },
    ),
    fc.anything(),
    error,
  )
  .filter((candidate) => candidate !== null && candidate !== undefined);
const rule = fc.constantFrom(...RULES);

const apply = (from: Rule, input: unknown) => leafOf(from, { activeKey })(input);

describe('every leaf', () => {
  test('writes one JSON value without a raw line break or control', () => {
    fc.assert(
      fc.property(rule, value, (from, input) => {
        const out = apply(from, input);
        if (out === undefined) return;
        JSON.parse(out);
        expect(out).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      }),
      RUNS,
    );
  });

  test('leaves the value as it is', () => {
    fc.assert(
      fc.property(rule, fc.anything(), (from, input) => {
        if (input === null || input === undefined) return;
        const before = fc.stringify(input);
        apply(from, input);
        expect(fc.stringify(input)).toBe(before);
      }),
      { numRuns: 2000 },
    );
  });

  test('under a narrower rule lets out nothing that the wider rule removes', () => {
    const more: readonly Rule[] = [
      { keep: 'string', max: 4 },
      { keep: 'string', enum: ['a'] },
      { keep: 'string', pattern: '[a-c\\n]*', max: 1 },
      { keep: 'integer', min: 0, max: 5 },
      { keep: 'token', max: 3 },
      { keep: 'url' },
      { keep: 'error' },
      { generalize: { ip: { v4: 8, v6: 16 } } },
      { truncate: { max: 3 } },
      { map: { keys: 'token', max: 1, value: { keep: 'integer' } } },
    ];
    const all = [...RULES, ...more];
    const pairs = all.flatMap((from) =>
      all.filter((to) => to !== from && narrowsRule(from, to)).map((to) => [from, to] as const),
    );
    expect(pairs.length).toBeGreaterThan(10);
    fc.assert(
      fc.property(fc.constantFrom(...pairs), value, ([from, to], input) => {
        if (apply(to, input) !== undefined) expect(apply(from, input)).toBeDefined();
      }),
      RUNS,
    );
  });
});

describe('keep', () => {
  const unchanged = ['number', 'integer', 'boolean', 'token', 'uuid', 'timestamp', 'pseudonym'] as const;

  test('gives back the same value or nothing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...unchanged), scalar, (keep, input) => {
        const out = apply({ keep }, input);
        if (out === undefined) return;
        const expected = typeof input === 'bigint' || input === 0 ? Number(input) + 0 : input;
        expect(JSON.parse(out)).toBe(expected);
      }),
      RUNS,
    );
  });

  test('gives back the same string where no detector finds anything', () => {
    fc.assert(
      fc.property(text, (input) => {
        const out = leafOf({ keep: 'string' }, { scan: (found) => found })(input);
        expect(out === undefined ? undefined : JSON.parse(out)).toBe(input.length > 256 ? undefined : input);
      }),
      RUNS,
    );
  });

  test.each(
    [...RULES.filter((from) => 'keep' in from || 'replace' in from || 'map' in from)].filter(isStable),
  )('applied to its own output changes nothing: %j', (from) => {
    fc.assert(
      fc.property(value, (input) => isIdempotent(from, input)),
      { numRuns: 1000 },
    );
  });
});

test.each([
  [{ keep: 'url', query: ['a'] }, url],
  [{ generalize: 'route' }, url],
  [{ generalize: 'ip' }, fc.oneof(fc.ipV4(), fc.ipV6())],
  [
    { generalize: { timestamp: 'hour' } },
    fc.oneof(
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      fc.nat(4e12),
    ),
  ],
  [
    { generalize: { timestamp: 'day' } },
    fc.oneof(
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      fc.nat(4e12),
    ),
  ],
  [{ generalize: { number: { buckets: [-1, 0, 10] } } }, fc.double()],
  [{ truncate: { max: 5 } }, text],
] as [Rule, fc.Arbitrary<unknown>][])('%j applied to its own output changes nothing', (from, input) => {
  fc.assert(
    fc.property(input, (given) => isIdempotent(from, given)),
    RUNS,
  );
});

test('a URL never lets out user, password, fragment or an unlisted query key', () => {
  const secret = fc.stringMatching(/^[A-Za-z0-9]{8,16}$/).map((random) => `S3cret${random}`);
  fc.assert(
    fc.property(secret, path, (planted, given) => {
      const input = `https://${planted}:${planted}@h.example${given.replace(/[?#]/g, '')}/${planted}?b=${planted}&a=1#${planted}`;
      const out = apply({ keep: 'url', query: ['a'] }, input) ?? '';
      expect(out).not.toContain(planted);
    }),
    RUNS,
  );
});

describe('mask', () => {
  test('shows at most half of the characters', () => {
    const ends = fc
      .record({ first: fc.nat(8), last: fc.nat(8) })
      .filter(({ first, last }) => first + last > 0);
    fc.assert(
      fc.property(ends, text, (mask, input) => {
        const out = JSON.parse(apply({ mask }, input) ?? '""') as string;
        expect((Array.from(out).length - 4) * 2).toBeLessThanOrEqual(Array.from(input).length);
      }),
      RUNS,
    );
  });

  test('shows at most half of an e-mail address', () => {
    fc.assert(
      fc.property(email, (input) => {
        const out = JSON.parse(apply({ mask: 'email' }, input) ?? '""') as string;
        expect(Array.from(out.replaceAll('****', '')).length * 2).toBeLessThanOrEqual(
          Array.from(input).length,
        );
      }),
      RUNS,
    );
  });
});

test('every leaf takes time linear in a string', () => {
  const long = 200_000;
  const limits = { depth: 16, properties: 1000, stringLength: long, lineBytes: long };
  const inputs = ['a', '/', ':', '.', '@', 'a@', '0', '[', 'a-', '1.', '%', '?a=', '\n    at '].map((unit) =>
    unit.repeat(long / unit.length),
  );
  const context = createContext({ activeKey, limits });
  const before = process.cpuUsage();
  for (const from of LEAF_RULES) {
    const leaf = actionOf(from).compile(from, context);
    for (const input of inputs) {
      for (const head of ['', '/', 'https://', 'Error: ']) leaf(head + input, createRun(1));
      leaf({ type: 'Error', message: '', stack: `Error\n    at ${input}` }, createRun(1));
    }
  }
  // 23 rules, 65 strings of 200 KB: quadratic time would take hours.
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(20_000);
});

/** Detectors may find something in what they left, so that is tried with leaves that they do not run in. */
function isStable(from: Rule): boolean {
  const leaf = 'map' in from ? from.map.value : from;
  return 'keep' in leaf || 'replace' in leaf;
}

function isIdempotent(from: Rule, input: unknown): boolean {
  const once = apply(from, input);
  if (once === undefined) return true;
  const again = apply(from, JSON.parse(once));
  expect(again).toBe(once);
  return true;
}
