import { describe, expect, it } from 'vitest';
import { redactors } from '../../../test/profiled.js';
import type { KeepRule, Rule } from '../policy.js';

const uuid = '9b2f8f3e-0c1d-4f5a-8b7c-1234567890ab';
const mask: Rule = { mask: { first: 8, last: 8 } };

describe('a stronger action of a profile', () => {
  it.each([
    [{ keep: 'boolean' }, mask, 'a secret of some length'],
    [{ keep: 'uuid' }, mask, 'a secret of some length'],
    [{ keep: 'uuid' }, { generalize: 'route' }, '/some/secret'],
    [{ keep: 'uuid' }, { pseudonymize: { key: 'users' } }, 'ada'],
    [{ keep: 'string', enum: ['a'] }, { generalize: 'email' }, 'ada@example.com'],
    [{ keep: 'string', pattern: 'a+' }, { truncate: { max: 20 } }, 'secret'],
    [{ keep: 'string', max: 5 }, { truncate: { max: 20 } }, 'secret'],
    [{ keep: 'number' }, { generalize: 'ip' }, '203.0.113.9'],
    [{ keep: 'number', max: 5 }, { generalize: { number: { buckets: [10, 20] } } }, 15],
  ] as [KeepRule, Rule, unknown][])('in place of %j: %j lets nothing out of %j', (from, to, a) => {
    const { plain, profiled } = redactors(from, to);
    expect(plain.redact({ a })).toEqual({});
    expect(profiled.redact({ a })).toEqual({});
  });

  it.each([
    [{ keep: 'uuid' }, { mask: { last: 4 } }, uuid, '****90ab'],
    [{ keep: 'token' }, { mask: { last: 2 } }, 123456, '****56'],
    [{ keep: 'number' }, { generalize: { number: { buckets: [10, 20] } } }, 15, '10-20'],
    [{ keep: 'string', enum: ['/users/17'] }, { generalize: 'route' }, '/users/17', '/users/:id'],
    [{ keep: 'string' }, { truncate: { max: 3 } }, 'abcdef', 'abc'],
  ] as [KeepRule, Rule, unknown, unknown][])('in place of %j: %j acts on %j', (from, to, a, expected) => {
    expect(redactors(from, to).profiled.redact({ a })).toEqual({ a: expected });
  });

  it('does not show what a detector or the type of the policy takes out', () => {
    const email = 'this is of ada@example.com';
    expect(redactors({ keep: 'string' }, mask).profiled.redact({ a: email })).not.toMatchObject({
      a: expect.stringContaining('example') as string,
    });
    const url = 'https://shop.example/p?token=0123456789abcdef';
    expect(redactors({ keep: 'url' }, mask).profiled.stringify({ a: url })).not.toContain('9abcdef');
  });

  it('counts a value once, and no finding of the rule that it stands in place of', () => {
    const { profiled } = redactors({ keep: 'string' }, { mask: { last: 2 } });
    profiled.redact({ a: 'mail to ada@example.com' });
    expect(profiled.counters()).toMatchObject({ masked: 1, kept: 0, findings: 0 });
    profiled.redact({ a: 1 });
    expect(profiled.counters()).toMatchObject({ masked: 1, removed: 1, faults: 0 });
  });
});
