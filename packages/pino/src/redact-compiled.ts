import { LogsieveError } from '@logsieve/core';
import type { Host, Symbols } from './host.js';
import { createPlace, memberOf, observe, type Place } from './redact-observer.js';
import { ANY, patternsOf } from './redact-paths.js';

/**
 * The path patterns of the `redact` option of a root logger, which pino keeps only in compiled form: the compiled
 * form is run on an object that takes note of where it looks. Throws `LogsieveError` where that cannot be followed.
 */
export function compiledRedactPatterns(host: Host, symbols: Symbols): string[] {
  const stringifiers = host[symbols.stringifiers] as Readonly<Record<PropertyKey, unknown>>;
  const keys = Reflect.ownKeys(stringifiers);
  const whole = keys.find((key) => typeof key === 'symbol' && key.description === 'pino.redactFmt');
  if (whole === undefined) return [];
  const top = lookedAt(stringifiers[whole] as (value: object) => unknown);
  const wildcard = keys.some((key) => typeof key === 'symbol' && key.description === 'pino.wildcardFirst');
  if (wildcard && !top.members.has(ANY)) memberOf(top, ANY).ends = true;
  const names = keys.filter((key) => typeof key === 'string');
  if (isUnconfirmed(top) || names.some((name) => !top.members.has(name))) throw unreadable();
  const paths: string[][] = [];
  collectPaths(top, [], paths);
  return patternsOf(paths, host[symbols.nestedKey] as string | null);
}

/** Where the compiled form looked. A censor that trips over a value gets one that behaves like a string. */
function lookedAt(compiled: (value: object) => unknown): Place {
  for (const asText of [false, true]) {
    const top = createPlace();
    const { seen, settle } = observe(top, asText);
    try {
      compiled(Object.create(seen) as object);
      settle();
      return top;
    } catch {
      // The next try, or none.
    }
  }
  throw unreadable();
}

function isUnconfirmed(place: Place): boolean {
  if (place.ends) return false;
  const isDeadEnd = place.members.size === 0 && place.parent !== undefined;
  return place.unconfirmed || isDeadEnd || [...place.members.values()].some(isUnconfirmed);
}

function collectPaths(place: Place, path: readonly string[], paths: string[][]): void {
  if (place.ends) paths.push([...path]);
  else for (const [name, member] of place.members) collectPaths(member, [...path, name], paths);
}

function unreadable(): LogsieveError {
  return new LogsieveError(
    'ERR_LOGSIEVE_UNSUPPORTED_LOGGER',
    "the logger's redact option cannot be read back",
    {
      path: 'logger',
      hint: 'drop the option from pino(…) and write remove rules into the policy',
    },
  );
}
