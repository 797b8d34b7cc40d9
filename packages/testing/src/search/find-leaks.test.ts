import { gzipSync } from 'node:zlib';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { findLeaks } from './find-leaks.js';

const CANARY = 'kZ7canary Qx4wUM';
const canary = { label: 'it', text: CANARY, parts: ['kZ7canar', 'y Qx4wUM'] };
const bytes = Buffer.from(CANARY);

const escape = (mark: string, width: number) => (text: string) =>
  Array.from(text, (unit) => `${mark}${unit.charCodeAt(0).toString(16).padStart(width, '0')}`).join('');
const base64 = (text: string) => Buffer.from(text).toString('base64');
const json = (text: string) => JSON.stringify(text);
const html = (text: string) => Array.from(text, (unit) => `&#${unit.charCodeAt(0)};`).join('');
const printable = (text: string) =>
  Array.from(text, (unit) => `=${unit.charCodeAt(0).toString(16).toUpperCase()}`).join('');

const shared = (of: Uint8Array) => {
  const made = new SharedArrayBuffer(of.length);
  new Uint8Array(made).set(of);
  return made;
};

const spellings: readonly (readonly [encoding: string, how: string, output: unknown])[] = [
  ['plain', 'in text', `x${CANARY}y`],
  ['plain', 'in capitals', CANARY.toUpperCase()],
  ['plain', 'in JSON', json(CANARY)],
  ['reversed', 'backward', `a ${[...CANARY].reverse().join('')} b`],
  ['respaced', 'without its space', CANARY.replace(' ', '')],
  ['plain', 'in a form', new URLSearchParams({ a: CANARY }).toString()],
  ['respaced', 'over two lines', `kZ7can\r\n    ary Qx4wUM`],
  ['respaced', 'with a space after each character', [...CANARY].join(' ')],
  ['percent', 'where it has to be', `/a?q=${encodeURIComponent(CANARY)}&b=1`],
  ['percent', 'everywhere', escape('%', 2)(CANARY)],
  ['percent', 'as escape() does', escape('%u', 4)(CANARY)],
  ['percent in percent', 'twice', encodeURIComponent(encodeURIComponent(CANARY))],
  ['base64', 'alone', base64(CANARY)],
  ['base64', 'one byte in', `data:${base64(`a${CANARY}b`)}`],
  ['base64', 'two bytes in', base64(`ab${CANARY}cd`)],
  ['base64', 'in the alphabet of URLs', Buffer.from(`>>>???${CANARY}>>>`).toString('base64url')],
  ['base64', 'behind letters of the same alphabet', `xyz${base64(CANARY)}`],
  ['base64', 'wrapped', base64('x'.repeat(30) + CANARY).replace(/.{38}/g, '$&\r\n  ')],
  ['base64 in base64', 'twice', base64(`user:${base64(`ab${CANARY}`)}`)],
  ['base64 in base64 in base64', 'three times', base64(base64(base64(CANARY)))],
  ['percent in base64', 'of a query', base64(`q=${encodeURIComponent(CANARY)}`)],
  ['hex', 'in small letters', bytes.toString('hex')],
  ['hex', 'in capitals', `0x${bytes.toString('hex').toUpperCase()}`],
  ['hex', 'behind an odd digit', `f${bytes.toString('hex')}`],
  ['hex', 'by byte', Array.from(bytes, (byte) => byte.toString(16)).join(':')],
  ['hex', 'as a Buffer is printed', inspect(bytes)],
  ['hex', 'as source code', Array.from(bytes, (byte) => `0x${byte.toString(16)}`).join(', ')],
  ['hex', 'as a list of texts', json(Array.from(bytes, (byte) => byte.toString(16)) as never)],
  ['hex', 'as a dump in words', bytes.toString('hex').replace(/.{4}/g, '$& ')],
  ['base64 in hex', 'of base64', Buffer.from(base64(CANARY)).toString('hex')],
  ['escapes', 'of JSON', escape('\\u', 4)(CANARY)],
  [
    'escapes',
    'of JavaScript',
    Array.from(CANARY, (unit) => `\\u{${unit.charCodeAt(0).toString(16)}}`).join(''),
  ],
  ['escapes', 'of bytes', escape('\\x', 2)(CANARY)],
  ['escapes', 'in octal', Array.from(bytes, (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')],
  ['escapes', 'in part', 'kZ7c\\u0061nary Qx4wUM'],
  ['escapes', 'at its end', 'kZ7canary Qx4wU\\u004d'],
  ['escapes in escapes', 'in JSON in JSON', json(escape('\\u', 4)(CANARY))],
  ['numbers', 'as JSON of a Buffer', json(bytes as never)],
  ['numbers', 'as JSON of a typed array', json(Uint8Array.from(bytes) as never)],
  ['numbers', 'as a typed array is printed', inspect(Uint8Array.from(bytes))],
  ['numbers', 'as character codes', [...bytes].join('; ')],
  ['characters', 'as JSON of a spread text', json(Object.assign({}, CANARY) as never)],
  ['characters', 'as a spread text is printed', inspect(Object.assign({}, CANARY))],
  ['characters', 'as a list', json([...CANARY] as never)],
  ['characters', 'as a list is printed', inspect([...CANARY])],
  ['characters', 'with commas', [...CANARY].join(',')],
  ['utf-16', 'little end first', Buffer.from(`a ${CANARY}`, 'utf16le')],
  ['utf-16', 'big end first', Buffer.from(`a ${CANARY}`, 'utf16le').swap16()],
  [
    'utf-16 in base64',
    'as PowerShell takes commands',
    Buffer.from(`echo ${CANARY}`, 'utf16le').toString('base64'),
  ],
  ['utf-16 in hex', 'as a dump of it', Buffer.from(`a ${CANARY}`, 'utf16le').toString('hex')],
  ['base64 in utf-16', 'of base64', Buffer.from(base64(CANARY), 'utf16le')],
  ['html', 'in decimal', html(CANARY)],
  ['html', 'in hexadecimal', escape('&#x', 2)(CANARY).replaceAll('&', ';&').slice(1)],
  ['html', 'by its space', CANARY.replace(' ', '&nbsp;')],
  ['quoted-printable', 'everywhere', printable(CANARY)],
  ['quoted-printable', 'over two lines', 'kZ7canary=\r\n Qx4wUM'],
  ['html in percent', 'of HTML', encodeURIComponent(html(CANARY))],
  ['plain', 'in a gzip file', gzipSync(`{"a":${json(CANARY)}}\n`)],
  ['plain', 'in a gzip file that is still written', gzipSync(CANARY.repeat(99)).subarray(0, -12)],
];

const find = (output: unknown) => findLeaks(output, [canary]);
const whole = (output: unknown) =>
  find(output)
    .filter((leak) => leak.whole)
    .map(({ encoding }) => encoding);

describe('a canary', () => {
  it.each(spellings)('is found as %s %s', (encoding, _, output) => {
    expect(whole(output)).toEqual([encoding]);
  });

  it.each(spellings)('is found as %s %s among other text', (encoding, _, output) => {
    if (typeof output !== 'string') return;
    for (const [before, after] of [
      ['{"a":"', '","b":1}'],
      ['value=', ' (x)'],
      ['%20\\u0041&amp;', '%20\\n'],
    ] as const)
      expect(whole(`first line\n${before}${output}${after}\nlast line`)).toContain(encoding);
  });

  it.each(['kZ7canar…', 'k****y Qx4wUM', base64('kZ7canar'), encodeURIComponent('y Qx4wUM')])(
    'is found by one half of it: %#',
    (output) => {
      expect(find(output)).toMatchObject([{ whole: false, count: 1 }]);
    },
  );

  it.each([
    'JOSÉ ÁLVAREZ',
    'josé álvarez',
    'Jos\\u00e9 \\u00c1lvarez',
    'Jos%C3%A9%20%C3%81lvarez',
    'Jos%E9 %C1lvarez',
    inspect(Buffer.from('José Álvarez')),
  ])('is found where it is more than ASCII: %#', (output) => {
    expect(findLeaks(output, ['José Álvarez'])).toHaveLength(1);
  });

  it.each(['4539 7185 0112 3402', '4539-7185-0112-3402', '"4539718501123402"', '1114539718501123402111'])(
    'is found in groups of digits: %#',
    (output) => {
      expect(findLeaks(output, ['4539718501123402'])).toHaveLength(1);
    },
  );

  it('is found where a few digits stand behind an escape that ends in a digit of hex', () => {
    for (const output of ['q=%2B12025551111', '%2B1-202-555-1111%2A', String.raw`\u002b12025551111`]) {
      expect(findLeaks(output, ['+1-202-555-1111'])).toMatchObject([{ whole: true, count: 1 }]);
    }
  });

  it.each(['198.18.104.200', 'ada.l@example.com', '2584-02-01', 'users/8f3/ada', 'key=a:b;c|d'])(
    'is found by all of its characters, signs included, in UTF-16 and one by one: %s',
    (text) => {
      for (const output of [
        Buffer.from(`{"date":"${text}"}`, 'utf16le'),
        Buffer.from(`{"date":"${text}"}`, 'utf16le').toString('base64'),
        [...text].join(','),
        json([...text] as never),
        inspect(Object.assign({}, text)),
      ])
        expect(findLeaks(output, [text])).toMatchObject([{ whole: true, count: 1 }]);
    },
  );

  it('is not found where a few digits stand within a longer number', () => {
    expect(findLeaks('"time":1202555100077', ['+1-202-555-1000'])).toEqual([]);
    expect(findLeaks('"id":"12025551000"', ['+1-202-555-1000'])).toHaveLength(1);
  });

  it.each([
    ['as a name', { [CANARY]: 1 }],
    ['under a symbol', { [Symbol('splat')]: [{ a: CANARY }] }],
    ['as the name of a symbol', { [Symbol(CANARY)]: 1 }],
    ['in a hidden member', Object.defineProperty({}, 'x', { value: CANARY, enumerable: false })],
    ['in an error', new Error(CANARY)],
    ['in a cause', new Error('x', { cause: { a: CANARY } })],
    ['in a Map', new Map([['a', [CANARY]]])],
    ['in a Set', new Set([CANARY])],
    ['in headers', new Headers({ a: CANARY })],
    ['in a form', new URLSearchParams({ a: CANARY })],
    ['in bytes', { body: bytes }],
    ['in a typed array', { body: Uint16Array.from(bytes) }],
    ['in a typed array of wide elements', { body: Float64Array.from(bytes) }],
    ['in a buffer without a view', { body: Uint8Array.from(bytes).buffer }],
    ['in a shared buffer', { body: shared(bytes) }],
    ['in zipped bytes', { body: gzipSync(CANARY) }],
    ['in a regular expression', { pattern: new RegExp(CANARY) }],
    ['in a member of a function', { handler: Object.assign(() => 1, { a: { b: { c: { d: CANARY } } } }) }],
    ['in a boxed text', new String(CANARY)],
    ['in many texts', ['a', CANARY]],
    ['in characters of their own', [...CANARY]],
    ['in bytes of their own', { a: [...bytes] }],
    ['in a spread text', { a: Object.assign({}, CANARY) }],
    ['below 100,000 levels', deep(100_000)],
    [
      'in what a getter throws',
      Object.defineProperty({}, 'x', {
        get: () => {
          throw new Error(CANARY);
        },
      }),
    ],
  ])('is found %s', (_, output) => {
    expect(whole(output)).toHaveLength(1);
  });

  it.each([
    ['a date', new Date('2584-02-01T10:11:12.123Z'), '2584-02-01'],
    ['a boxed number', Object(411111170804), '411111170804'],
    ['a large number', 4111111708040808n, '4111111708040808'],
    ['a large number in a box', Object(4111111708040808n), '4111111708040808'],
  ])('is found in %s', (_, value, text) => {
    expect(findLeaks({ value }, [text])).toMatchObject([{ place: '$.value' }]);
  });

  it.each([undefined, null, 5, true, Symbol('s'), () => CANARY])(
    'cannot be looked for where there is no output: %s',
    (output) => {
      expect(() => findLeaks(output, [canary])).toThrow(TypeError);
    },
  );

  it('is told once, though what stands beside it is encoded', () => {
    expect(whole(`%20\\u0041&amp;=41 ${CANARY} %20\\u0041&amp;=41`)).toEqual(['plain']);
    expect(whole(`%20${escape('\\u', 4)(CANARY)}%20`)).toEqual(['escapes']);
  });

  it('is found across an object that refuses to be read', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(whole([proxy, CANARY])).toEqual(['plain']);
  });

  it('is found, once, wherever the search goes on to its next block', () => {
    const filler = '.\n'.repeat(1 << 17);
    for (const [encoding, , output] of spellings) {
      if (typeof output !== 'string') continue;
      for (let cut = 0; cut <= output.length; cut += encoding.startsWith('base64 in base64') ? 1 : 53) {
        const leaks = find(`${filler.slice(cut)}${output}`).filter((leak) => leak.whole);
        expect(leaks).toMatchObject([{ encoding, count: 1 }]);
      }
    }
  });

  it('is not found where it is not', () => {
    expect(find([{ a: 1, b: 'canary' }, 'x'.repeat(100), 'kZ7cana', base64('y Qx4wU')])).toEqual([]);
    expect(find('')).toEqual([]);
  });
});

/** An object below so many others. */
function deep(levels: number): object {
  let value: object = { a: CANARY };
  for (let level = 0; level < levels; level++) value = { a: value };
  return value;
}

describe('a leak', () => {
  it('says where it is first, and how often, but no text', () => {
    const output = `{"a":1}\n{"b":"${CANARY}"}\n{"c":"${CANARY}"}\n`;
    const leaks = find(output);
    expect(leaks).toEqual([
      { canary: 'it', index: 0, whole: true, encoding: 'plain', place: 'line 2, byte 7', count: 2 },
    ]);
  });

  it('says the path in an object, and leaves out names that could be data', () => {
    const output = {
      req: { headers: [{ 'x-a b': CANARY }], [CANARY]: 1, e: new Error('x', { cause: { d: CANARY } }) },
    };
    const places = find(output).map(({ place, count }) => `${place} ${count}`);
    expect(places).toEqual(['$.req.headers[0][…] 3']);
    expect(find({ user: { [`${CANARY}x`]: 1 } })[0]?.place).toBe('$.user[…]');
    expect(find({ a: { kZ7canar: 1 } })[0]?.place).not.toContain('kZ7canar');
  });
});
