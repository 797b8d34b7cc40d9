import { LIKELY } from '../confidence.js';
import type { Detector, Finding } from '../detector.js';
import { createWords, isTold } from '../told.js';

/** Hardware addresses of network interfaces. */
export const macAddress: Detector = {
  id: 'mac-address',
  description:
    'Hardware addresses (EUI-48, EUI-64): pairs of hexadecimal digits with colons or dashes, or fours with dots; twelve in one piece after a word that tells. Not those that stand for nobody or everybody.',
  source:
    'IEEE Std 802-2014 section 8 (EUI-48, EUI-64, notation); RFC 7042; the dotted form as Cisco IOS writes it',
  placeholder: '[mac]',
  confidence: [LIKELY],
  triggers: [[...[':\\x\\x:', '-\\x\\x-', '.\\x\\x\\x\\x.'], ...['mac', 'bssid', 'ether', 'hwaddr']]],
  find,
  examples: [
    { text: 'lease for 00:1a:2b:3c:4d:5e given', redacted: 'lease for [mac] given' },
    { text: '{"mac":"00-1A-2B-3C-4D-5E"}', redacted: '{"mac":"[mac]"}' },
    { text: 'port Gi0/1 001a.2b3c.4d5e learned', redacted: 'port Gi0/1 [mac] learned' },
    { text: 'eui 00:1a:2b:ff:fe:3c:4d:5e.', redacted: 'eui [mac].' },
    { text: 'mac address 001A2B3C4D5E', redacted: 'mac address [mac]' },
  ],
  counterExamples: [
    'nobody 00:00:00:00:00:00 and everybody FF:FF:FF:FF:FF:FF',
    'sha1 aa:bb:cc:dd:ee:ff:00:11:22:33',
    'at 12:30:45 and 10-20-30-40-50-60',
    'mixed 00:1a-2b:3c-4d:5e and 001a.2b3c',
    'word face:00:1a:2b:3c:4d:5e',
    'machine 001a2b3c4d5e',
    'uuid 550e8400-e29b-41d4-a716-446655440000',
  ],
};

const WRITTEN =
  /(?<![\da-z]|[\da-f][:.-])(?:[\da-f]{2}(?:(?::[\da-f]{2}){5}(?:(?::[\da-f]{2}){2})?|(?:-[\da-f]{2}){5}(?:(?:-[\da-f]{2}){2})?)|[\da-f]{4}(?:\.[\da-f]{4}){2,3}|[\da-f]{12})(?![\da-z]|[:.-][\da-f])/gi;
const TELLING = createWords('mac|bssid|ether|hwaddr|macaddr(?:ess)?');

function find(text: string): readonly Finding[] {
  const findings: Finding[] = [];
  for (const { 0: written, index } of text.matchAll(WRITTEN)) {
    if (NOBODY.test(written)) continue;
    // Colons are usual; digits alone may be anything.
    const isSure = written.includes(':') || (/[.-]/.test(written) && /[a-f]/i.test(written));
    if (!isSure && !isTold(text, index, TELLING)) continue;
    findings.push({ detector: 'mac-address', start: index, end: index + written.length, confidence: LIKELY });
  }
  return findings;
}

/** All zeros, and all ones, which is the address of broadcasts. */
const NOBODY = /^(?:[0:.-]+|[f:.-]+)$/i;
