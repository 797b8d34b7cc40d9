import { AssertionError } from 'node:assert';
import {
  createRedactor,
  LogsieveError,
  type PolicyDocument,
  type PolicyTest,
  type Redactor,
} from '@logsieve/core';
import { checkOptions, type LoadOptions, loadPolicy } from '@logsieve/core/node';
import { differences } from './differences.js';

export interface PolicyCasesOptions extends Omit<LoadOptions, 'profile'> {
  /** Let failures show values, too. Default `false`: they tell paths, types and lengths. */
  readonly values?: boolean | undefined;
}

/** One of a policy's own tests, for any test runner. */
export interface PolicyCase {
  readonly name: string;
  /** Throws an `AssertionError` that names each path which came out differently. */
  readonly run: () => void;
  /** The same paths, one a line, for what is no test runner; none where the test passes. */
  readonly differences: () => readonly string[];
}

/**
 * The `tests` of a policy as test cases: each redacts its record, under its profile, and compares what comes out with
 * what the policy expects. Takes a policy and options as `loadPolicy` does. Throws `PolicyError` with all issues of the
 * policy, and `LogsieveError` where it has no tests.
 *
 * @example
 * for (const { name, run } of policyCases('./logsieve.json')) test(name, run);
 */
export function policyCases(policy: string | PolicyDocument, options: PolicyCasesOptions = {}): PolicyCase[] {
  checkOptions(options, OPTIONS);
  const { values = false, ...load } = options;
  const redactors = new Map<string | undefined, Redactor>();
  const redactorFor = (profile: string | undefined): Redactor => {
    const redactor = redactors.get(profile) ?? createRedactor(loadPolicy(policy, { ...load, profile }));
    redactors.set(profile, redactor);
    return redactor;
  };
  const { tests } = redactorFor(undefined).compiled.policy;
  if (tests.length === 0) {
    throw new LogsieveError('ERR_LOGSIEVE_OPTIONS', 'the policy has no tests', {
      path: 'policy.tests',
      hint: 'write { "tests": [{ "name": …, "record": …, "expect": … }] } into it',
    });
  }
  return tests.map((test) => {
    const redactor = redactorFor(test.profile);
    return {
      name: test.name,
      run: () => {
        assertSame(test, differencesOf(test, redactor, values));
      },
      differences: () => differencesOf(test, redactor, values),
    };
  });
}

const OPTIONS: readonly string[] = [
  'messageKey',
  'cwd',
  'env',
  'values',
] satisfies (keyof PolicyCasesOptions)[];

function differencesOf({ record, expect }: PolicyTest, redactor: Redactor, values: boolean): string[] {
  const { _logsieve: remarks, ...came } = redactor.redact(record);
  // Remarks hold the policy's hash, which every edit changes; a test may ask for them all the same. A stub is no remark.
  const isShown =
    '_logsieve' in expect || (typeof remarks === 'object' && remarks !== null && 'error' in remarks);
  return differences(isShown ? { ...came, _logsieve: remarks } : came, expect, values);
}

function assertSame({ name }: PolicyTest, found: readonly string[]): void {
  if (found.length === 0) return;
  const message = [`what came out differs from what the policy's test expects: ${name}`, ...found].join(
    '\n  ',
  );
  throw new AssertionError({ message, operator: 'policyCases' });
}
