import ipaddr from 'ipaddr.js';
import type { RuleModifiers } from '../../policy/policy.js';
import { type Action, leafOfText, type RuleFault, type TextLeaf } from '../action.js';

/** Bits that stay where the rule does not say: what a provider commonly assigns to one site is hidden in both. */
const DEFAULT_PREFIX = { v4: 24, v6: 48 };
/** Most bits that may stay: more would single out one network of one customer. */
const MOST_PREFIX = { v4: 24, v6: 64 };
/** Longest text of an address with zone and prefix. */
const TEXT_MAX = 100;
const ZONE = /%.*/s;
const PREFIX = /^(?:0|[1-9]\d{0,2})$/;

type IpRule = RuleModifiers & {
  readonly generalize: 'ip' | { readonly ip: { readonly v4?: number; readonly v6?: number } };
};

/**
 * `generalize: "ip"`: the network of an address, in CIDR notation: `203.0.113.77` comes out as `203.0.113.0/24`,
 * `2001:db8:1:2::3` as `2001:db8:1::/48`. `{ "ip": { "v4": 16, "v6": 32 } }` sets how many bits stay; at most 24 and 64.
 *
 * Accepted is a string that is one address: IPv4 as four decimal numbers without leading zeros, IPv6 in any RFC
 * 4291 form; anything else (ports, brackets, names, octal or short forms) is removed. A zone (`%eth0`) goes. IPv4-mapped
 * IPv6 (`::ffff:203.0.113.77`) is the IPv4 address; 6to4 (`2002::/16`) holds one, of which no more than `v4` bits
 * stay. A network is accepted as well and never comes out finer than it was or than the rule says, so a second
 * gate changes nothing.
 */
export const generalizeIp: Action<IpRule> = {
  outcome: 'generalized',
  check: (rule) => checkPrefixes(prefixesOf(rule)),
  compile: (rule) => leafOfText(compileText(rule)),
  compileText,
  narrows: (from, to) => {
    const [wide, narrow] = [prefixesOf(from), prefixesOf(to)];
    return narrow.v4 <= wide.v4 && narrow.v6 <= wide.v6;
  },
};

/** True for the text of an address, or of a network. */
export function isIpAddress(text: string): boolean {
  return networkOf(text, DEFAULT_PREFIX) !== undefined;
}

/** Nothing in the text of a network has to be escaped. */
function compileText(rule: IpRule): TextLeaf {
  const prefixes = prefixesOf(rule);
  return (value) => networkOf(value, prefixes);
}

interface Prefixes {
  readonly v4: number;
  readonly v6: number;
}

function prefixesOf({ generalize }: IpRule): Prefixes {
  return generalize === 'ip' ? DEFAULT_PREFIX : { ...DEFAULT_PREFIX, ...generalize.ip };
}

function networkOf(text: string, { v4, v6 }: Prefixes): string | undefined {
  if (text.length > TEXT_MAX) return undefined;
  const slash = text.indexOf('/');
  const given = slash < 0 ? Infinity : prefixOf(text.slice(slash + 1));
  const bytes = bytesOf(slash < 0 ? text : text.slice(0, slash));
  if (bytes === undefined || given === undefined) return undefined;
  const bits = bytes.length * 8;
  if (slash >= 0 && given > bits) return undefined;
  if (bytes.length === 4) return masked(bytes, Math.min(v4, given));
  if (isMapped(bytes)) return masked(bytes.slice(12), Math.min(v4, Math.max(given - 96, 0)));
  const is6to4 = bytes[0] === 0x20 && bytes[1] === 0x02;
  return masked(bytes, Math.min(v6, given, is6to4 ? 16 + v4 : v6));
}

function prefixOf(text: string): number | undefined {
  return PREFIX.test(text) ? Number(text) : undefined;
}

/** 4 or 16 bytes. */
function bytesOf(text: string): number[] | undefined {
  if (!text.includes(':')) return bytesOfV4(text);
  const address = text.replace(ZONE, '');
  // An IPv4 address at the end may have leading zeros, which some read as octal.
  const last = address.slice(address.lastIndexOf(':') + 1);
  if (last.includes('.') && bytesOfV4(last) === undefined) return undefined;
  return ipaddr.IPv6.isValid(address) ? ipaddr.IPv6.parse(address).toByteArray() : undefined;
}

/** By hand, as nearly every record of a web service has one: the library takes five times as long. */
function bytesOfV4(text: string): number[] | undefined {
  const bytes: number[] = [];
  let byte = -1;
  for (let i = 0; i <= text.length; i++) {
    const code = i === text.length ? DOT : text.charCodeAt(i);
    if (code === DOT) {
      if (byte < 0 || bytes.push(byte) > 4) return undefined;
      byte = -1;
      continue;
    }
    const digit = code - 48;
    // No leading zeros, which some read as octal.
    if (!(digit >= 0 && digit <= 9) || byte === 0) return undefined;
    byte = byte < 0 ? digit : byte * 10 + digit;
    if (byte > 255) return undefined;
  }
  return bytes.length === 4 ? bytes : undefined;
}

const DOT = 46;

function isMapped(bytes: readonly number[]): boolean {
  return bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff && bytes[11] === 0xff;
}

function masked(bytes: readonly number[], prefix: number): string {
  const at = (index: number) => {
    const bits = Math.min(Math.max(prefix - index * 8, 0), 8);
    return (bytes[index] as number) & (0xff00 >> bits) & 0xff;
  };
  if (bytes.length === 4) return `${at(0)}.${at(1)}.${at(2)}.${at(3)}/${prefix}`;
  return `${new ipaddr.IPv6(bytes.map((_byte, index) => at(index))).toRFC5952String()}/${prefix}`;
}

function checkPrefixes(prefixes: Prefixes): readonly RuleFault[] {
  return (['v4', 'v6'] as const)
    .filter((name) => !(prefixes[name] >= 0 && prefixes[name] <= MOST_PREFIX[name]))
    .map((name) => ({
      path: ['generalize', 'ip', name],
      message: 'the prefix leaves the address too fine',
      hint: `at most ${MOST_PREFIX[name]} bits may stay; keep or mask the address if you need more`,
    }));
}
