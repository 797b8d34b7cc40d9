/** Policies under which to attack: the presets, and generated ones of every action, type and mode. */
import type {
  LeafRule,
  MessageCatalog,
  MessageDocument,
  PolicyDocument,
  ProfileDocument,
  RuleDocument,
  StructureName,
} from '@logsieve/core';
import { OWN } from './planted.js';
import { createRandom, type Random } from './random.js';

/** A policy and the profile under which it is compiled. */
export interface Subject {
  readonly document: PolicyDocument;
  readonly profile: string | undefined;
}

/** The variable that holds the key of pseudonyms. */
export const KEY_ENV = 'LOGSIEVE_ATTACK_KEY';
export const KEY = Buffer.alloc(32, 7).toString('base64');

/** The policy of a seed. Its rules may contradict each other: then it does not compile. */
export function subjectOf(seed: number): Subject {
  const random = createRandom(seed);
  const fields = seed % 3 === 0 ? withEncryption(fieldsOf(random)) : fieldsOf(random);
  const base = random.pick([undefined, undefined, [], ['logsieve:http'], ['logsieve:http', 'logsieve:llm']]);
  const profiled = random.chance(0.25);
  const detectors = random.pick([undefined, undefined, undefined, ['default'], []]);
  const defines = detectors?.length !== 0 && random.chance(0.4);
  const limits = random.pick([undefined, undefined, { depth: 6, properties: 40 }, { stringLength: 300 }]);
  const document: PolicyDocument = {
    logsieve: 1,
    ...(base === undefined ? {} : { extends: base }),
    fields,
    message: messageOf(random.pick(['template', 'template', 'scan', 'remove']), seed),
    remarks: random.pick(['silent', 'silent', 'counts']),
    ...(detectors === undefined ? {} : { detectors }),
    ...(defines ? { define: OWN } : {}),
    ...(limits === undefined ? {} : { limits }),
    recipients: { dpo: [RECIPIENT] },
    keys: { k: { active: 'k1', ring: { k1: { env: KEY_ENV } } } },
    ...(profiled ? { profiles: { attacked: profileOf(fields, random) } } : {}),
  };
  return { document, profile: profiled ? 'attacked' : undefined };
}

/** Half of those that let no message out have a catalog, with texts that what is logged resembles; half of these tell others apart. */
function messageOf(mode: 'template' | 'scan' | 'remove', seed: number): MessageDocument {
  if (mode !== 'remove' || seed % 2 === 0) return mode;
  return seed % 4 === 1
    ? { catalog: CATALOG }
    : { catalog: CATALOG, unknown: { pseudonymize: { key: 'k' } } };
}

const CATALOG: MessageCatalog = {
  messages: [
    'done',
    'order placed',
    ['user ', ' logged in'],
    ['user ', ''],
    ['', ' logged ', ''],
    ['failed: ', ''],
    ['', '!'],
  ],
  prefixes: ['[a] ', 'us'],
};

/** Heads of paths that no preset lists. */
const FIRST = [
  'user',
  'note',
  'items',
  'order',
  'x',
  'data',
  'ctx',
  '0',
  'http\\.route',
  '__proto__',
  'ключ',
];
const REST = ['id', 'name', 'items', 'value', 'constructor', 'toJSON', '1', 'a\\.b', 'X-Id', 'b'];

/** Values that rules let out unchanged. */
const KEEPS: readonly LeafRule[] = [
  { keep: 'number' },
  { keep: 'number', min: 0, max: 1000 },
  { keep: 'integer' },
  { keep: 'integer', min: -5, max: 1_000 },
  { keep: 'boolean' },
  { keep: 'string' },
  { keep: 'string', max: 12 },
  { keep: 'string', max: 200 },
  { keep: 'string', enum: ['free', 'pro', ''] },
  { keep: 'string', pattern: '[a-z]{1,4}' },
  { keep: 'string', pattern: '[a-z]+(-[0-9]+)?', max: 20 },
  { keep: 'uuid' },
  { keep: 'timestamp' },
  { keep: 'token' },
  { keep: 'token', max: 6 },
  { keep: 'url' },
  { keep: 'url', query: ['page'] },
  { keep: 'error' },
  { keep: 'error', frames: 5 },
  { keep: 'error', causes: 4 },
  { keep: 'error', message: 'known', causes: 2 },
  { keep: 'pseudonym' },
];

const CHANGES: readonly LeafRule[] = [
  { replace: '[gone]' },
  { mask: { last: 4 } },
  { mask: { first: 2, last: 2 } },
  { mask: { first: 8, last: 8 } },
  { mask: 'email' },
  { pseudonymize: { key: 'k' } },
  { pseudonymize: { key: 'k', scope: 'global' } },
  { pseudonymize: { key: 'k', scope: 'class', class: 'c' } },
  { generalize: 'ip' },
  { generalize: { ip: { v4: 16, v6: 32 } } },
  { generalize: 'route' },
  { generalize: 'email' },
  { generalize: 'sql' },
  { generalize: 'stack' },
  { generalize: { number: { buckets: [0, 10, 100] } } },
  { generalize: { timestamp: 'day' } },
  { generalize: { timestamp: 'hour' } },
  { truncate: { max: 6 } },
  { truncate: { max: 40 } },
];

function ruleOf(random: Random): RuleDocument {
  if (random.chance(0.05)) return { remove: true };
  if (random.chance(0.12)) {
    const keys = random.pick(['uuid', 'token', 'integer', { enum: ['eu', 'us'] }] as const);
    const map = { keys, max: random.pick([2, 50]), value: random.pick([...KEEPS, ...CHANGES]) };
    return { map: random.chance(0.7) ? map : { keys, value: map.value } };
  }
  const rule = random.pick(random.chance(0.65) ? KEEPS : CHANGES);
  return random.chance(0.1) ? { ...rule, caseInsensitive: true } : rule;
}

