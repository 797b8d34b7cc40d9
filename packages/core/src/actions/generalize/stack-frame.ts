/** One frame of a stack: what is called, and where. Whoever writes a message can write one, so that its parts have narrow forms. */

/**
 * The frame as it comes out: `f (/app/src/a.js:1:2)`, or the place alone where the name has anything but letters.
 * Undefined without a place in a file of JavaScript or in Node itself.
 */
export function frameOf(call: string): string | undefined {
  const open = call.endsWith(')') ? call.lastIndexOf(' (') : -1;
  const name = open < 0 ? '' : call.slice(0, open);
  const place = placeOf(open < 0 ? call.replace(/^async /, '') : call.slice(open + 2, -1));
  if (place === undefined) return undefined;
  return NAME.test(name) ? `${name} (${place})` : place;
}

/**
 * Identifiers of letters: a word with a digit in it may be a password. At most four of them, as in
 * `async Promise.all`, `new Foo`, `Object.<anonymous>`, `Foo.f [as g]`.
 */
const NAME =
  /^(?:async )?(?:new )?(?:[A-Za-z_$#]{1,40}|<anonymous>)(?:\.(?:[A-Za-z_$#]{1,40}|<anonymous>)){0,3}(?: \[as [A-Za-z_$#]{1,40}\])?$/;

const WHERE = /:(\d{1,7}):(\d{1,7})$/;
const BUILT_IN = /^node:[a-z_]{1,32}(?:\/[a-z_]{1,32}){0,5}$/;

function placeOf(location: string): string | undefined {
  const where = WHERE.exec(location.slice(-16))?.[0];
  if (where === undefined) return undefined;
  const file = location.slice(0, -where.length);
  const path = BUILT_IN.test(file) ? file : pathOf(file.replace(/^file:\/\/(?=\/)/, ''));
  return path === undefined ? undefined : path + where;
}

const ABSOLUTE = /^(?:[A-Za-z]:[/\\]|\/(?![/\\])|~\/)/;
const DRIVE = /^\/?[A-Za-z]:/;

/** `/app/src/a.js`, `~/a.js`. */
function pathOf(file: string): string | undefined {
  if (!ABSOLUTE.test(file)) return undefined;
  const [path = ''] = file.replace(DRIVE, '').split(/[?#]/, 1);
  const segments = path.split(/[/\\]/).filter((segment) => segment !== '');
  const base = segments.pop();
  if (base === undefined || segments.length > MOST_SEGMENTS) return undefined;
  const [, stem = '', extension] = BASE.exec(base) ?? [];
  if (extension === undefined || segments.some((segment) => /^\.\.?$/.test(segment))) return undefined;
  const written = [...withoutHome(segments).map(shown), shown(stem) + extension].join('/');
  return written.startsWith('~') ? written : `/${written}`;
}

const MOST_SEGMENTS = 32;
const BASE = /^(.*?)(\.(?:[cm]?[jt]sx?|vue|svelte))$/s;

/** A name of a folder, a file or a package, with its version behind it; without numbers that could be somebody's. */
const SEGMENT = /^(?=.{1,48}$)(?!.*\d{4})@?[A-Za-z0-9._+-]+(?:@\d[A-Za-z0-9._+-]*)?$/;

function shown(segment: string): string {
  return segment === '~' || SEGMENT.test(segment) ? segment : '*';
}

/** Where homes are, also below what disks are mounted at; a folder of code may be called `users`, but not a first one. */
const HOMES =
  /^(?:~|(?:[^/]+\/){0,2}home\/[^/]+|(?:(?:mnt\/|cygdrive\/)?[a-z]\/|system\/volumes\/data\/|volumes\/[^/]+\/)?(?:users|documents and settings)\/[^/]+|(?:private\/)?(?:var\/)?root)(?:\/|$)/i;

/** Of what is under a home only packages are everybody's. */
function withoutHome(segments: readonly string[]): readonly string[] {
  if (!HOMES.test(segments.join('/'))) return segments;
  const packages = segments.lastIndexOf('node_modules');
  return ['~', ...(packages < 0 ? [] : segments.slice(packages))];
}
