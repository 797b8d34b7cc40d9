/** Policies for line engines: every rule that an engine may decide by itself, at places that are met often. */
import type { Definitions, LeafRule, PolicyDocument, RuleDocument } from '@logsieve/core';
import type { Random } from './random.js';

const LEAVES: Readonly<Record<string, LeafRule>> = {
  flag: { keep: 'boolean' },
  n: { keep: 'number' },
  min: { keep: 'number', min: 0 },
  range: { keep: 'number', min: -5, max: 1000 },
  i: { keep: 'integer', min: 100, max: 599 },
  t: { keep: 'token' },
  t6: { keep: 'token', max: 6 },
  u: { keep: 'uuid' },
  e: { keep: 'string', enum: ['free', 'pro', 'GET', ''] },
  odd: { keep: 'string', enum: ['pro', 'caf\u00e9', '"'] },
  s: { keep: 'string', max: 40 },
  free: { keep: 'string', max: 300 },
  time: { keep: 'timestamp' },
  url: { keep: 'url' },
  route: { generalize: 'route' },
  ip: { generalize: 'ip' },
  wide: { generalize: { ip: { v4: 13 } } },
};

const keys = (kind: 'token' | 'uuid', value: LeafRule, max = 50): RuleDocument => ({
  map: { keys: kind, max, value },
});

const FIELDS: Readonly<Record<string, RuleDocument>> = {
  ...LEAVES,
  numbers: keys('token', { keep: 'number', min: 0 }),
  tokens: keys('token', { keep: 'token' }, 2),
  flags: keys('token', { keep: 'boolean' }),
  plans: keys('token', { keep: 'string', enum: ['free', 'pro'] }),
  texts: keys('token', { keep: 'string', max: 40 }),
  ids: keys('uuid', { keep: 'integer' }),
  err: { keep: 'error' },
  put: { replace: '[gone]' },
  'list.*': { keep: 'integer' },
  'items.*.id': { keep: 'token' },
  'o.id': { keep: 'token' },
  'o.in.n': { keep: 'number' },
  'h.x-id': { keep: 'token', caseInsensitive: true },
  'h.key': { keep: 'string', caseInsensitive: true },
};

/** Of the first the engine is to see every text, of the others those with a beginning. */
const DEFINE: Definitions = {
  any: { pattern: '[a-z]{2,4}-?[0-9]{1,3}|[A-Z]{3}' },
  words: { words: ['free', 'pro', 'caf\u00e9', 'ok'] },
};
const TOLD: Definitions = {
  'own-id': { pattern: '(?i)user[0-9]{1,3}(?: [a-z]{1,9})?' },
  'own-words': { words: ['logged in', 'failed', 'done'], near: ['user', 'order'] },
};

/** One of them, with other detectors, limits and modes. */
export function linePolicyOf(random: Random): PolicyDocument {
  // It takes something out of maps, which are for the host then.
  const guard: Readonly<Record<string, RuleDocument>> = random.chance(0.2) ? { '**.name': 'remove' } : {};
  const limits = random.pick([undefined, { properties: 5 }, { stringLength: 300 }]);
  const detectors = random.pick([
    undefined,
    undefined,
    ['default'],
    [],
    ['payment-card', 'us-ssn'],
    ['ipv4', 'ipv6'],
  ]);
  const define = random.pick([undefined, undefined, DEFINE, TOLD]);
  return {
    logsieve: 1,
    extends: [],
    fields: { ...FIELDS, ...guard },
    ...(define === undefined ? {} : { define }),
    message: random.pick(['template', 'template', 'scan', 'remove']),
    ...(detectors === undefined
      ? {}
      : { detectors: define === undefined ? detectors : [...detectors, ...Object.keys(define)] }),
    ...(limits === undefined ? {} : { limits }),
  };
}
