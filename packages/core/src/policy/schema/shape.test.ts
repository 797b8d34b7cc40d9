import { describe, expect, it } from 'vitest';
import { formatIssue, type Issue } from '../issue.js';
import { readObject } from '../document.js';
import { checkShape, type IsFaulty } from './shape.js';

function check(document: object): { readonly said: readonly string[]; readonly isFaulty: IsFaulty } {
  const issues: Issue[] = [];
  const read = readObject({ logsieve: 1, ...document }, 'p', (issue) => issues.push(issue));
  const isFaulty = checkShape(read, (issue) => issues.push(issue));
  return { isFaulty, said: issues.map((issue) => formatIssue(issue).trim().replace(/^p /, '')) };
}

const DOCS = 'change it, or see docs/policy.md for what may stand here';
const ACTIONS = 'change it, or see docs/actions.md for what may stand here';
const rule = (a: unknown) => ({ fields: { a } });
const source = (k: unknown) => ({ keys: { u: { active: 'k', ring: { k } } } });

describe('what has the wrong type or value is told so', () => {
  it.each([
    [{ limits: 5 }, `limits: the value must be an object; ${DOCS}`],
    [{ limits: [] }, `limits: the value must be an object; ${DOCS}`],
    [{ fields: [] }, `fields: the value must be an object; ${DOCS}`],
    [{ keys: null }, `keys: the value must be an object; ${DOCS}`],
    [{ profiles: { p: 5 } }, `profiles.p: the value must be an object; ${DOCS}`],
    [{ tests: [5] }, `tests[0]: the value must be an object; ${DOCS}`],
    [rule({ map: 5 }), `fields.a.map: the value must be an object; ${ACTIONS}`],
    [{ name: 5 }, `name: the value must be a string; ${DOCS}`],
    [{ name: '' }, `name: the value must not be empty; ${DOCS}`],
    [{ tests: {} }, `tests: the value must be an array; ${DOCS}`],
    [{ extends: 5 }, 'extends: the value must be an array; write ["logsieve:http"]'],
    [{ extends: './team.json' }, 'extends: the value must be an array; write ["./team.json"]'],
    [{ extends: 'x'.repeat(256) }, `extends: the value must be an array; write ["${'x'.repeat(256)}"]`],
    [{ extends: 'x'.repeat(257) }, 'extends: the value must be an array; write ["logsieve:http"]'],
    [rule({ keep: 'number', min: '0' }), 'fields.a.min: the value must be a number; write it without quotes'],
    [rule({ keep: 'number', min: null }), `fields.a.min: the value must be a number; ${ACTIONS}`],
    [
      rule({ keep: 'uuid', caseInsensitive: 'true' }),
      'fields.a.caseInsensitive: the value must be a boolean; write it without quotes',
    ],
    [rule({ keep: 'string', enum: [] }), `fields.a.enum: the value must not be empty; ${ACTIONS}`],
    [rule({ keep: 'string', enum: [1] }), `fields.a.enum[0]: the value must be a string; ${ACTIONS}`],
    [
      rule({ replace: 'x'.repeat(257) }),
      `fields.a.replace: the value must not be longer than 256; ${ACTIONS}`,
    ],
    [rule({ remove: false }), `fields.a.remove: the value must be true; ${ACTIONS}`],
    [{ limits: { depth: 1.5 } }, `limits.depth: the value must be a whole number; ${DOCS}`],
    [{ limits: { depth: 0 } }, `limits.depth: the value must be at least 1; ${DOCS}`],
    [{ limits: { depth: 65 } }, `limits.depth: the value must be at most 64; ${DOCS}`],
    [
      { message: 'templat' },
      'message: the value must be "template", "scan", "remove" or an object that names a catalog; did you mean "template"?',
    ],
    [
      { message: 'none' },
      'message: the value must be "template", "scan", "remove" or an object that names a catalog; did you mean "remove"?',
    ],
    [
      rule({ keep: 'error', message: 'all' }),
      'fields.a.message: the value must be "known"; write that for the texts that everybody\'s programs have, or leave message out: no other comes out',
    ],
    [
      { message: 'catalog' },
      'message: the value names no catalog; write { "catalog": "./logsieve.messages.json" }',
    ],
    [
      { message: { catalog: { messages: [['a', 1]] } } },
      `message.catalog.messages[0]: the value is not understood; ${DOCS}`,
    ],
    [{ message: {} }, 'message.catalog: the property "catalog" is missing; add it'],
    [{ message: { catalog: 5 } }, `message.catalog: the value must be a string; ${DOCS}`],
    [{ message: { catalog: {} } }, 'message.catalog.messages: the property "messages" is missing; add it'],
    ...['', [], ['a'], 5, null].map((text): [object, string] => [
      { message: { catalog: { messages: ['fine', text] } } },
      'message.catalog.messages[1]: the value is no text of a catalog; write a text, or the parts around its holes: ["user ", ""]',
    ]),
    [
      { message: 5 },
      'message: the value must be "template", "scan", "remove" or an object that names a catalog; write "template" for format strings alone, or { "catalog": "./logsieve.messages.json" } for the texts of the program',
    ],
  ])('%#: %.60j', (document, text) => {
    expect(check(document).said).toEqual([`${text} [ERR_LOGSIEVE_POLICY_INVALID_VALUE]`]);
  });
});

