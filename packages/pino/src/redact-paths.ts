/** Where a whole path lies below any member, or any element. */
export const ANY = '*';

/**
 * The path patterns that remove what a `redact` option of pino names: `a.b[*].c`, `["x-y"].z`, `*.p`. Empty for
 * anything that is no such option. May throw what the option throws.
 */
export function redactPatterns(redact: unknown, nestedKey: string | null | undefined): string[] {
  if (typeof redact !== 'object' || redact === null) return [];
  const paths: unknown = Array.isArray(redact) ? redact : (redact as { paths?: unknown }).paths;
  if (!Array.isArray(paths)) return [];
  const names = paths.filter((path) => typeof path === 'string').flatMap(readings);
  return patternsOf(names, nestedKey);
}

/**
 * The patterns of paths that are read into names already. pino names fields below its `nestedKey`, bindings beside
 * it. A path that no pattern can say removes its whole top-level field; one that no policy can list is left out.
 */
export function patternsOf(
  paths: readonly (readonly string[])[],
  nestedKey: string | null | undefined,
): string[] {
  const patterns = new Set(paths.flatMap((path) => patternOf(path)));
  if (nestedKey)
    for (const path of paths) for (const below of patternOf(path, nestedKey)) patterns.add(below);
  return [...patterns];
}

/** The pattern of a path, if it needs one; with `nestedKey`, of the path below it. */
function patternOf(path: readonly string[], nestedKey?: string): string[] {
  const above = nestedKey === undefined ? [] : [nestedKey];
  // The reserved field is removed anyway, at any depth.
  if (path.length === 0 || [...above, ...path].includes(RESERVED)) return [];
  const names = [path, path.slice(0, 1)].map((some) => [...above, ...some]).find(isWritable);
  return names === undefined ? [] : [names.map(escape).join('.')];
}

const RESERVED = '_logsieve';

/** What a pattern of a policy may hold. */
const MAX_LENGTH = 1024;
const MAX_NAMES = 64;

function isWritable(names: readonly string[]): boolean {
  return names.length <= MAX_NAMES && !names.includes('') && names.map(escape).join('.').length <= MAX_LENGTH;
}

/** An index becomes `*`: elements have one rule, so that all of them are removed. */
function escape(name: string): string {
  return name === ANY || /^\d+$/.test(name) ? ANY : name.replace(/[\\.*[\]]/g, '\\$&');
}

/** pino reads the top-level field in a way of its own; hardly ever do the two ways differ. */
function readings(path: string): string[][] {
  const first = /[^.[\]]+|\[([^[\]]*?)\]/.exec(path);
  if (first === null) return [namesOf(path)];
  const top = first[1]?.replace(/^["'`](.*)["'`]$/, '$1') ?? first[0];
  return [namesOf(path), [top, ...namesOf(path.slice(first.index + first[0].length))]];
}

/** The names of a path: dots and brackets part them, quotes within brackets are left out. */
function namesOf(path: string): string[] {
  const names: string[] = [];
  let name = '';
  let bracket = false;
  let quote = '';
  const end = (isName: boolean) => {
    if (isName) names.push(name);
    name = '';
  };
  for (const char of path) {
    if (char === '[' || (char === '.' && !bracket)) {
      end(name !== '');
      bracket = char === '[';
    } else if (bracket && char === ']') {
      end(true);
      bracket = false;
      quote = '';
    } else if (bracket && (char === '"' || char === "'") && (quote === '' || quote === char)) {
      quote = quote === '' ? char : '';
    } else name += char;
  }
  end(name !== '');
  return names;
}
