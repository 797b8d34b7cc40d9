import { describe, expect, test } from 'vitest';
import { leafOf } from '../../../test/action-context.js';
import { faultsOf, narrowsRule } from '../index.js';

describe('generalize ip', () => {
  const ip = leafOf({ generalize: 'ip' });

  test.each([
    ['203.0.113.77', '203.0.113.0/24'],
    ['0.0.0.0', '0.0.0.0/24'],
    ['2001:db8:1:2::3', '2001:db8:1::/48'],
    ['2001:DB8:0001:0002:0000:0000:0000:0003', '2001:db8:1::/48'],
    ['::1', '::/48'],
    ['fe80::1%eth0', 'fe80::/48'],
    ['::ffff:203.0.113.77', '203.0.113.0/24'],
    ['::ffff:cb00:714d', '203.0.113.0/24'],
    ['2002:cb00:714d::1', '2002:cb00:7100::/40'],
    ['203.0.113.0/24', '203.0.113.0/24'],
    ['203.0.113.77/32', '203.0.113.0/24'],
    ['203.0.113.77/16', '203.0.0.0/16'],
    ['::ffff:203.0.113.77/112', '203.0.0.0/16'],
    ['2001:db8:1::/32', '2001:db8::/32'],
    ['1.2.3.4/0', '0.0.0.0/0'],
    ['9.19.29.99', '9.19.29.0/24'],
    ['2a02:cb00:714d:1::1', '2a02:cb00:714d::/48'],
    ['3002:cb00:714d:1::1', '3002:cb00:714d::/48'],
    ['::fffe:203.0.113.77', '::/48'],
    ['::feff:203.0.113.77', '::/48'],
    ['::1:ffff:203.0.113.77', '::/48'],
    ['1::ffff:203.0.113.77', '1::/48'],
    ['1::203.0.113.77', '1::/48'],
    [`fe80::1%${'x'.repeat(92)}`, 'fe80::/48'],
  ])('writes %s as %s', (value, out) => {
    expect(ip(value)).toBe(`"${out}"`);
  });

  test.each([
    [''],
    ['localhost'],
    ['127.1'],
    ['2130706433'],
    ['0x7f.0.0.1'],
    ['010.0.0.1'],
    ['256.0.0.1'],
    ['1.2.3.4.5'],
    ['1.2.3.4:80'],
    ['[::1]'],
    ['1.2.3.4%eth0'],
    ['1::2::3'],
    ['::ffff:010.0.0.1'],
    ['1.2.3.4/33'],
    ['1.2.3.4/'],
    ['1.2.3.4/024'],
    ['::1/129'],
    [' 1.2.3.4'],
    ['1.2.3.4\n'],
    ['1.2.3.4, 5.6.7.8'],
    ['1.2.3.a'],
    ['1.2.3./'],
    ['1..2.3'],
    ['/24'],
    [`fe80::1%${'x'.repeat(93)}`],
    [`::1%${'x'.repeat(100)}`],
    [2130706433],
    [['1.2.3.4']],
  ])('removes %s', (value) => {
    expect(ip(value)).toBeUndefined();
  });

  test('keeps as many bits as the rule says', () => {
    const leaf = leafOf({ generalize: { ip: { v4: 9, v6: 33 } } });
    expect(leaf('203.255.255.255')).toBe('"203.128.0.0/9"');
    expect(leaf('2001:db8:ffff::')).toBe('"2001:db8:8000::/33"');
    expect(leafOf({ generalize: { ip: { v4: 8 } } })('2001:db8:1:2::')).toBe('"2001:db8:1::/48"');
  });

  test('faults prefixes that leave an address too fine', () => {
    const paths = (v4: number, v6: number) =>
      faultsOf({ generalize: { ip: { v4, v6 } } }).map(({ path }) => path);
    expect(paths(24, 64)).toEqual([]);
    expect(paths(25, 65)).toEqual([
      ['generalize', 'ip', 'v4'],
      ['generalize', 'ip', 'v6'],
    ]);
  });

  test('is narrower with shorter prefixes', () => {
    expect(narrowsRule({ generalize: 'ip' }, { generalize: { ip: { v4: 16 } } })).toBe(true);
    expect(narrowsRule({ generalize: { ip: { v4: 16 } } }, { generalize: 'ip' })).toBe(false);
    expect(narrowsRule({ generalize: 'ip' }, { generalize: { ip: { v4: 16, v6: 64 } } })).toBe(false);
  });
});
