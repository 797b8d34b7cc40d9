import { definePolicy, LogsieveError, PolicyError, type PolicyTest } from '@logsieve/core';
import { describe, expect, it } from 'vitest';
import { policyCases } from './policy-cases.js';

const base = definePolicy({
  logsieve: 1,
  extends: [],
  fields: { status: { keep: 'integer' }, plan: { keep: 'string', enum: ['free', 'pro'] } },
  profiles: { console: { fields: { plan: 'remove' } } },
});
const cases = (tests: readonly PolicyTest[], options = {}) => policyCases({ ...base, tests }, options);
const failure = (test: Partial<PolicyTest>, options = {}) => {
  try {
    cases([{ name: 'a claim', record: {}, expect: {}, ...test }], options)[0]?.run();
  } catch (error) {
    return error as Error;
  }
  return undefined;
};

describe('policyCases', () => {
  it('gives a case for each test, which passes where the policy does what it expects', () => {
    const [first, second, ...rest] = cases([
      { name: 'keeps', record: { plan: 'pro', status: 200, x: 1 }, expect: { status: 200, plan: 'pro' } },
      {
        name: 'console is narrower',
        record: { plan: 'pro', status: 200 },
        expect: { status: 200 },
        profile: 'console',
      },
    ]);
    expect([first?.name, second?.name, rest.length]).toEqual(['keeps', 'console is narrower', 0]);
    first?.run();
    second?.run();
  });

  it('fails with the paths that differ, and no values', () => {
    const record = { plan: 'pro', status: 200, user: { name: 'Ada Lovelace' } };
    const expected = { plan: 'free', status: '200', user: { name: 'Ada Lovelace' } };
    const error = failure({ record, expect: expected });
    expect(error?.name).toBe('AssertionError');
    expect(error?.message.split('\n')).toEqual([
      "what came out differs from what the policy's test expects: a claim",
      '  plan: expected string of 4, came out: string of 3',
      '  status: expected string of 3, came out: number',
      '  user: expected object of 1, came out: nothing',
    ]);
    expect(failure({ record: { status: 1 }, expect: { status: 2 } })?.message).toContain(
      'status: expected number, came out: number of another value',
    );
  });

  it('gives the same paths to what is no test runner, and none where the test passes', () => {
    const tests = [
      { name: 'fails', record: { plan: 'pro' }, expect: {} },
      { name: 'passes', record: { plan: 'pro' }, expect: { plan: 'pro' } },
    ];
    expect(cases(tests).map((one) => one.differences())).toEqual([
      ['plan: expected nothing, came out: string of 3'],
      [],
    ]);
  });

  it('shows values when asked to', () => {
    const error = failure({ record: { plan: 'pro' }, expect: { plan: 'free' } }, { values: true });
    expect(error?.message).toContain('plan: expected "free", came out: "pro"');
  });

  it('fails where a stub took the place of the record, unless that is expected', () => {
    const policy = { ...base, limits: { lineBytes: 64 }, fields: { note: { keep: 'string' } } } as const;
    const run = (expected: Record<string, never>) => {
      const tests = [{ name: 'nothing comes out', record: { note: 'x'.repeat(99) }, expect: expected }];
      policyCases({ ...policy, profiles: {}, tests })[0]?.run();
    };
    expect(() => {
      run({});
    }).toThrow('_logsieve: expected nothing, came out: object of 1');
    run({ _logsieve: { error: 'ERR_LOGSIEVE_LINE_TOO_LONG' } } as never);
  });

  it('fails where more comes out than is expected', () => {
    expect(failure({ record: { plan: 'pro' } })?.message).toContain(
      'plan: expected nothing, came out: string of 3',
    );
  });

  it('leaves remarks out, unless the test asks for them', () => {
    const policy = { ...base, remarks: 'counts' as const };
    const test = { name: 'a', record: { status: 1 }, expect: { status: 1 } };
    policyCases({ ...policy, tests: [test] })[0]?.run();
    const [asks] = policyCases({ ...policy, tests: [{ ...test, expect: { status: 1, _logsieve: {} } }] });
    expect(() => {
      asks?.run();
    }).toThrow('_logsieve.policy');
  });

  it('refuses a policy with issues, one without tests, and options that it does not know', () => {
    expect(() => policyCases({ logsieve: 1, fields: { a: { keep: 'nothing' } } } as never)).toThrow(
      PolicyError,
    );
    expect(() => policyCases(base)).toThrow(LogsieveError);
    expect(() => cases([], { value: true })).toThrow('the option value is unknown');
  });

  it('takes keys from the given environment', () => {
    const policy = definePolicy({
      logsieve: 1,
      fields: { id: { pseudonymize: { key: 'k' } } },
      keys: { k: { active: 'k1', ring: { k1: { env: 'KEY_FOR_TESTS' } } } },
      tests: [{ name: 'no name comes out', record: { name: 'Ada' }, expect: { name: undefined } }],
    } as never);
    expect(() => policyCases(policy)).toThrow(PolicyError);
    expect(policyCases(policy, { env: { KEY_FOR_TESTS: Buffer.alloc(32).toString('base64') } })).toHaveLength(
      1,
    );
  });
});
