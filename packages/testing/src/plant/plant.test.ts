import { inspect, isDeepStrictEqual } from 'node:util';
import { types } from 'node:util';
import { createRedactor, definePolicy } from '@logsieve/core';
import { loadPolicy } from '@logsieve/core/node';
import { describe, expect, it } from 'vitest';
import { findLeaks } from '../search/find-leaks.js';
import { plant } from './plant.js';

/** Labels of the canaries that a value holds as a whole. */
const held = (value: unknown, { canaries }: Pick<ReturnType<typeof plant>, 'canaries'>) =>
  new Set(
    findLeaks(value, canaries)
      .filter(({ whole }) => whole)
      .map(({ index }) => index),
  ).size;

describe('plant', () => {
  it('leaves none of the texts, and plants a canary for each', () => {
    const given = { user: { name: 'Ada', tags: ['a-tag', 'b-tag'] }, age: 36, ok: true, none: null };
    const { planted, canaries } = plant(given);
    expect(canaries.map(({ label }) => label)).toEqual([
      'user.name (word)',
      'user.tags.0 (word)',
      'user.tags.1 (word)',
    ]);
    expect(JSON.stringify(planted)).not.toMatch(/"Ada"|-tag/);
    expect(planted).toMatchObject({ age: 36, ok: true, none: null });
    expect(held(planted, { canaries })).toBe(3);
    expect(given.user.tags).toEqual(['a-tag', 'b-tag']);
  });

  it.each([
    ['email', 'ada@example.com', /^\w+\.\w+@canary\.example$/],
    ['jwt', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2ln', /^ey[\w-]+\.ey[\w-]+\.[\w-]{43}$/],
    ['bearer', 'Bearer abc', /^Bearer \w{40}$/],
    ['basic', 'Basic YWRhOng=', /^Basic \w+=*$/],
    ['url', 'https://x.example/a?b=1#c', /^https:\/\/x\.example\/a\?b=1&canary=\w+#c$/],
    ['url', '/a/b', /^\/a\/b\?canary=\w+$/],
    [
      'uuid',
      '3f1c2a5e-8d4b-4c6a-9e7f-0a1b2c3d4e5f',
      /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
    ],
    ['ip', '203.0.113.7', /^198\.1[89]\.\d{3}\.\d{3}$/],
    ['date', '1815-12-10', /^2[2-8]\d\d-[01]\d-[0-2]\d$/],
    ['date', '2025-11-22T05:00:00.000Z', /^2[2-8]\d\d-[01]\d-[0-2]\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d{3}Z$/],
    ['card', '4242 4242 4242 4242', /^4111 11\d\d \d{4} \d{4}$/],
    ['digits', '+1 (202) 555-0100', /^\+1 \(555\) \d{3}-\d{4}$/],
    ['word', 'hunter2', /^\w+$/],
    ['text', 'a few words', /^\w+ canary \w+$/],
  ])('plants %s in place of %s', (kind, given, shape) => {
    const { planted, canaries } = plant(given);
    expect(canaries[0]?.label).toBe(`the value (${kind})`);
    expect(planted).toMatch(shape);
    expect(held(planted, { canaries })).toBe(1);
    // As it goes into a log.
    expect(held(JSON.stringify({ a: encodeURIComponent(planted) }), { canaries })).toBe(1);
  });

  it('plants what detectors find, and what they do not', () => {
    const keep = { keep: 'string', max: 500 } as const;
    const fields = { email: keep, card: keep, bearer: keep, jwt: keep, word: keep, text: keep };
    const policy = definePolicy({ logsieve: 1, extends: [], fields });
    const redactor = createRedactor(loadPolicy(policy));
    const a = {
      email: 'a@b.example',
      card: '4242424242424242',
      bearer: 'Bearer x',
      jwt: 'eyJh.eyJz.c2ln',
      word: 'x',
      text: 'x y',
    };
    const { planted, canaries } = plant(a);
    const leaks = findLeaks(redactor.stringify(planted), canaries);
    expect([...new Set(leaks.map(({ canary }) => canary))]).toEqual(['word (word)', 'text (text)']);
  });

  it('is different each time, and the same for the same seed', () => {
    const value = { a: 'one', b: 'a@b.example' };
    expect(plant(value, { seed: 7 })).toEqual(plant(value, { seed: 7 }));
    expect(plant(value, { seed: 7 }).planted).not.toEqual(plant(value, { seed: 8 }).planted);
    expect(plant(value).planted).not.toEqual(plant(value).planted);
  });

  it('plants names on request', () => {
    const { planted, canaries } = plant({ a: { b: 'c' } }, { keys: true });
    expect(canaries.map(({ label }) => label.replace(/ \(\w+\)$/, ''))).toEqual([
      'a.b',
      'a."(added name)"',
      'a."(added value)"',
      '"(added name)"',
      '"(added value)"',
    ]);
    expect(findLeaks(Object.keys(planted.a), canaries).map(({ canary }) => canary)).toContain(
      'a."(added name)" (word)',
    );
  });

  it('keeps the texts of exceptions and of headers that frame a request', () => {
    const headers = new Headers({ 'content-type': 'application/json', authorization: 'Bearer x' });
    const { planted } = plant(
      { type: 'order', items: [{ sku: 'A1', note: 'n' }], headers },
      { except: ['type', 'items.*.sku'] },
    );
    expect(planted).toMatchObject({ type: 'order', items: [{ sku: 'A1' }] });
    expect(planted.items[0]?.note).not.toBe('n');
    expect(planted.headers.get('content-type')).toBe('application/json');
    expect(planted.headers.get('authorization')).toMatch(/^Bearer \w{40}$/);
  });

  it('refuses an exception that meets nothing, and a value without texts', () => {
    expect(() => plant({ a: 'b' }, { except: ['c'] })).toThrow(new TypeError('except: no text is at c'));
    expect(() => plant({ a: 1 })).toThrow('there is no text to plant a canary in');
    expect(() => plant({ a: 'b' }, { key: true } as never)).toThrow('did you mean keys?');
  });

  it('plants into errors, their causes and own properties, and leaves them real errors', () => {
    class NotFound extends TypeError {
      override readonly name = 'NotFound';
    }
    const cause = Object.assign(new Error('inner'), { detail: 'Key (email)' });
    const error = Object.assign(new NotFound('no account', { cause }), {
      code: 'E_X',
      config: { headers: { a: 'b' } },
    });
    const all = new AggregateError([error], 'several');
    const { planted, canaries } = plant(all);
    const [first] = planted.errors as (typeof error)[];
    expect(first).toBeInstanceOf(NotFound);
    expect(types.isNativeError(first)).toBe(true);
    expect(first?.code).toBe('E_X');
    expect(first?.stack?.startsWith(`NotFound: ${first.message}\n    at `)).toBe(true);
    expect(inspect(planted, { depth: 9 })).not.toMatch(/no account|inner|Key \(|several/);
    expect(canaries).toHaveLength(5);
    expect(held(planted, { canaries })).toBe(5);
  });

  it('copies maps, sets, URLs, bytes, forms and cycles', () => {
    const loop: Record<string, unknown> = { text: 'a b' };
    loop['self'] = loop;
    const given = {
      loop,
      map: new Map([['k', 'v']]),
      set: new Set(['s']),
      url: new URL('https://x.example/'),
      bytes: Buffer.from('some bytes'),
      query: new URLSearchParams({ q: 'some text' }),
      when: new Date(0),
      twice: [loop],
    };
    const { planted, canaries } = plant(given);
    expect(planted.loop['self']).toBe(planted.loop);
    expect(planted.twice[0]).toBe(planted.loop);
    expect(planted.when).toEqual(new Date(0));
    expect(canaries).toHaveLength(6);
    expect(held(planted, { canaries })).toBe(6);
  });

  it('makes a sample of what services are sent', () => {
    const { planted, canaries } = plant();
    expect(canaries.length).toBeGreaterThan(15);
    expect(held(planted, { canaries })).toBe(canaries.length);
    expect(planted.user.email).toContain('@canary.example');
    expect(
      isDeepStrictEqual(plant(undefined, { seed: 1 }).canaries, plant(undefined, { seed: 1 }).canaries),
    ).toBe(true);
  });
});
