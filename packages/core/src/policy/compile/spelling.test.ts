import { describe, expect, it } from 'vitest';
import { compilePolicy, createRedactor, parsePolicy, type RuleDocument } from '../../index.js';

const CANARY = 'S3CR3T';
const keep: RuleDocument = { keep: 'string', caseInsensitive: true };

describe.each([
  [
    'authorization',
    'a member of the record',
    { authorization: keep, host: keep },
    (name: string) => ({ [name]: CANARY, host: 'x' }),
  ],
  [
    'h.authorization',
    'a member below',
    { 'h.authorization': keep, 'h.host': keep },
    (name: string) => ({ h: { [name]: CANARY, host: 'x' } }),
  ],
  [
    'h.authorization',
    'a member of a string',
    { h: { parse: 'headers' } as RuleDocument, 'h.authorization': keep, 'h.host': keep },
    (name: string) => ({ h: `${name}: ${CANARY}\r\nhost: x` }),
  ],
] as const)('the removal of %s, %s', (pattern, _where, fields, recordOf) => {
  const names = ['Authorization', 'authorization', 'AUTHORIZATION'];
  const patterns = names.flatMap((name) => [pattern.replace('authorization', name), `**.${name}`]);
  const policyWith = (removal: string) =>
    parsePolicy({ logsieve: 1, extends: [], fields, profiles: { p: { fields: { [removal]: 'remove' } } } });

  it.each(patterns)('finds it in every spelling when it is spelled %s', (removal) => {
    const open = createRedactor(compilePolicy(policyWith(removal)));
    const ofProfile = createRedactor(compilePolicy(policyWith(removal), { profile: 'p' }));
    const tightened = open.tighten([removal]);
    for (const name of names) {
      expect(open.stringify(recordOf(name))).toContain(CANARY);
      for (const redactor of [ofProfile, tightened]) {
        const text = redactor.stringify(recordOf(name));
        expect(text).not.toContain(CANARY);
        expect(text).toContain('host');
        expect(redactor.redactLine(text)).toBe(text);
      }
      const inherited = open.bind(recordOf(name));
      expect(tightened.stringify({}, { bindings: tightened.bind({}, inherited) })).not.toContain(CANARY);
      expect(tightened.stringify(recordOf(name), { bindings: tightened.bind({}, inherited) })).not.toContain(
        CANARY,
      );
    }
  });

  it('leaves another name alone', () => {
    const tightened = createRedactor(compilePolicy(policyWith(pattern))).tighten([
      'authorisation',
      '**.auth',
    ]);
    expect(tightened.stringify(recordOf('Authorization'))).toContain(CANARY);
  });
});

it('a removal keeps its spelling where no rule takes every one', () => {
  const policy = parsePolicy({
    logsieve: 1,
    extends: [],
    fields: { a: { keep: 'integer' }, A: { keep: 'integer' } },
  });
  expect(createRedactor(compilePolicy(policy)).tighten(['A']).stringify({ a: 1, A: 2 })).toBe('{"a":1}');
});
