import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as v from 'valibot';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { policySchemaText } from '../../../scripts/policy-schema.js';
import type { PolicyDocument } from '../policy.js';
import { PRESETS } from '../presets/index.js';
import { definitions, documentSchema } from './schema.js';

type DeepReadonly<T> = T extends readonly (infer Element)[]
  ? readonly DeepReadonly<Element>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;

const committed = readFileSync(new URL('../../../policy.schema.json', import.meta.url), 'utf8');

const SAMPLE: PolicyDocument = {
  $schema: './node_modules/@logsieve/core/policy.schema.json',
  logsieve: 1,
  name: 'checkout',
  revision: '2026-11-22.1',
  extends: ['logsieve:http', './team.json'],
  fields: {
    latencyMs: { keep: 'number', min: 0 },
    provider: { keep: 'string', enum: ['openai', 'anthropic'] },
    sku: { keep: 'string', pattern: '[A-Z]{2}[0-9]+', max: 32 },
    'req.id': { keep: 'uuid' },
    'req.url': { keep: 'url', query: ['page'] },
    err: { keep: 'error', frames: 3, causes: 2 },
    ok: { keep: 'boolean' },
    trace: { keep: 'token', max: 32, caseInsensitive: true },
    'user.id': { pseudonymize: { key: 'users', scope: 'class', class: 'user' } },
    'user.email': { mask: 'email' },
    'user.ip': { generalize: 'ip' },
    'user.net': { generalize: { ip: { v4: 16, v6: 32 } } },
    age: { generalize: { number: { buckets: [18, 65] } } },
    at: { generalize: { timestamp: 'hour' } },
    card: { mask: { last: 4 } },
    note: { truncate: { max: 20 } },
    prompt: { encrypt: { to: 'dpo' } },
    secret: { replace: '[gone]' },
    token: 'remove',
    other: { remove: true },
    counts: { map: { keys: 'uuid', max: 50, value: { keep: 'integer' } } },
    'req.body': { parse: 'json', caseInsensitive: false },
    'req.body.id': { keep: 'uuid' },
    flags: { map: { keys: { enum: ['a', 'b'] }, value: { keep: 'boolean' } } },
  },
  message: 'template',
  detectors: ['default'],
  keys: { users: { active: 'k7', ring: { k7: { env: 'LOGSIEVE_KEY_K7' }, k6: { file: './k6' } } } },
  profiles: { console: { fields: { user: 'remove' }, message: 'remove', limits: { depth: 4 } } },
  remarks: 'silent',
  limits: { depth: 16, properties: 1000, stringLength: 8192, lineBytes: 1048576 },
  tests: [{ name: 'a new field stays out', record: { x: 1 }, expect: {}, profile: 'console' }],
};

const WRONG: Readonly<Record<string, unknown>> = {
  'an unknown property': { logsieve: 1, feilds: {} },
  'an unknown action': { logsieve: 1, fields: { prompt: { tokenize: { to: 'dpo' } } } },
  'a mode that is not of this version': { logsieve: 1, message: 'catalog' },
  'two actions': { logsieve: 1, fields: { a: { keep: 'number', mask: 'email' } } },
  'a number in quotes': { logsieve: 1, fields: { a: { keep: 'number', min: '0' } } },
  'a map in a map': {
    logsieve: 1,
    fields: { a: { map: { keys: 'uuid', value: { map: { keys: 'uuid', value: { keep: 'uuid' } } } } } },
  },
  'a text in a map': { logsieve: 1, fields: { a: { map: { keys: 'uuid', value: { parse: 'json' } } } } },
  'an unknown kind of text': { logsieve: 1, fields: { a: { parse: 'xml' }, 'a.b': { keep: 'uuid' } } },
  'an array for an object': { logsieve: 1, fields: [] },
  'a limit over its ceiling': { logsieve: 1, limits: { depth: 65 } },
  'a key that is written out': { logsieve: 1, keys: { a: { active: 'b', ring: { b: 'c2VjcmV0' } } } },
  'a rule under a name that objects inherit': { logsieve: 1, fields: { constructor: { keep: 'all' } } },
};

describe('the schema', () => {
  it('says the same as the types', () => {
    expectTypeOf<DeepReadonly<v.InferOutput<typeof documentSchema>>>().toEqualTypeOf<
      DeepReadonly<PolicyDocument>
    >();
  });

  it('accepts everything that the language has', () => {
    expect(v.safeParse(documentSchema, SAMPLE).issues).toBeUndefined();
  });

  it.each(Object.entries(WRONG))('refuses %s', (_, document) => {
    expect(v.safeParse(documentSchema, document).success).toBe(false);
  });

  it.each([...PRESETS])('accepts %s', (_, preset) => {
    expect(v.safeParse(documentSchema, preset).issues).toBeUndefined();
  });
});

describe('policy.schema.json', () => {
  it('is what the schema generates; else run packages/core/scripts/policy-schema.js', () => {
    expect(committed).toBe(policySchemaText(documentSchema, definitions));
  });

  it('describes every property', () => {
    const missing: string[] = [];
    const visit = (node: unknown, path: string) => {
      if (typeof node !== 'object' || node === null) return;
      const { type, properties = {} } = node as { type?: unknown; properties?: object };
      for (const [name, member] of type === 'object' ? Object.entries(properties) : []) {
        const { description, $ref } = member as { description?: string; $ref?: string };
        if (description === undefined && $ref === undefined) missing.push(`${path}.${name}`);
      }
      for (const [name, member] of Object.entries(node)) visit(member, `${path}/${name}`);
    };
    visit(JSON.parse(committed), '');
    expect(missing).toEqual([]);
  });

  const validate = compileJsonSchema(JSON.parse(committed) as object);

  it('accepts what the schema accepts', () => {
    expect(validate(SAMPLE)).toBe(true);
    for (const preset of PRESETS.values()) expect(validate(preset)).toBe(true);
  });

  it.each(Object.entries(WRONG))('refuses %s', (_, document) => {
    expect(validate(document)).toBe(false);
  });
});

/** With Ajv, as Fastify brings it along. */
function compileJsonSchema(schema: object): (value: unknown) => boolean {
  const fastify = createRequire(createRequire(import.meta.url).resolve('fastify'));
  const compiler = createRequire(fastify.resolve('@fastify/ajv-compiler'));
  const { default: Ajv } = compiler('ajv') as {
    default: new (options: object) => { compile(schema: object): (value: unknown) => boolean };
  };
  return new Ajv({ strict: false }).compile(schema);
}
