import { isDigit } from '../characters.js';
import { POSSIBLE } from '../confidence.js';
import type { Detector, Finding } from '../detector.js';

const OCTET_TRIGGERS = ['\\d', '\\d\\d', '\\d\\d\\d'];
const DOTTED_TRIGGERS = OCTET_TRIGGERS.flatMap((second) =>
  OCTET_TRIGGERS.map((third) => `\\d.${second}.${third}.\\d`),
);

/** IPv4 addresses. */
export const ipv4: Detector = {
  id: 'ipv4',
  description:
    'IPv4 addresses in dotted decimal without leading zeros; not those that belong to nobody (127.0.0.0/8, 0.0.0.0, network masks, 224.0.0.0 and above, 169.254.169.254), nor what is written as a version or an object identifier: after "v", "version", "kernel" or "OID", before "-rc" and kin, or after a product as in nginx/1.24.0.1.',
  source:
    'RFC 791 (addresses), RFC 6943 section 3.1.1 (dotted decimal), RFC 6890 (loopback, unspecified, private, reserved), RFC 5771 (multicast)',
  placeholder: '[ipv4]',
  confidence: [POSSIBLE],
  triggers: [DOTTED_TRIGGERS],
  find,
  examples: [
    { text: 'login from 203.0.113.7', redacted: 'login from [ipv4]' },
    { text: 'peer=198.51.100.23:51432', redacted: 'peer=[ipv4]:51432' },
    { text: 'x-forwarded-for: 203.0.113.7, 10.0.0.255.', redacted: 'x-forwarded-for: [ipv4], [ipv4].' },
    { text: 'route 192.0.2.0/24', redacted: 'route [ipv4]/24' },
    { text: 'http://198.51.100.23/path', redacted: 'http://[ipv4]/path' },
    { text: 'host/198.51.100.23 at ip198.51.100.23', redacted: 'host/[ipv4] at ip[ipv4]' },
    { text: 'q=from%20203.0.113.7', redacted: 'q=from%20[ipv4]' },
    { text: 'resolved srv198.51.100.23', redacted: 'resolved srv[ipv4]' },
  ],
  counterExamples: [
    'listening on 127.0.0.1:3000 and 0.0.0.0, 127.1.2.3',
    'kernel 5.15.0.91 nginx/1.24.0.1',
    'v1.2.3.4 released',
    'version 1.2.3.4 and "appVersion": "1.2.3.4"',
    'octets 256.1.1.1 and 1.2.3.999',
    'zeros 01.2.3.4 and 1.2.3.04',
    'parts 1.2.3.4.5 and 1.2.3',
    'oid 1.3.6.1.2.1.1',
    'Mozilla/5.0 Chrome/126.0.0.0 Safari/537.36',
    'took 1.25 ms at 2026.11.22',
    'netmask 255.255.255.0, broadcast 255.255.255.255, group 224.0.0.251',
    'metadata of http://169.254.169.254/latest',
    'Node.js v20.11.0, V8 12.4.254.21-node.33',
    'OID 2.5.29.15 and extension 2.5.29.17',
  ],
};

const DOTTED = /\d{1,3}(?:\.\d{1,3}){3}/g;
const OCTETS = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;
const AFTER_VERSION = /(?:(?:^|[^a-z])v(?:er)?|version)[\s:="'@_./-]{0,4}$/i;
const VERSION_REACH = 20;
const AFTER_PRODUCT = /[a-z]\/$/i;
/** A host may have the name of a product too, but then mostly a private address. */
const AFTER_KNOWN =
  /(?:^|[^a-z])(?:(?:kernel|linux|release|firmware|build)[ /]|(?:nginx|apache|httpd|openssl|curl|chrome|chromium|edge?|firefox|safari|opr|opera|python|php|electron)\/)$/i;
const PRIVATE = /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/;
/** Of the host itself, masks, groups, and what every cloud serves its metadata at. */
const NOBODYS = /^(?:127\.|0\.0\.0\.0$|22[4-9]\.|2[345]\d\.|169\.254\.169\.254$)/;
const AFTER_OID =
  /(?:^|[^a-z])(?:oid|extension|section|clause|rfc|v8|jdk|jre|java|sqlite|postgresql|postgres|mysql|mongo(?:db)?|redis|mariadb|chapter|firmware|bios|algorithm|policy|eku|control|driver|patch|hotfix)[\s:="']{1,3}$/i;
const BEFORE_RELEASE = /^[-+](?:node|rc|alpha|beta|snapshot|build|dev|release|ga|final|el\d|r\d|p\d)/i;

function find(text: string): readonly Finding[] {
  if (!/\d\.\d{1,3}\.\d/.test(text)) return [];
  const findings: Finding[] = [];
  for (const match of text.matchAll(DOTTED)) {
    const start = match.index;
    const end = start + match[0].length;
    if (isPartOfLonger(text, start, end) || !OCTETS.test(match[0])) continue;
    if (NOBODYS.test(match[0]) || isVersion(text, start, match[0])) continue;
    findings.push({ detector: 'ipv4', start, end, confidence: POSSIBLE });
  }
  return findings;
}

function isPartOfLonger(text: string, start: number, end: number): boolean {
  if (isDigit(text.charCodeAt(start - 1)) || isDigit(text.charCodeAt(end))) return true;
  const goesOn = text.charCodeAt(end) === 46 && isDigit(text.charCodeAt(end + 1));
  return goesOn || (text.charCodeAt(start - 1) === 46 && isDigit(text.charCodeAt(start - 2)));
}

function isVersion(text: string, start: number, dotted: string): boolean {
  const before = text.slice(Math.max(0, start - VERSION_REACH), start);
  // Browsers send their version with zeros for all but the first part; no host has such an address.
  if (AFTER_KNOWN.test(before) && !PRIVATE.test(dotted)) return true;
  if (
    AFTER_OID.test(before) ||
    BEFORE_RELEASE.test(text.slice(start + dotted.length, start + dotted.length + 10))
  )
    return true;
  return AFTER_VERSION.test(before) || (dotted.endsWith('.0.0.0') && AFTER_PRODUCT.test(before));
}
