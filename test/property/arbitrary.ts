/** Policies and records that fit each other often enough to be worth redacting. */
import type { PolicyDocument, RuleDocument } from '@logsieve/core';
import fc from 'fast-check';

/** Names that policies list; `extra…` names are never listed. */
export const NAMES = [
  'a',
  'b',
  'c',
  'level',
  'msg2',
  'err',
  '0',
  'x.y',
  '__proto__',
  'Content-Type',
  'ключ',
] as const;

const name = fc.constantFrom(...NAMES);
const escapeName = (text: string) => text.replace(/[\\.*]/g, '\\$&');

/** Path patterns of one to three names, with `*` inside. */
const pattern = fc
  .tuple(
    name,
    fc.array(fc.oneof({ weight: 4, arbitrary: name.map(escapeName) }, fc.constant('*')), { maxLength: 2 }),
  )
  .map(([first, rest]) => [escapeName(first), ...rest].join('.'));

const steadyRule: fc.Arbitrary<RuleDocument> = fc.oneof(
  fc.constantFrom<RuleDocument>(
    { keep: 'number' },
    { keep: 'integer', min: -5, max: 1000 },
    { keep: 'boolean' },
    { keep: 'string' },
    { keep: 'string', max: 4 },
    { keep: 'string', enum: ['a', 'ok', ''] },
    { keep: 'string', pattern: '[a-z]{1,4}' },
    { keep: 'uuid' },
    { keep: 'timestamp' },
    { keep: 'token' },
    { keep: 'url', query: ['page'] },
    { keep: 'error' },
    { keep: 'pseudonym' },
    { replace: '[x]' },
    'remove',
    { map: { keys: 'token', max: 3, value: { keep: 'string' } } },
    { map: { keys: 'integer', value: { keep: 'number' } } },
    { keep: 'string', caseInsensitive: true },
  ),
);

const changingRule: fc.Arbitrary<RuleDocument> = fc.constantFrom<RuleDocument>(
  { mask: { last: 2 } },
  { mask: 'email' },
  { pseudonymize: { key: 'k' } },
  { pseudonymize: { key: 'k', scope: 'global' } },
  { generalize: 'ip' },
  { generalize: 'route' },
  { generalize: 'email' },
  { generalize: 'sql' },
  { generalize: 'stack' },
  { generalize: { number: { buckets: [0, 10, 100] } } },
  { generalize: { timestamp: 'day' } },
  { truncate: { max: 3 } },
);

type Fields = Record<string, RuleDocument>;

/** Leaves out rules that lie below others, which a policy may not have. */
function withoutNesting(entries: readonly (readonly [string, RuleDocument])[]): Fields {
  const kept: [string[], RuleDocument][] = [];
  const split = (text: string) => text.split(/(?<!\\)\./);
  const covers = (a: string[], b: string[]) =>
    a.every((segment, index) => segment.toLowerCase() === b[index]?.toLowerCase());
  for (const [text, rule] of entries) {
    const segments = split(text);
    if (kept.some(([other]) => covers(other, segments) || covers(segments, other))) continue;
    kept.push([segments, rule]);
  }
  return Object.fromEntries(kept.map(([segments, rule]) => [segments.join('.'), rule]));
}

const policyOf = (rule: fc.Arbitrary<RuleDocument>): fc.Arbitrary<PolicyDocument> =>
  fc
    .record({
      entries: fc.array(fc.tuple(pattern, rule), { minLength: 1, maxLength: 8 }),
      extend: fc.constantFrom<readonly string[] | undefined>([], undefined, ['logsieve:http']),
      message: fc.constantFrom<PolicyDocument['message']>('template', 'scan', 'remove'),
    })
    .map(({ entries, extend, message }) => ({
      logsieve: 1 as const,
      ...(extend === undefined ? {} : { extends: extend }),
      fields: withoutNesting(
        extend?.length === 0 ? entries : entries.filter(([text]) => !/^(?:err|level)/.test(text)),
      ),
      message: message!,
      keys: { k: { active: 'k1', ring: { k1: { env: 'K1' } } } },
    }));

/** Policies in which no name is data: the keys of a map are. */
export const maplessPolicy = policyOf(
  fc.oneof(steadyRule, changingRule).filter((rule) => typeof rule === 'string' || !('map' in rule)),
);
/** Policies whose actions all give the same again when redacted again. */
export const steadyPolicy = policyOf(steadyRule);
/** Policies of every action. */
export const anyPolicy = policyOf(fc.oneof(steadyRule, changingRule));

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: 'grapheme-ascii', maxLength: 12 }),
  fc.constantFrom(
    'ok',
    'a',
    'abcd',
    'user@example.com',
    '192.168.1.77',
    'password=hunter2',
    '\u2028\u001b[31m',
    '\ud800',
  ),
  fc.uuid(),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.constantFrom(
    '/users/17/orders?page=2&token=s3cr3t',
    'https://u:p@example.com/a/b?page=1#f',
    '4111 1111 1111 1111',
  ),
);

const scalar = fc.oneof(text, fc.integer(), fc.double(), fc.boolean(), fc.constant(null));
const key = fc.oneof({ weight: 5, arbitrary: name }, { weight: 1, arbitrary: text });

const value: fc.Memo<unknown> = fc.memo((depth) =>
  depth <= 1
    ? scalar
    : fc.oneof(
        { weight: 4, arbitrary: scalar },
        { weight: 2, arbitrary: objectOf(value(depth - 1)) },
        { weight: 1, arbitrary: fc.array(value(depth - 1), { maxLength: 4 }) },
        {
          weight: 1,
          arbitrary: fc.record({ type: fc.constant('TypeError'), message: text, stack: text, code: text }),
        },
      ),
);

function objectOf(member: fc.Arbitrary<unknown>): fc.Arbitrary<Record<string, unknown>> {
  return fc.array(fc.tuple(key, member), { maxLength: 6 }).map((entries) => Object.fromEntries(entries));
}

/** What `JSON.parse` could have given, rendered and parsed once. */
export const jsonRecord: fc.Arbitrary<Record<string, unknown>> = fc
  .tuple(objectOf(value(3)), fc.option(text, { nil: undefined }))
  .map(
    ([record, msg]) =>
      JSON.parse(JSON.stringify(msg === undefined ? record : { ...record, msg })) as Record<string, unknown>,
  );
