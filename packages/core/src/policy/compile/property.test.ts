import fc from 'fast-check';
import { expect, it } from 'vitest';
import { redactors } from '../../../test/profiled.js';
import type { KeepRule, Rule } from '../policy.js';

it('a stronger action of a profile tells no two values apart that the policy does not tell apart', () => {
  const keeps: KeepRule[] = [
    ...(['boolean', 'uuid', 'token', 'url', 'timestamp', 'integer'] as const).map((keep) => ({ keep })),
    { keep: 'string', max: 12 },
  ];
  const actions: Rule[] = [
    { mask: { first: 8, last: 8 } },
    { mask: 'email' },
    { generalize: 'route' },
    { generalize: 'email' },
    { generalize: 'ip' },
    { truncate: { max: 6 } },
    { pseudonymize: { key: 'users' } },
  ];
  const value = fc.oneof(
    fc.string(),
    fc.webUrl({ withQueryParameters: true }),
    fc.emailAddress(),
    fc.ipV4(),
    fc.uuid(),
    fc.integer(),
    fc.boolean(),
  );
  for (const [from, to] of keeps.flatMap((keep) => actions.map((action) => [keep, action] as const))) {
    const { plain, profiled } = redactors(from, to);
    fc.assert(
      fc.property(value, value, (a, b) => {
        if (plain.stringify({ a }) !== plain.stringify({ a: b })) return;
        expect(profiled.stringify({ a })).toBe(profiled.stringify({ a: b }));
      }),
      { numRuns: 200 },
    );
  }
});