describe('what is missing, or there twice, is told so', () => {
  it.each([
    [{ keys: { u: { active: 'k' } } }, ['keys.u.ring: the property "ring" is missing; add it']],
    [
      rule({ map: {} }),
      [
        'fields.a.map.keys: the property "keys" is missing; add it',
        'fields.a.map.value: the property "value" is missing; add it',
      ],
    ],
    [
      rule({ min: 1 }),
      [
        'fields.a: the value names no action; write one of keep, replace, mask, encrypt, pseudonymize, generalize, truncate, remove, map, parse',
      ],
    ],
    [
      rule({ map: { keys: 'uuid', value: {} } }),
      [
        'fields.a.map.value: the value names no action; write one of keep, replace, mask, encrypt, pseudonymize, generalize, truncate',
      ],
    ],
    [
      rule({ keep: 'uuid', mask: 'email' }),
      ['fields.a: the value names two actions, keep and mask; write one'],
    ],
    [
      rule({ generalize: {} }),
      ['fields.a.generalize: the value names no form; write one of ip, number, timestamp'],
    ],
    [
      rule({ generalize: { ip: {}, number: { buckets: [1] } } }),
      ['fields.a.generalize: the value names two forms, ip and number; write one'],
    ],
    [
      source({ env: 'A', file: 'b' }),
      ['keys.u.ring.k: the value names two sources, env and file; write one'],
    ],
    [source({}), ['keys.u.ring.k: the value names no source; write env or file']],
    [
      source(5),
      [
        'keys.u.ring.k: the value must be an object; write { "env": "NAME" }: where the key is, never the key',
      ],
    ],
  ])('%#: %.60j', (document, texts) => {
    expect(check(document).said).toEqual(texts.map((text) => `${text} [ERR_LOGSIEVE_POLICY_INVALID_VALUE]`));
  });
});

describe('an unknown property is answered with the known ones of its place', () => {
  it.each([
    [{ fieldz: {} }, 'fieldz', 'did you mean "fields"?'],
    [
      { x: 1 },
      'x',
      'known here: $schema, logsieve, name, revision, extends, fields, message, detectors, confidence, remarks, limits, define, keys, recipients, profiles, tests',
    ],
    [
      { profiles: { p: { keys: {} } } },
      'profiles.p.keys',
      'known here: fields, message, detectors, confidence, remarks, limits',
    ],
    [source({ envv: 'x' }), 'keys.u.ring.k.envv', 'did you mean "env"?'],
    [rule({ generalize: { ipp: 1 } }), 'fields.a.generalize.ipp', 'did you mean "ip"?'],
    [rule({ min: 1, kep: 'number' }), 'fields.a.kep', 'did you mean "keep"?'],
    [rule({ keep: 'uuid', max: 3 }), 'fields.a.max', 'known here: keep, caseInsensitive'],
  ])('%#: %.60j', (document, at, hint) => {
    expect(check(document).said).toEqual([
      `${at}: the property is unknown; ${hint} [ERR_LOGSIEVE_POLICY_UNKNOWN_PROPERTY]`,
    ]);
  });
});

it('tells each fault of a document, and what of it is faulty: the place, what is above it and what is below', () => {
  const { said, isFaulty } = check({ fields: { a: { keep: 'uuid', max: 3 }, b: 5, c: 'remove' }, x: 1 });
  expect(said).toHaveLength(3);
  expect([['fields', 'a'], ['fields', 'b', 'keep'], ['x'], []].map(isFaulty)).toEqual(Array(4).fill(true));
  expect(isFaulty(['fields', 'c'])).toBe(false);
  expect(isFaulty(['limits'])).toBe(false);
  expect(check({}).isFaulty([])).toBe(false);
});
