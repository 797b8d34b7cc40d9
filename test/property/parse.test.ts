/** Texts that are read: what leaves of one is what would leave of its members, were they the record. */
import {
  createRedactor,
  type LineStream,
  type PolicyDocument,
  type Redactor,
  type RuleDocument,
  type StructureName,
} from '@logsieve/core';
import { loadPolicy } from '@logsieve/core/node';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyPolicy, jsonRecord, steadyPolicy } from './arbitrary.js';

const RUNS = { numRuns: 800 };
const env = { K1: Buffer.alloc(32, 7).toString('base64') };
type Fields = Readonly<Record<string, RuleDocument>>;

const open = (document: Partial<PolicyDocument>): Redactor =>
  createRedactor(loadPolicy({ logsieve: 1, extends: [], message: 'remove', ...document }, { env }));

/** The rules for the members of a text in so many texts. */
function inTexts(fields: Fields, levels: number): Fields {
  const names = ['t', 'u', 'v'].slice(0, levels);
  const texts = names.map((_, index) => [names.slice(0, index + 1).join('.'), { parse: 'json' }]);
  const rules = Object.entries(fields).map(([pattern, rule]) => [[...names, pattern].join('.'), rule]);
  return Object.fromEntries([...texts, ...rules]) as Fields;
}

/** The record that has the text in so many texts. */
function recordOf(text: string, levels: number): Record<string, unknown> {
  const names = ['t', 'u', 'v'].slice(0, levels).reverse();
  return names.reduce<unknown>(
    (inner, name, index) => ({ [name]: index === 0 ? inner : JSON.stringify(inner) }),
    text,
  ) as Record<string, unknown>;
}

interface Pair {
  readonly levels: number;
  /** Has the rules for the members of the record. */
  readonly plain: Redactor;
  /** Has them for the members of the text. */
  readonly reading: Redactor;
  /** A stream of each engine, used for all lines. */
  readonly streams: readonly LineStream[];
}

/** Redactors of generated policies, as many as there is time to compile. */
function pairs(policies: fc.Arbitrary<PolicyDocument>): readonly Pair[] {
  const made = fc.sample(policies, 120).flatMap(({ fields = {}, keys }, index): Pair[] => {
    const levels = 1 + (index % 3);
    // Removals list nothing, and pseudonyms tell paths apart.
    const rules = Object.entries(fields).filter(([, rule]) => rule !== 'remove' && !hasOwnPath(rule));
    if (rules.length === 0 || rules.some(([pattern]) => pattern.startsWith('*'))) return [];
    const own = Object.fromEntries(rules);
    try {
      const more = { keys: keys! };
      const reading = open({ ...more, fields: inTexts(own, levels) });
      const streams = (['wasm', 'js'] as const).map((engine) => reading.lines({ engine }));
      return [{ levels, plain: open({ ...more, fields: own }), reading, streams }];
    } catch {
      // The rules contradict each other.
      return [];
    }
  });
  expect(made.length).toBeGreaterThan(40);
  return made;
}

function hasOwnPath(rule: RuleDocument): boolean {
  return typeof rule === 'object' && 'pseudonymize' in rule && rule.pseudonymize.scope === undefined;
}

function holds<Value>(
  policies: fc.Arbitrary<PolicyDocument>,
  values: fc.Arbitrary<Value>,
  check: (pair: Pair, value: Value) => void,
) {
  const made = pairs(policies);
  fc.assert(
    fc.property(fc.nat(made.length - 1), values, (index, value) => {
      check(made[index]!, value);
    }),
    RUNS,
  );
}

const noise = fc.dictionary(
  fc.string({ minLength: 1, maxLength: 5 }).map((text) => `extra${text}`),
  fc.jsonValue(),
  { maxKeys: 4 },
);

