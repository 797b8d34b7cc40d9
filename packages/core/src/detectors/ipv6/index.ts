import { isAlphanumeric, isHex } from '../characters.js';
import { LIKELY } from '../confidence.js';
import type { Detector, Finding } from '../detector.js';
import { addressLength } from './address.js';

/** IPv6 addresses in all their text forms. */
export const ipv6: Detector = {
  id: 'ipv6',
  description:
    'IPv6 addresses in full, compressed and mixed form, with a zone; not loopback and unspecified ones (::1, ::), times, MAC addresses, fingerprints or names with double colons.',
  source: 'RFC 4291 section 2.2 (text forms), RFC 4007 section 11 (zones), RFC 5952',
  placeholder: '[ipv6]',
  confidence: [LIKELY],
  triggers: [['::', ':\\x:', ':\\x\\x:', ':\\x\\x\\x:', ':\\x\\x\\x\\x:']],
  find,
  examples: [
    { text: 'from 2001:db8:85a3:0:0:8a2e:370:7334', redacted: 'from [ipv6]' },
    { text: 'from 2001:DB8::8a2e and fe80::', redacted: 'from [ipv6] and [ipv6]' },
    { text: 'http://[2001:db8::1]:8080/', redacted: 'http://[[ipv6]]:8080/' },
    { text: 'remote ::ffff:203.0.113.7:443', redacted: 'remote [ipv6]:443' },
    { text: 'gateway fe80::1%eth0 up', redacted: 'gateway [ipv6] up' },
    { text: 'source:2001:db8::1', redacted: 'source:[ipv6]' },
    { text: '64:ff9b::192.0.2.33.', redacted: '[ipv6].' },
    { text: 'ip=2001%3Adb8%3A%3A1', redacted: 'ip=[ipv6]' },
    { text: '2001:db8:0:0:0:0:0:1:8080', redacted: '[ipv6]:8080' },
    { text: 'peer:::ffff:10.0.0.1', redacted: 'peer:[ipv6]' },
  ],
  counterExamples: [
    'at 12:30:45 and 2026-11-22T05:19:00.000Z',
    'mac 00:1a:2b:3c:4d:5e',
    'eui 00:1a:2b:ff:fe:3c:4d:5e',
    'std::vector Foo::Bar a::before DBI::db',
    'arn:aws:iam::123456789012:user/ada arn:aws:s3:::cafe',
    'sha1 aa:bb:cc:dd:ee:ff:00:11:22:33',
    'listening on ::1, [::1]:3000, ::ffff:127.0.0.1 and 0:0:0:0:0:0:0:1',
    'a::b and dead::beef',
    'types :: Int',
    'listening on :::3000',
    'node:internal/process:105:5',
    '1:2:3:4:5:6:7 and 1::2::3 and 12345::1',
  ],
};

const ZONE = /%[0-9a-z][0-9a-z._~-]*/iy;
const LINK_LOCAL_OR_MULTICAST = /^f[ef]/i;

function find(text: string): readonly Finding[] {
  const findings: Finding[] = [];
  let from = 0;
  for (let colon = text.indexOf(':'); colon !== -1; colon = text.indexOf(':', from)) {
    let start = colon;
    while (start > from && isRun(text.charCodeAt(start - 1))) start--;
    let end = colon;
    while (isRun(text.charCodeAt(end))) end++;
    from = end;
    const finding = isWordPart(text.charCodeAt(end)) ? undefined : findInRun(text, start, end);
    if (finding === undefined) continue;
    findings.push(finding);
    from = Math.max(end, finding.end);
  }
  return findings;
}

/** The run between `start` and `end` has no character but hexadecimal digits, colons and dots. */
function findInRun(text: string, start: number, end: number): Finding | undefined {
  const first = addressStart(text, start);
  const run = text.slice(first, end);
  const length = isWordPart(text.charCodeAt(first - 1)) ? 0 : addressLength(run);
  if (length === 0) return undefined;
  const last = first + length;
  return {
    detector: 'ipv6',
    start: first,
    end: LINK_LOCAL_OR_MULTICAST.test(run) ? zoneEnd(text, last) : last,
    confidence: LIKELY,
  };
}

/** In `source:2001:db8::1` the run begins inside the word before the first colon. */
function addressStart(text: string, start: number): number {
  let first = start;
  while (text.charCodeAt(first) === 46) first++;
  if (isWordPart(text.charCodeAt(first - 1))) while (isHex(text.charCodeAt(first))) first++;
  if (text.charCodeAt(first) !== 58) return first;
  const isLabelEnd = text[first + 1] !== ':' || LOCAL_AFTER_LABEL.test(text.slice(first + 1, first + 9));
  return isLabelEnd ? first + 1 : first;
}

/** Of what may follow a third colon only these are surely addresses: `peer:::1`, not `arn:aws:s3:::cafe`. */
const LOCAL_AFTER_LABEL = /^::(?:1(?![0-9a-f:.])|ffff:)/i;

function zoneEnd(text: string, from: number): number {
  ZONE.lastIndex = from;
  return from + (ZONE.exec(text)?.[0].length ?? 0);
}

function isRun(code: number): boolean {
  return isHex(code) || code === 58 || code === 46;
}

function isWordPart(code: number): boolean {
  return isAlphanumeric(code) || code === 95;
}
