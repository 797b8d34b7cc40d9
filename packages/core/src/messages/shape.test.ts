import { describe, expect, it } from 'vitest';
import { messageShape } from './shape.js';

describe('the shape of a message', () => {
  it.each([
    ['login of Ada', 'login of Ada'],
    ['order 17 of "Ada Lovelace" took 12ms', 'order … of … took …'],
    ['user %s took %d ms', 'user … took … ms'],
    ['GET /a/b?x=1 failed: ECONNREFUSED 10.0.0.1:5432', 'GET …=… failed: ECONNREFUSED …'],
    ['mail to ada@example.com, C:\\temp', 'mail to …'],
    ['key: value a:b', 'key: value …'],
    ['ids 1, 2; 3 | 4 gone', 'ids … gone'],
    ['ids 1, 2 gone', 'ids … gone'],
    ['{"user":{"name":"Ada"},"n":5}', '{…:{…:…},…}'],
    ["can't find user's cart", "can't find user's cart"],
    ["`x y` of “z” or 'a b'", '… of … or …'],
    ["can't find 'Ada's cart", "can't find 'Ada's cart"],
    ['an open \'quote and "another', 'an open \'quote and "another'],
    ['٣ apples, ５ pears', '… apples, … pears'],
    [`${'x'.repeat(32)} ${'x'.repeat(33)}`, `${'x'.repeat(32)} …`],
    ['…', '…'],
    ['', ''],
  ])('of %j is %j', (text, shape) => {
    expect(messageShape(text)).toBe(shape);
  });

  it('stays the shape that it is', () => {
    for (const text of ['a 1, 2 "b', "of 'x' / y", '“a “b” 3']) {
      expect(messageShape(messageShape(text))).toBe(messageShape(text));
    }
  });

  it.each(['"', '“', "'", '`', "'a ", '“a ‘', '1 ', '… ', '…,,,', ' ', 'a', '"\'`“', '%'])(
    'of a text of nothing but %j takes time in proportion to the text',
    (unit) => {
      const cost = (length: number) => {
        const text = unit.repeat(Math.ceil(length / unit.length));
        const times = Array.from({ length: 3 }, () => timeOf(() => messageShape(text)));
        return Math.min(...times);
      };
      cost(2000);
      // Quadratic would be 400 times as long.
      expect(cost(200_000)).toBeLessThan(100 * Math.max(cost(10_000), 0.05));
    },
  );
});

function timeOf(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}