describe('every text of JSON', () => {
  it('gives what its members give, on every path', () => {
    holds(anyPolicy, jsonRecord, (pair, record) => {
      const { plain, reading, levels } = pair;
      const members = plain.stringify(record);
      const expected = members === '{}' ? {} : recordOf(members, levels);
      const line = JSON.stringify(recordOf(JSON.stringify(record), levels));
      const out = reading.stringify(JSON.parse(line) as object);
      expect(JSON.parse(out)).toEqual(expected);
      expect(throughLines(pair, line)).toEqual([out, out, out]);
    });
  });

  it('gives the same bytes again for keep, remove, replace and map', () => {
    holds(steadyPolicy, jsonRecord, ({ reading, levels }, record) => {
      const once = reading.stringify(recordOf(JSON.stringify(record), levels));
      expect(reading.redactLine(once)).toBe(once);
    });
  });

  it('gives the same bytes whatever stands in it under names that no rule lists', () => {
    holds(
      steadyPolicy,
      fc.tuple(jsonRecord, noise, noise),
      ({ reading, levels }, [record, first, second]) => {
        const withNoise = (more: object) =>
          reading.stringify(recordOf(JSON.stringify({ ...more, ...record }), levels));
        expect(withNoise(first)).toBe(withNoise(second));
      },
    );
  });

  it('gives the same on every path, and shows nothing, where it is damaged', () => {
    const damaged = fc.tuple(jsonRecord, fc.nat(80), fc.constantFrom('', '"', '}', '\\', '\u0000', ',', '{'));
    holds(anyPolicy, damaged, (pair, [record, cut, junk]) => {
      const { reading, levels } = pair;
      const text = JSON.stringify(record).slice(0, cut) + junk;
      const line = JSON.stringify(recordOf(text, levels));
      const out = reading.stringify(JSON.parse(line) as object);
      if (!isJson(text)) expect(out).toBe('{}');
      expect(throughLines(pair, line)).toEqual([out, out, out]);
    });
  });
});

/** What strings of a kind are made of: one member, what stands between two, and around all. */
interface Kind {
  readonly member: (name: string, value: string) => string;
  readonly between: string;
  readonly before: string;
  readonly after?: string;
  /** Where the members have their paths. */
  readonly path: string;
}

const KINDS: Readonly<Record<Exclude<StructureName, 'json'>, Kind>> = {
  form: { member: (name, value) => `${name}=${value}`, between: '&', before: '', path: 't' },
  cookies: { member: (name, value) => `${name}=${value}`, between: '; ', before: '', path: 't' },
  headers: { member: (name, value) => `${name}: ${value}`, between: '\r\n', before: '', path: 't' },
  url: {
    member: (name, value) => `${name}=${value}`,
    between: '&',
    before: 'https://u:p@shop.example/users/17?',
    path: 't.query',
  },
  multipart: {
    member: (name, value) => `Content-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n--b`,
    between: '\r\n',
    before: '--b\r\n',
    after: '--\r\n',
    path: 't',
  },
};

const member = fc.constantFrom('a', 'b', 'c-d', '__proto__', 'A', 'x.y');
const rules = fc.constantFrom<RuleDocument>(
  { keep: 'number' },
  { keep: 'integer', min: 0 },
  { keep: 'boolean' },
  { keep: 'timestamp' },
  { keep: 'string' },
  { keep: 'string', max: 4 },
  { keep: 'token' },
  { keep: 'url', query: ['page'] },
  { replace: '[x]\r\n; &=?#' },
  { keep: 'string', caseInsensitive: true },
);
const listed = fc
  .dictionary(member, rules, { minKeys: 1, maxKeys: 4 })
  .map((names) => Object.entries(names).map(([name, rule]) => [name.replace('.', '\\.'), rule] as const));
/** Values with all that has a meaning in one of the kinds. */
const value = fc.oneof(
  fc.constantFrom(
    '17',
    '-0',
    '1e21',
    '017',
    'true',
    'null',
    'ada@example.com',
    '%41',
    '%zz',
    '%ff',
    '"q"',
    '\ud800',
  ),
  fc.string({ unit: fc.constantFrom(...'a17 \t\r\n;&=:?#%/\\"+\0[]é\u2028\ud800'), maxLength: 12 }),
);

