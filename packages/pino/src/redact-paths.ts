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
  const patterns = new Set(
    paths
      .map(writable)
      .filter((path) => path.length > 0)
      .map((path) => path.map(escape).join('.')),
  );
  if (!nestedKey) return [...patterns];
  // Where the name of nestedKey cannot be written, no policy lists anything below it.
  const below =
    writable([nestedKey]).length > 0 ? [...patterns].map((pattern) => `${escape(nestedKey)}.${pattern}`) : [];
  return [...patterns, ...below];
}

/** Names without what a pattern cannot say; empty for paths to what never comes out. */
function writable(path: readonly string[]): readonly string[] {
  // The reserved field is removed anyway, at any depth.
  if (path.includes(RESERVED)) return [];
  if (path.every(isWritable)) return path;
  const top = path.slice(0, 1);
  return top.every(isWritable) ? top : [];
}

const RESERVED = '_logsieve';

function isWritable(name: string): boolean {
  return name !== '' && !/[[\]]/.test(name);
}

/** An index becomes `*`: elements have one rule, so that all of them are removed. */
function escape(name: string): string {
  return name === ANY || /^\d+$/.test(name) ? ANY : name.replace(/[\\.*]/g, '\\$&');
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
