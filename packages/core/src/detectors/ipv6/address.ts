/**
 * How many characters of the run are the IPv6 address at its beginning; 0 where there is none, or where what follows
 * shows that the run is something else. The run has no character but hexadecimal digits, colons and dots.
 */
export function addressLength(run: string): number {
  const { groups, isCompressed, end, quad } = readGroups(run);
  const count = groups.length + quad * 2;
  // The lone :: stands for no host.
  const isAddress = isCompressed ? count > 0 && count < 8 : count === 8;
  if (!isAddress || !MAY_FOLLOW.test(run.slice(end, end + 8))) return 0;
  if (OWN_HOST.test(run.slice(0, end))) return 0;
  // Names of a program joined by double colons: a::b, face::add.
  if (groups.length < 3 && !/\d/.test(run.slice(0, end))) return 0;
  // Eight groups of two digits are an EUI-64 identifier.
  if (groups.length === 8 && groups.every((group) => group.length === 2)) return 0;
  return end;
}

/** Loopback and unspecified, also as IPv4 addresses in them. */
const OWN_HOST = /^[0:]*:(?:0{0,3}1|0{0,4}|(?:ffff:)?(?:127(?:\.\d{1,3}){3}|0\.0\.0\.0))$/i;
/** Punctuation at the end, or a port. */
const MAY_FOLLOW = /^(?:[.:]*|:\d{1,5}[.:]?)$/;
const GROUP = /[0-9a-f]{1,4}(?![0-9a-f])/iy;
const QUAD = /(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?!\d)/y;

interface Groups {
  readonly groups: readonly string[];
  readonly isCompressed: boolean;
  readonly end: number;
  /** 1 where an IPv4 address stands for the last two groups. */
  readonly quad: 0 | 1;
}

/** Reads as far as the form allows; a second `::` is left over. */
function readGroups(run: string): Groups {
  const groups: string[] = [];
  let isCompressed = run.startsWith('::');
  let at = isCompressed ? 2 : 0;
  while (groups.length < 8) {
    const quadLength = matchAt(QUAD, run, at).length;
    if (quadLength > 0 && groups.length <= 6) return { groups, isCompressed, end: at + quadLength, quad: 1 };
    const group = matchAt(GROUP, run, at);
    if (group === '') break;
    groups.push(group);
    at += group.length;
    if (run.startsWith('::', at) && !isCompressed) {
      isCompressed = true;
      at += 2;
    } else if (groups.length < 8 && run[at] === ':' && matchAt(GROUP, run, at + 1) !== '') {
      at += 1;
    } else {
      break;
    }
  }
  return { groups, isCompressed, end: at, quad: 0 };
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}
