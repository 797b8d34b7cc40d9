import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressLength } from './address.js';
import { ipv6 } from './index.js';

const found = (text: string) => ipv6.find(text).map((finding) => text.slice(finding.start, finding.end));

describe('ipv6', () => {
  it('finds every address but the lone double colon', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        fc.pre(/\d/.test(address) && !/^[0:]*:(?:0{0,3}1?|(?:ffff:)?(?:127\..*|0\.0\.0\.0))$/i.test(address));
        expect(found(`from ${address}, ([${address}]:80) "${address}".`)).toEqual([
          address,
          address,
          address,
        ]);
      }),
    );
  });

  it.each([
    '1::',
    '::2',
    '::10',
    '0:0:0:0:0:0:1:1',
    '::ffff:128.0.0.1',
    'a:b::c',
    '1:2:3:4:5:6:7::',
    '::2:3:4:5:6:7:8',
    '1:2:3:4:5:6:1.2.3.4',
    '::1.2.3.4',
    'fe80::1:2',
  ])('reads all of %s', (address) => {
    expect(addressLength(address)).toBe(address.length);
  });

  it.each([
    '::',
    '::1',
    '::0001',
    '0:0:0:0:0:0:0:1',
    '::ffff:127.0.0.1',
    'a::b',
    '1:2',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9a',
    '1::2::3',
    '1:2:3:4:5:6:7:1.2.3.4',
    '::1.2.3',
    '12345::',
    '::1.2.3.256',
  ])('takes %s for none', (text) => {
    expect(addressLength(text)).toBe(0);
  });

  it('includes the zone of link-local and multicast addresses only', () => {
    expect(found('fe80::1%eth0.100 ff02::1%3 ::2%20x')).toEqual(['fe80::1%eth0.100', 'ff02::1%3', '::2']);
  });
});
