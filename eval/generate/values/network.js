/** Addresses of networks: IPv4 (RFC 791), IPv6 (RFC 4291 section 2.2, RFC 4007, RFC 5952), MAC (IEEE 802, EUI-48). */

/** Public-looking ones for the most part; loopback, unspecified, multicast and reserved ones are no values. */
export function ipv4(random) {
  const rest = () => `${random.int(0, 255)}.${random.int(0, 255)}.${random.int(1, 254)}`;
  const form = random.int(1, 10);
  if (form <= 6)
    return `${random.pick([random.int(11, 99), random.int(101, 126), random.int(128, 168), random.int(173, 191), random.int(194, 197), random.int(204, 223)])}.${rest()}`;
  if (form === 7) return `10.${rest()}`;
  if (form === 8) return `192.168.${random.int(0, 255)}.${random.int(1, 254)}`;
  if (form === 9) return `172.${random.int(16, 31)}.${random.int(0, 255)}.${random.int(1, 254)}`;
  return random.pick([
    `203.0.113.${random.int(1, 254)}`,
    `198.51.100.${random.int(1, 254)}`,
    `192.0.2.${random.int(1, 254)}`,
  ]);
}

const PREFIXES = [
  '2001:db8',
  '2a02:810d',
  '2607:f8b0',
  '2400:cb00',
  '2a01:4f8',
  'fd12:3456',
  '2003:e5',
  '2804:14c',
];

/** Full, compressed, mixed, with a zone, in capitals. */
export function ipv6(random) {
  const prefix = random.pick(PREFIXES);
  const group = () => random.int(1, 0xffff).toString(16);
  const groups = (count) => Array.from({ length: count }, group).join(':');
  return random.pick([
    () => `${prefix}:${groups(6)}`,
    () => `${prefix}:${groups(6)}`,
    () => `${prefix}::${group()}`,
    () => `${prefix}:${group()}::${groups(2)}`,
    () => `${prefix}:${groups(2)}::${groups(2)}`,
    () => `${prefix}:${groups(2)}::`,
    () => `fe80::${groups(4)}`,
    () => `fe80::${groups(4)}%${random.pick(['eth0', 'en0', 'wlan0', '2', 'br-lan'])}`,
    () => `::ffff:${ipv4(random)}`,
    () => `64:ff9b::${ipv4(random)}`,
    () => `${prefix}:${groups(6)}`.toUpperCase(),
    () =>
      `${prefix}:${groups(6)}`
        .split(':')
        .map((part) => part.padStart(4, '0'))
        .join(':'),
  ])();
}

/** With colons, dashes, or in Cisco's dotted fours; the group bit is never set. */
export function mac(random) {
  const first = (random.int(0, 127) * 2).toString(16).padStart(2, '0');
  const octets = [first, ...Array.from({ length: 5 }, () => random.hex(2))];
  const form = random.int(1, 10);
  if (form <= 5) return octets.join(':');
  if (form <= 7) return octets.join('-').toUpperCase();
  if (form === 8) return octets.join(':').toUpperCase();
  if (form === 9) return octets.join('-');
  return octets.join('').match(/.{4}/g).join('.');
}
