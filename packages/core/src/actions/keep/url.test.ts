import { describe, expect, test } from 'vitest';
import { leafOf, nonZero } from '../../../test/action-context.js';
import { createRun } from '../../run/run.js';
import { narrowsRule } from '../index.js';

describe('keep url', () => {
  const url = leafOf({ keep: 'url', query: ['page', 'q'] });

  test.each([
    ['https://u:p@shop.example/users/17?page=2&token=x#top', 'https://shop.example/users/:id?page=2'],
    ['HTTPS://Shop.Example:443/A', 'https://shop.example/:id'],
    ['http://127.0.0.1:3000', 'http://127.0.0.1:3000/'],
    ['ws://[::1]:80/chat', 'ws://[::1]/chat'],
    ['/orders/8f3e/items?q=1&page=2', '/orders/:id/items?page=2&q=1'],
    ['/a?page=1&page=2', '/a?page=1'],
    ['/a?Page=1', '/a'],
    ['/a#page=1?page=2', '/a'],
    ['/a??page=1', '/a'],
    ['/a?page=%zz+%20', '/a?page=%25zz++'],
    ['/a?page=é%F0%9F%98%80', '/a?page=%C3%A9%F0%9F%98%80'],
    ['/', '/'],
    ['/a?page', '/a?page='],
    ['http://a\\@b/c', 'http://a/:id/c'],
  ])('writes %s as %s', (value, out) => {
    expect(url(value)).toBe(JSON.stringify(out));
  });

  test.each([
    ['users/17'],
    [''],
    ['//evil.example/a'],
    ['ftp://host/a'],
    ['file:///etc/passwd'],
    ['javascript:alert(1)'],
    ['mailto:a@b.example'],
    ['https://'],
    ['https:///a'],
    ['https://a b/c'],
    ['https://a\nb/c'],
    [' https://a/b'],
    ['https://%zz/'],
    [`https://${'a.'.repeat(130)}b/`],
    [`/${'a'.repeat(1000)}`],
    [17],
    [new URL('https://a/b')],
  ])('removes %s', (value) => {
    expect(url(value)).toBeUndefined();
  });

  test('runs the detectors over query values', () => {
    const run = createRun(10);
    expect(url('/a?q=my%20SECRET', run)).toBe('"/a?q=my+%5Bsecret%5D"');
    expect(nonZero(run.counts)).toEqual({ findings: 1 });
  });

  test('leaves out a host in which the detectors find something, and keeps the path', () => {
    const run = createRun(10);
    const finding = leafOf({ keep: 'url' }, { scan: (text, { counts }) => (counts.findings++, `${text}!`) });
    expect(finding('https://shop.example/users/17', run)).toBe('"/users/:id"');
    expect(nonZero(run.counts)).toEqual({ findings: 1 });
    expect(finding('/users/17', run)).toBe('"/users/:id"');
    expect(nonZero(run.counts)).toEqual({ findings: 1 });
  });

  test('reads a text of just limits.stringLength, and a host of just 253 characters', () => {
    expect(url(`/a?${'b'.repeat(997)}`)).toBe('"/a"');
    const host = `${'a.'.repeat(126)}b`;
    expect(url(`https://${host}/a`)).toBe(`"https://${host}/a"`);
    expect(url(`https://${host}c/a`)).toBeUndefined();
  });

  test('leaves out query values over 64 UTF-16 units, before or after the detectors', () => {
    expect(url(`/a?q=${'x'.repeat(64)}`)).toBe(`"/a?q=${'x'.repeat(64)}"`);
    expect(url(`/a?q=${'x'.repeat(65)}&page=1`)).toBe('"/a?page=1"');
    expect(url(`/a?q=${'x'.repeat(57)}SECRET`)).toBe('"/a"');
    const shortening = leafOf({ keep: 'url', query: ['q'] }, { scan: () => '[a]' });
    expect(shortening(`/a?q=${'x'.repeat(65)}`)).toBe('"/a"');
  });

  test('lets no query key out unless it is listed', () => {
    expect(leafOf({ keep: 'url' })('/a?page=1')).toBe('"/a"');
  });

  test('writes a key once however often the rule lists it', () => {
    expect(leafOf({ keep: 'url', query: ['a', 'a'] })('/?a=1')).toBe('"/?a=1"');
  });

  test('is narrower with fewer query keys', () => {
    const rule = { keep: 'url', query: ['a', 'b'] } as const;
    expect(narrowsRule(rule, { keep: 'url', query: ['b'] })).toBe(true);
    expect(narrowsRule(rule, { keep: 'url' })).toBe(true);
    expect(narrowsRule({ keep: 'url' }, rule)).toBe(false);
  });
});
