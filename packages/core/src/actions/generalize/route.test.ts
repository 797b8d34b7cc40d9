import { describe, expect, test } from 'vitest';
import { leafOf } from '../../../test/action-context.js';
import { routeTemplate } from './route.js';

describe('a route template', () => {
  test.each([
    ['/users/8f3e/orders/17', '/users/:id/orders/:id'],
    ['/', '/'],
    ['', '/'],
    ['//', '/'],
    ['/a//b/', '/a/b'],
    ['/api/v1/items', '/api/v1/items'],
    ['/a/z', '/a/z'],
    ['/`/{', '/:id/:id'],
    ['/v123/v', '/:id/v'],
    ['/well-known.json_x', '/well-known.json_x'],
    ['/a--b/-a/a-', '/:id/:id/:id'],
    ['/Users/ANN/é', '/:id/:id/:id'],
    ['/a%20b/a b/a@b', '/:id/:id/:id'],
    ['/../..', '/:id/:id'],
    ['/users/:userId/{orderId}/[slug]/*/*rest', '/users/:userId/{orderId}/[slug]/*/*rest'],
    ['/:User/:user1/{a b}/[a-b]/**', '/:id/:id/:id/:id/:id'],
    [`/${'a'.repeat(32)}/${'a'.repeat(33)}`, `/${'a'.repeat(32)}/:id`],
    ['/a'.repeat(16), '/a'.repeat(16)],
    ['/a'.repeat(20), `${'/a'.repeat(16)}/*`],
  ])('of %s is %s', (path, template) => {
    expect(routeTemplate(path)).toBe(template);
  });
});

describe('generalize route', () => {
  const route = leafOf({ generalize: 'route' });

  test.each([
    ['/users/17?page=2#x', '/users/:id'],
    ['https://u:p@shop.example:8443/users/17?page=2#x', '/users/:id'],
    ['https://shop.example', '/'],
    ['https://shop.example?token=x', '/'],
    ['/a#b?c/d', '/a'],
  ])('writes %s as %s', (value, out) => {
    expect(route(value)).toBe(JSON.stringify(out));
  });

  test('reads a text of just limits.stringLength', () => {
    expect(route(`/a?${'b'.repeat(997)}`)).toBe('"/a"');
  });

  test.each([['users/17'], ['//host/a'], ['mailto:a@b.example'], [''], [`/${'a'.repeat(1000)}`], [17]])(
    'removes %s',
    (value) => {
      expect(route(value)).toBeUndefined();
    },
  );
});
