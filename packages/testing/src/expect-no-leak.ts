import { AssertionError } from 'node:assert';
import { checkOptions } from '@logsieve/core/node';
import type { Canaries } from './canary.js';
import { type Leak, searchSources } from './search/find-leaks.js';
import { sourcesOf } from './search/sources.js';

export interface ExpectOptions {
  /** An output without a single byte is accepted. By default it fails: where nothing was logged, nothing is shown. */
  readonly allowEmpty?: boolean;
}

/**
 * Throws an `AssertionError` where a canary is in an output, in whatever encoding, and where the output is empty. The
 * error says which canary, where and how it is written, never its text nor any of the output. `findLeaks` says what an
 * output can be. Throws `TypeError` where there is no canary to look for, or where the output is none of that, a promise
 * among others; `LogsieveError` for an option that it does not know.
 *
 * @example
 * const { planted, canaries } = plant({ user: { email: 'ada@example.com' } });
 * const sink = capture();
 * logsieve(pino(sink)).info(planted, 'signed up');
 * expectNoLeak(sink, canaries);
 */
export function expectNoLeak(output: unknown, canaries: Canaries, options: ExpectOptions = {}): void {
  const verdict = judge(output, canaries, options);
  if (!verdict.pass) throw new AssertionError({ message: verdict.message, operator: 'expectNoLeak' });
}

/** What `expectNoLeak` and the matchers go by. */
export interface Verdict {
  readonly pass: boolean;
  /** It does not pass because it shows nothing, be a leak expected or none. */
  readonly isEmpty?: true;
  /** Why it does not pass; or that there is no leak. */
  readonly message: string;
}

export function judge(output: unknown, canaries: Canaries, options: ExpectOptions): Verdict {
  checkOptions(options, OPTIONS);
  const { allowEmpty = false } = options;
  const sources = sourcesOf(output);
  const leaks = searchSources(sources, canaries);
  if (leaks.length > 0) return { pass: false, message: describeLeaks(leaks) };
  if (!allowEmpty && sources.every(({ isEmpty }) => isEmpty)) {
    return {
      pass: false,
      isEmpty: true,
      message:
        'the output is empty, so it shows nothing: has the logger written to it by now? ({ allowEmpty: true } accepts it)',
    };
  }
  return { pass: true, message: `expected a leak of ${canaries.length} canaries, and found none` };
}

const OPTIONS: readonly string[] = ['allowEmpty'] satisfies (keyof ExpectOptions)[];

const MOST_SHOWN = 20;

function describeLeaks(leaks: readonly Leak[]): string {
  const lines = leaks.slice(0, MOST_SHOWN).map(describeLeak);
  const rest = leaks.length > MOST_SHOWN ? [`  and ${leaks.length - MOST_SHOWN} more`] : [];
  const head = leaks.length === 1 ? 'a canary came out:' : `canaries came out, in ${leaks.length} ways:`;
  return [head, ...lines, ...rest].join('\n');
}

function describeLeak({ canary, whole, encoding, place, count }: Leak): string {
  const what = whole ? canary : `a part of ${canary}`;
  return `  ${what}: ${encoding}, at ${place}${count > 1 ? ` (${count} times)` : ''}`;
}
