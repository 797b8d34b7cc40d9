import { errorTypeOf } from '../../json/error-type.js';

/** Where errors, and what serializers make of them, keep the errors behind them: one, or several. */
const ONE = 'cause';
const SEVERAL = ['errors', 'aggregateErrors', 'causes'];

/**
 * The errors behind an error, at most `most` of them: its cause and the errors of an aggregate, then those behind them.
 * Each once, so that cycles end. What is no error by `errorTypeOf` is passed over, with all behind it. Never throws.
 */
export function causesOf(error: object, most: number): readonly object[] {
  const found = [error];
  for (let at = 0; at < found.length && found.length <= most; at++) {
    for (const cause of behind(found[at] as object, most)) {
      if (found.length <= most && isNew(cause, found)) found.push(cause);
    }
  }
  return found.slice(1);
}

/** A revoked proxy cannot even be asked what it is. */
function isNew(cause: unknown, found: readonly object[]): cause is object {
  try {
    if (typeof cause !== 'object' || cause === null || Array.isArray(cause)) return false;
    return !found.includes(cause) && errorTypeOf(cause) !== undefined;
  } catch {
    return false;
  }
}

function behind(error: object, most: number): unknown[] {
  const causes = [read(error, ONE)];
  for (const name of SEVERAL) {
    const several = read(error, name);
    if (!isArray(several)) continue;
    for (let index = 0; index < most && index < several.length; index++) causes.push(read(several, index));
  }
  return causes;
}

function isArray(value: unknown): value is readonly unknown[] {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}

function read(holder: object, key: string | number): unknown {
  try {
    return (holder as Record<string | number, unknown>)[key];
  } catch {
    return undefined;
  }
}