describe.each(Object.entries(KINDS) as [StructureName, Kind][])('every text of the kind %s', (kind, of) => {
  const write = (entries: readonly (readonly [string, string])[]) =>
    of.before + entries.map(([name, text]) => of.member(name, text)).join(of.between) + (of.after ?? '');
  const entries = fc.array(fc.tuple(member, value), { maxLength: 5 });
  const more: Fields = kind === 'url' ? { 't.path': { keep: 'string' }, 't.origin': { keep: 'url' } } : {};
  const made = fc.sample(listed, 40).flatMap((names): Omit<Pair, 'plain' | 'levels'>[] => {
    const members = names.map(([name, rule]) => [`${of.path}.${name}`, rule] as const);
    try {
      const reading = open({ fields: { t: { parse: kind }, ...more, ...Object.fromEntries(members) } });
      return [{ reading, streams: (['wasm', 'js'] as const).map((engine) => reading.lines({ engine })) }];
    } catch {
      // The rules contradict each other.
      return [];
    }
  });

  it('gives the same on every path, and the same again', () => {
    const text = fc.oneof(
      entries.map(write),
      value,
      fc.tuple(value, entries.map(write)).map((pair) => pair.join('')),
    );
    fc.assert(
      fc.property(fc.nat(made.length - 1), text, (index, t) => {
        const pair = made[index]!;
        const out = pair.reading.stringify({ t });
        expect(throughLines(pair, JSON.stringify({ t }))).toEqual([out, out, out]);
        expect(pair.reading.redactLine(out)).toBe(out);
      }),
      RUNS,
    );
  });

  it('gives the same bytes whatever stands in it under names that no rule lists', () => {
    const extra = fc.array(
      fc.tuple(
        fc.constantFrom('extra', 'e', 'z1'),
        value.map((text) => text.replace(/[\0\r\n;&#]/g, '')),
      ),
    );
    fc.assert(
      fc.property(fc.nat(made.length - 1), entries, extra, extra, (index, own, first, last) => {
        const { reading } = made[index]!;
        const mixed = reading.stringify({ t: write([...first, ...own, ...last]) });
        expect(mixed).toBe(reading.stringify({ t: write(own) }));
      }),
      RUNS,
    );
  });
});

describe.each(['base64', 'base64url'] as const)('every text that is encoded in %s', (encoding) => {
  const fields: Fields = { 't.a': { keep: 'string' }, 't.n': { keep: 'number' }, 't.b.c': { keep: 'token' } };
  const plain = open({ fields: { t: { parse: 'json' }, ...fields } });
  const reading = open({ fields: { t: { parse: 'json', encoded: encoding }, ...fields } });
  const streams = (['wasm', 'js'] as const).map((engine) => reading.lines({ engine }));
  const encode = (text: string) => Buffer.from(text).toString(encoding);
  const members = fc.record(
    { a: value, n: fc.double(), b: fc.record({ c: value }), extra: value, é: fc.jsonValue() },
    { requiredKeys: [] },
  );
  const wellFormed = members.map((record) => JSON.stringify(record).replace(/\\ud8[\da-f]{2}/g, '\\u00e9'));

  it('gives what the text gives that it encodes, in its encoding, on every path', () => {
    fc.assert(
      fc.property(wellFormed, fc.boolean(), (text, isPadded) => {
        const { t: out } = JSON.parse(plain.stringify({ t: text })) as { t?: string };
        const expected = out === undefined ? '{}' : JSON.stringify({ t: encode(out) });
        const t = isPadded ? encode(text) : encode(text).replace(/=+$/, '');
        expect(reading.stringify({ t })).toBe(expected);
        const line = JSON.stringify({ t });
        expect(throughLines({ reading, streams }, line)).toEqual([expected, expected, expected]);
        expect(reading.redactLine(expected)).toBe(expected);
      }),
      RUNS,
    );
  });

  it('lets nothing out of what two readers could take for different texts', () => {
    const damage = fc.constantFrom<(text: string) => string>(
      (text) => ` ${text}`,
      (text) => `${text}\n`,
      (text) => `${text}===`,
      // One character of four is no byte.
      (text) => text + 'A'.repeat((5 - (text.length % 4)) % 4),
      (text) => `${text.slice(0, 4)}-_+/${text.slice(4)}`,
      (text) => text.replace(/.$/, '\u0100'),
    );
    fc.assert(
      fc.property(wellFormed, damage, (text, change) => {
        expect(reading.stringify({ t: change(encode(text).replace(/=+$/, '')) })).toBe('{}');
      }),
      RUNS,
    );
  });
});

/** The line through `redactLine` and both engines, each of which has to count the same. */
function throughLines(
  { reading: redactor, streams }: Pick<Pair, 'reading' | 'streams'>,
  line: string,
): string[] {
  const bytes = Buffer.from(`${line}\n`);
  const paths = [
    () => redactor.redactLine(line),
    ...streams.map((stream) => () => Buffer.from(stream.push(bytes)).toString().slice(0, -1)),
  ];
  const counted: unknown[] = [];
  const lines = paths.map((path) => {
    const before = redactor.counters();
    const out = path();
    const after = Object.entries(redactor.counters());
    counted.push(after.map(([name, count]) => [name, count - before[name as keyof typeof before]]));
    return out;
  });
  for (const counts of counted) expect(counts).toEqual(counted[0]);
  return lines;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