function fieldsOf(random: Random): Record<string, RuleDocument> {
  const fields: Record<string, RuleDocument> = {};
  const define = (name: string, value: RuleDocument) =>
    Object.defineProperty(fields, name, { value, enumerable: true, configurable: true, writable: true });
  const paths: string[][] = [];
  for (let count = 3 + random.int(10); count > 0; count--) {
    const path = [random.pick(FIRST)];
    if (random.chance(0.25)) path.push('*');
    for (let more = random.int(3); more > 0; more--) path.push(random.chance(0.15) ? '*' : random.pick(REST));
    if (paths.some((other) => covers(other, path) || covers(path, other))) continue;
    paths.push(path);
    if (random.chance(0.15)) for (const [pattern, rule] of parsedFields(path, random)) define(pattern, rule);
    else define(path.join('.'), ruleOf(random));
  }
  if (random.chance(0.3)) {
    const guard = random.pick(['name', 'value', 'id', 'b', 'code', 'stack']);
    define(`**.${guard}`, random.chance(0.7) ? 'remove' : { replace: '[guarded]' });
  }
  return fields;
}

type Field = readonly [pattern: string, rule: RuleDocument];

/** With some of the values encrypted; none in a text, of which an encoding would hide what is not the same each time. */
function withEncryption(fields: Readonly<Record<string, RuleDocument>>): Record<string, RuleDocument> {
  const texts = Object.keys(fields).filter((pattern) => 'parse' in Object(fields[pattern]));
  const entries = Object.entries(fields).map(([pattern, rule]): Field => {
    const isInText = texts.some((text) => pattern.startsWith(`${text}.`));
    const isChanged = typeof rule === 'object' && ('mask' in rule || 'generalize' in rule);
    if (isInText || !isChanged) return [pattern, rule];
    return [
      pattern,
      { encrypt: { to: 'dpo' }, ...('caseInsensitive' in rule ? { caseInsensitive: true } : {}) },
    ];
  });
  return Object.fromEntries(entries);
}

/** Nobody has the identity. */
const RECIPIENT = 'age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj';

/** A string with members, and rules for some of them. */
function parsedFields(path: readonly string[], random: Random): Field[] {
  const kind = random.pick(['json', 'json', 'form', 'cookies', 'headers', 'url', 'multipart'] as const);
  const below = kind === 'json' ? jsonMembers(random) : textMembers(kind, random);
  const fields = below.map(([members, rule]): Field => [[...path, ...members].join('.'), rule]);
  const encoded = random.pick([undefined, undefined, 'base64', 'base64url'] as const);
  return [[path.join('.'), encoded === undefined ? { parse: kind } : { parse: kind, encoded }], ...fields];
}

type Below = readonly [members: readonly string[], rule: RuleDocument];

function jsonMembers(random: Random, level = 1): Below[] {
  const names = [...new Set([random.pick(REST), random.pick(REST)])];
  return names.flatMap((name): Below[] => {
    const members = random.pick([[name], [name, 'b'], [name, '*'], [name, '*', 'id']]);
    if (level > 2 || random.chance(0.8)) return [[members, exactly(ruleOf(random))]];
    const inner = jsonMembers(random, level + 1);
    return [
      [members, { parse: 'json' }],
      ...inner.map(([rest, rule]): Below => [[...members, ...rest], rule]),
    ];
  });
}

function textMembers(kind: Exclude<StructureName, 'json'>, random: Random): Below[] {
  const leaf = () => exactly(random.pick([...KEEPS, ...CHANGES]));
  const names = [...new Set([random.pick(REST), random.pick(REST)])];
  if (kind !== 'url') return names.map((name) => [[name], leaf()]);
  return [[['path'], { generalize: 'route' }], ...names.map((name): Below => [['query', name], leaf()])];
}

/** In any case it would be about the string in any case, too, which is another one. */
function exactly(rule: RuleDocument): RuleDocument {
  if (typeof rule === 'string') return rule;
  return Object.fromEntries(
    Object.entries(rule).filter(([name]) => name !== 'caseInsensitive'),
  ) as typeof rule;
}

/** True where a rule at `upper` would decide what is at `lower`. */
function covers(upper: readonly string[], lower: readonly string[]): boolean {
  return upper.every((segment, at) => segment.toLowerCase() === lower[at]?.toLowerCase());
}

/** Tightens some of the fields in each of the ways that a profile may. */
function profileOf(fields: Readonly<Record<string, RuleDocument>>, random: Random): ProfileDocument {
  const tighter: Record<string, RuleDocument> = {};
  for (const [pattern, rule] of Object.entries(fields)) {
    if (!random.chance(0.4) || typeof rule === 'string' || 'remove' in rule || pattern.startsWith('**'))
      continue;
    const value = tightened(rule, random);
    Object.defineProperty(tighter, pattern, { value, enumerable: true, configurable: true, writable: true });
  }
  return { fields: tighter, ...(random.chance(0.3) ? { message: 'remove' } : {}) };
}

function tightened(rule: Exclude<RuleDocument, string>, random: Random): RuleDocument {
  const same = 'caseInsensitive' in rule ? { caseInsensitive: true } : {};
  const shorter: RuleDocument = { truncate: { max: 5 }, ...same };
  if ('keep' in rule)
    return random.pick<RuleDocument>([
      { remove: true, ...same },
      { mask: { first: 1, last: 2 }, ...same },
      shorter,
    ]);
  return 'replace' in rule || random.chance(0.5)
    ? { remove: true, ...same }
    : { replace: '[profile]', ...same };
}
