import type { Canaries } from './canary.js';
import { type ExpectOptions, judge } from './expect-no-leak.js';

/** What a matcher of vitest or jest gives back. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/**
 * Matchers for `expect.extend(matchers)` of vitest and jest. `@logsieve/testing/vitest` and `@logsieve/testing/jest`
 * do that, and bring the types.
 */
export const matchers = {
  /** As `expectNoLeak`: fails where a canary is in the output, in any encoding, and where the output is empty. */
  toContainNoLeak(
    this: { readonly isNot?: boolean },
    output: unknown,
    canaries: Canaries,
    options: ExpectOptions = {},
  ): MatcherResult {
    const { pass, isEmpty = false, message } = judge(output, canaries, options);
    // Under `not`, passing is failing, and an output that shows nothing shows no leak either.
    return { pass: isEmpty ? this.isNot === true : pass, message: () => message };
  },
} as const;

/** What the matchers add to `expect(…)`. */
export interface LeakMatchers<Result> {
  /** As `expectNoLeak`: fails where a canary is in the output, in any encoding, and where the output is empty. */
  toContainNoLeak(canaries: Canaries, options?: ExpectOptions): Result;
}
