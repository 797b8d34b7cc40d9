import type { Redactor } from '@logsieve/core';
import { redactPatterns } from './redact-paths.js';

/** Compiled anew for each child that has a `redact` of its own, and kept: such children tend to come by the request. */
const tightenedBy = new WeakMap<Redactor, Map<string, Redactor>>();
const MOST_KEPT = 100;

/**
 * The redactor of a child logger with this `redact` option: removes what the option names, too. Never throws; an
 * option that cannot be read removes everything.
 */
export function childRedactor(
  redactor: Redactor,
  redact: unknown,
  nestedKey: string | null | undefined,
): Redactor {
  try {
    return tightened(redactor, redactPatterns(redact, nestedKey));
  } catch {
    return tightened(redactor, ['*']);
  }
}

function tightened(redactor: Redactor, patterns: readonly string[]): Redactor {
  if (patterns.length === 0) return redactor;
  let known = tightenedBy.get(redactor);
  if (known === undefined) tightenedBy.set(redactor, (known = new Map<string, Redactor>()));
  const key = JSON.stringify(patterns);
  let result = known.get(key);
  if (result === undefined) {
    result = redactor.tighten(patterns);
    if (known.size < MOST_KEPT) known.set(key, result);
  }
  return result;
}
