import { createRedactor, type Redactor } from '../src/redactor.js';
import { compilePolicy } from '../src/policy/compile/compile.js';
import { parsePolicy } from '../src/policy/parse.js';
import type { Rule } from '../src/policy/policy.js';

const keys = { users: { active: 'k1', ring: { k1: { env: 'K1' } } } };
/** Not a MAC: different for different data, which is all that is needed here. */
const createHmac = () => (data: Uint8Array) =>
  Uint8Array.from({ length: 32 }, (_, i) => (data[data.length - 1 - i] ?? i) ^ data.length);

/** Redactors with the first rule for `a`, without and with a profile that has the second. */
export function redactors(from: Rule, to: Rule): Readonly<Record<'plain' | 'profiled', Redactor>> {
  const policy = parsePolicy({
    logsieve: 1,
    extends: [],
    keys,
    fields: { a: from },
    profiles: { p: { fields: { a: to } } },
  });
  const options = { createHmac, readKey: () => new Uint8Array(32) };
  return {
    plain: createRedactor(compilePolicy(policy, options)),
    profiled: createRedactor(compilePolicy(policy, { ...options, profile: 'p' })),
  };
}
