import { expect, test } from 'vitest';
import type { Rule } from '../policy/policy.js';
import { faultsOf } from './index.js';

const min = { message: 'min is above max', hint: 'no number could pass; swap them' };
const bounds = {
  message: 'the bounds do not ascend',
  hint: 'write finite numbers, each above the one before',
};
const noEffect = {
  message: 'the class has no effect',
  hint: 'write "scope": "class", or delete the class',
};
const beside = (name: string) => ({
  path: [name],
  message: `${name} stands beside enum`,
  hint: 'the enum alone decides; leave one of them out',
});
const prefix = (name: string, most: number) => ({
  path: ['generalize', 'ip', name],
  message: 'the prefix leaves the address too fine',
  hint: `at most ${most} bits may stay; keep or mask the address if you need more`,
});

const faulty: [Rule, object[]][] = [
  [{ keep: 'number', min: 2, max: 1 }, [{ path: ['min'], ...min }]],
  [{ keep: 'integer', min: 2, max: 1 }, [{ path: ['min'], ...min }]],
  [{ keep: 'string', enum: ['a'], max: 1, pattern: 'a' }, [beside('pattern'), beside('max')]],
  [
    { keep: 'string', pattern: '(?=a)' },
    [
      {
        code: 'ERR_LOGSIEVE_POLICY_PATTERN',
        path: ['pattern'],
        message: 'the pattern is not in RE2 syntax: invalid or unsupported Perl syntax: `(?=`',
        hint: 'lookaround and backreferences have no linear-time form; write the pattern without them',
      },
    ],
  ],
  [
    { generalize: { number: { buckets: [1, 1] } } },
    [{ path: ['generalize', 'number', 'buckets', 1], ...bounds }],
  ],
  [{ generalize: { ip: { v4: 25, v6: 65 } } }, [prefix('v4', 24), prefix('v6', 64)]],
  [{ generalize: { ip: { v4: -1 } } }, [prefix('v4', 24)]],
  [{ generalize: { ip: { v4: 0, v6: 0 } } }, []],
  [{ generalize: { ip: { v4: 24, v6: 64 } } }, []],
  [
    { pseudonymize: { key: 'k', scope: 'class' } },
    [
      {
        path: ['pseudonymize', 'class'],
        message: 'the class is missing',
        hint: 'scope "class" needs a "class"',
      },
    ],
  ],
  [{ pseudonymize: { key: 'k', class: 'a' } }, [{ path: ['pseudonymize', 'class'], ...noEffect }]],
  [
    { map: { keys: { enum: ['_logsieve'] }, value: { keep: 'integer' } } },
    [
      {
        path: ['map', 'keys', 'enum', 0],
        message: '_logsieve is reserved',
        hint: 'it never comes out; leave it out',
      },
    ],
  ],
];

test.each(faulty)('of %j the faults say what is wrong, where, and what to write', (rule, faults) => {
  expect(faultsOf(rule)).toEqual(faults);
});

test('a rule without an action has none to be found', () => {
  expect(() => faultsOf({} as Rule)).toThrow('the rule names no action');
});
