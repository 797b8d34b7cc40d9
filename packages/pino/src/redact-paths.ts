import { LogsieveError } from '@logsieve/core';
import type { Host, Symbols } from './host.js';

/**
 * The path patterns that remove what a `redact` option of pino names: `a.b[*].c`, `["x-y"].z`, `*.p`. Empty for
 * anything that is no such option.
 */
export function redactPatterns(redact: unknown, nestedKey: string | null | undefined): string[] {
  if (typeof redact !== 'object' || redact === null) return [];
  const paths: unknown = Array.isArray(redact) ? redact : (redact as { paths?: unknown }).paths;
  if (!Array.isArray(paths)) return [];
  const names = paths.filter((path) => typeof path === 'string').map(segmentsOf);
  return patternsOf(names, nestedKey);
}

/**
 * The same for the `redact` option of a root logger, which pino keeps only in compiled form: the compiled form
 * is run on an object that takes note of where it looks. Throws `LogsieveError` where that cannot be followed.
 */
export function compiledRedactPatterns(host: Host, symbols: Symbols): string[] {
  const stringifiers = host[symbols.stringifiers] as Readonly<Record<PropertyKey, unknown>>;
  const keys = Reflect.ownKeys(stringifiers);
  const whole = keys.find((key) => typeof key === 'symbol' && key.description === 'pino.redactFmt');
  if (whole === undefined) return [];
  const top = createPlace();
  const { seen, settle } = observer(top);
  try {
    (stringifiers[whole] as (value: object) => unknown)(Object.create(seen) as object);
  } catch {
    throw unreadable();
  }
  settle();
  const wildcard = keys.some((key) => typeof key === 'symbol' && key.description === 'pino.wildcardFirst');
  if (wildcard && !top.members.has(ANY)) memberOf(top, ANY).ends = true;
  const names = keys.filter((key) => typeof key === 'string');
  if (isUnconfirmed(top) || names.some((name) => !top.members.has(name))) throw unreadable();
  const paths: string[][] = [];
  collectPaths(top, [], paths);
  return patternsOf(paths, host[symbols.nestedKey] as string | null);
}

/** pino names fields below its `nestedKey`, bindings beside it. */
function patternsOf(paths: readonly string[][], nestedKey: string | null | undefined): string[] {
  const patterns = paths.filter((path) => path.length > 0).map((path) => path.map(escape).join('.'));
  return nestedKey
    ? [...patterns, ...patterns.map((pattern) => `${escape(nestedKey)}.${pattern}`)]
    : patterns;
}

/** An index becomes `*`: elements have one rule, so that all of them are removed. */
function escape(name: string): string {
  return name === ANY || /^\d+$/.test(name) ? ANY : name.replace(/[\\.*]/g, '\\$&');
}

const ANY = '*';

function segmentsOf(path: string): string[] {
  const segments = path.match(/\[(?:"[^"]*"|'[^']*'|[^\]]*)\]|[^.[\]]+/g) ?? [];
  return segments.map((segment) => segment.replace(/^\[(["'`]?)(.*)\1\]$/, '$2'));
}

/** A place where the compiled form looked. */
interface Place {
  readonly members: Map<string, Place>;
  /** A path ends here. */
  ends: boolean;
  /** It was read without being asked for first, as only parents of a wildcard are. */
  unconfirmed: boolean;
  readonly parent: Place | undefined;
}

function createPlace(parent?: Place): Place {
  return { members: new Map(), ends: false, unconfirmed: false, parent };
}

function memberOf(place: Place, name: string): Place {
  let member = place.members.get(name);
  if (member === undefined) place.members.set(name, (member = createPlace(place)));
  return member;
}

/**
 * An object that seems to have every member, and one called `*` when listed. The compiled form asks for a member
 * before it reads it; asking without reading, writing and deleting are what it does where a path ends.
 */
function observer(top: Place): { readonly seen: object; readonly settle: () => void } {
  let asked: Place | undefined;
  let walked: Place | undefined;
  const settle = () => {
    if (asked !== undefined) asked.ends = true;
    asked = undefined;
  };
  const observe = (place: Place): object =>
    new Proxy(Object.create(null) as object, {
      has: (_, name) => {
        settle();
        asked = memberOf(place, nameOf(name));
        asked.unconfirmed = false;
        return true;
      },
      get: (_, name) => {
        if (place === top && name === 'toJSON') return undefined;
        const member = memberOf(place, nameOf(name));
        if (asked === member) asked = undefined;
        else if (walked !== member && name !== ANY) member.unconfirmed = true;
        settle();
        walked = member;
        return observe(member);
      },
      set: (_, name) => (memberOf(place, nameOf(name)).ends = true),
      deleteProperty: (_, name) => (memberOf(place, nameOf(name)).ends = true),
      ownKeys: () => {
        for (let at: Place | undefined = place; at !== undefined; at = at.parent) at.unconfirmed = false;
        return [ANY];
      },
      getOwnPropertyDescriptor: () => ({
        value: undefined,
        writable: true,
        enumerable: true,
        configurable: true,
      }),
    });
  return { seen: observe(top), settle };
}

function nameOf(name: string | symbol): string {
  if (typeof name === 'symbol') throw unreadable();
  return name;
}

function isUnconfirmed(place: Place): boolean {
  if (place.ends) return false;
  return place.unconfirmed || [...place.members.values()].some(isUnconfirmed);
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
