import { describe, expect, it } from 'vitest';
import type { StructureName } from '../policy/policy.js';
import { encoded } from './encoded.js';
import { readStructure, STRUCTURES } from './index.js';

const FORM_DATA = 'Content-Disposition: form-data';

/** What a text says, and the text that is written for all of it; undefined where it is not of the kind. */
const READ: Readonly<Record<StructureName, readonly (readonly [string, unknown, string?])[]>> = {
  json: [
    ['{"a":[1,{"b":null}]}', { a: [1, { b: null }] }],
    ['{"a":1,"a":2}', { a: 2 }, '{"a":2}'],
    ['{"a":1', undefined],
    ['', undefined],
    ['\ufeff{}', undefined],
  ],
  form: [
    ['a=1&b=x%20y&c=x+y', { a: '1', b: 'x y', c: 'x y' }, 'a=1&b=x+y&c=x+y'],
    ['a=1&a=2', { a: '2' }, 'a=2'],
    ['a&=1&&b=', { a: '', '': '1', b: '' }, 'a=&=1&b='],
    ['a=1=2&b[]=3&c;d=4', { a: '1=2', 'b[]': '3', 'c;d': '4' }, 'a=1%3D2&b%5B%5D=3&c%3Bd=4'],
    ['?a=1', { '?a': '1' }, '%3Fa=1'],
    ['a=%&b=%4&c=%zz&d=%ff', { a: '%', b: '%4', c: '%zz', d: '\ufffd' }, 'a=%25&b=%254&c=%25zz&d=%EF%BF%BD'],
    ['a=\ud800', { a: '\ufffd' }, 'a=%EF%BF%BD'],
    ['__proto__=1&toJSON=2', { ['__proto__']: '1', toJSON: '2' }],
    ['', {}],
  ],
  cookies: [
    ['a=1; b=2;c=3', { a: '1', b: '2', c: '3' }, 'a=1; b=2; c=3'],
    ['a=1; a=2', { a: '2' }, 'a=2'],
    ['a; =1; ; b=', { b: '' }, 'b='],
    [' \ta \t= "x y"\t ; b="; c="', { a: 'x y', b: '"', c: '"' }, 'a=x%20y; b=%22; c=%22'],
    [
      'a=%41%zz; b=%41; c=%ff; d=1%3B%20e=2',
      { a: '%41%zz', b: 'A', c: '%ff', d: '1; e=2' },
      'a=%2541%25zz; b=A; c=%25ff; d=1%3B%20e%3D2',
    ],
    ['a=\ud800é', { a: '\ud800é' }, 'a=%EF%BF%BD%C3%A9'],
    ['__proto__=1', { ['__proto__']: '1' }],
    ['\u00a0a=1\u00a0', { '\u00a0a': '1\u00a0' }, '\u00a0a=1%C2%A0'],
  ],
  headers: [
    ['A: 1\r\nb:2\r\n', { A: '1', b: '2' }, 'A: 1\r\nb: 2'],
    ['A: 1\nB:\t x y \t\n', { A: '1', B: 'x y' }, 'A: 1\r\nB: x y'],
    ['GET /a:b HTTP/1.1\r\nA: 1', { A: '1' }, 'A: 1'],
    ['A: 1\r\n\r\nB: 2', { A: '1' }, 'A: 1'],
    ['\nA: 1', {}, ''],
    ['A: x\r\n y\r\n\t z \r\nB: 1', { A: 'x y z', B: '1' }, 'A: x y z\r\nB: 1'],
    ['A:\r\n y\r\n \r\nB:', { A: 'y', B: '' }, 'A: y\r\nB:'],
    ['A: 1\nsecret text\n B: 2', { A: '1' }, 'A: 1'],
    [' A: 1\nB: 2', { B: '2' }, 'B: 2'],
    ['A : 1\n: 2\nB C: 3\né: 4', {}, ''],
    ['A: 1\nA: 2\na: 3', { A: '2', a: '3' }, 'A: 2\r\na: 3'],
    ['A: b:c', { A: 'b:c' }, 'A: b:c'],
    ['A: 1\rB: 2', undefined],
    ['A: 1\r\nB: 2\r', undefined],
    ['A: 1\0', undefined],
  ],
  url: [
    [
      'https://u:p@Shop.example:443/a/17?b=1&b=2&c=x%20y#top',
      { origin: 'https://shop.example', path: '/a/17', query: { b: '2', c: 'x y' } },
      'https://shop.example/a/17?b=2&c=x+y',
    ],
    ['/a?b', { path: '/a', query: { b: '' } }, '/a?b='],
    ['/a#b?c=1', { path: '/a', query: {} }, '/a'],
    ['https://a.example', { origin: 'https://a.example', path: '', query: {} }],
    ['https://a.example?b=1', { origin: 'https://a.example', path: '', query: { b: '1' } }],
    [
      'ws://a.example:81//b//c',
      { origin: 'ws://a.example:81', path: '/b//c', query: {} },
      'ws://a.example:81/b//c',
    ],
    ['/\\b', { path: '/b', query: {} }, '/b'],
    [
      'https://a.example\\@b/c',
      { origin: 'https://a.example', path: '/@b/c', query: {} },
      'https://a.example/@b/c',
    ],
    ['/a??b=1', { path: '/a', query: { '?b': '1' } }, '/a?%3Fb=1'],
    ['/a?__proto__=1', { path: '/a', query: { ['__proto__']: '1' } }],
    ['//b.example/c', undefined],
    ['a/b', undefined],
    ['ftp://a.example/', undefined],
    ['javascript:alert(1)', undefined],
    ['https://', undefined],
    ['', undefined],
  ],
  multipart: [
    [bodyOf(['a', '1'], ['b', 'x\r\ny']), { a: '1', b: 'x\r\ny' }],
    [
      inLines('--x', 'content-disposition:form-data ;NAME=a', '', 'b: c', '', 'd', '--x--'),
      { a: 'b: c\n\nd' },
      bodyOf(['a', 'b: c\n\nd']),
    ],
    [
      part('Content-Type: text/plain', `${FORM_DATA}; name="a"`, 'Content-Transfer-Encoding: 8BIT'),
      { a: 'v' },
      bodyOf(['a', 'v']),
    ],
    [part(`${FORM_DATA}; name="a"`).replace(/\r\n$/, ''), { a: 'v' }, bodyOf(['a', 'v'])],
    [part(`${FORM_DATA}; name="a"; filename="v.txt"`), {}, ''],
    [part(`${FORM_DATA}; filename*=UTF-8''v; name="a"`), {}, ''],
    [bodyOf(['a', '1'], ['a', '2']), { a: '2' }, bodyOf(['a', '2'])],
    [bodyOf(['a', '1'], ['a"; filename="f', '2'], ['b', '']), { b: '' }, bodyOf(['b', ''])],
    [bodyOf(['__proto__', '1'], ['toJSON', '2']), { ['__proto__']: '1', toJSON: '2' }],
    [bodyOf(['a', '\ud800\0 --y\n--y']), { a: '\ud800\0 --y\n--y' }],
    // What readers do not agree on.
    [`x${bodyOf(['a', '1'])}`, undefined],
    [`\r\n${bodyOf(['a', '1'])}`, undefined],
    [`${bodyOf(['a', '1'])}x`, undefined],
    [bodyOf(['a', '1']).replace(/--\r\n$/, ''), undefined],
    [bodyOf(['a', '1']).replace(/\r\n--logsieve-part--\r\n$/, ''), undefined],
    [bodyOf(['a', '1 --logsieve-part 2']), undefined],
    [bodyOf(['a', '1\n--logsieve-part\nContent-Disposition: form-data; name="b"\n\n2']), undefined],
    [bodyOf(['a', '1']).replace('\r\n', '\n'), undefined],
    [bodyOf(['a', '1']).replaceAll('logsieve', 'a b'), undefined],
    [bodyOf(['a', '1']).replaceAll('logsieve', 'x'.repeat(80)), undefined],
    [part(`${FORM_DATA}; name="a\\"; b"`), undefined],
    [part(`${FORM_DATA}; name="a"; name="b"`), undefined],
    [part(`${FORM_DATA}; name="a"; size=1`), undefined],
    [part(`${FORM_DATA}; name=""`), undefined],
    [part(`${FORM_DATA}`), undefined],
    [part('Content-Disposition: attachment; name="a"'), undefined],
    [part(`${FORM_DATA}; name="a"`, `${FORM_DATA}; name="b"`), undefined],
    [part(`${FORM_DATA};`, ' name="a"'), undefined],
    [part(`${FORM_DATA}; name="a"\n`), undefined],
    [part(`${FORM_DATA}; name="a"`, 'Content-Transfer-Encoding: base64'), undefined],
    [part('X: y'), undefined],
    ['--x\r\n\r\n\r\nv\r\n--x--', undefined],
    ['--x\r\n--x--', undefined],
    ['--x--\r\n', undefined],
    ['', undefined],
  ],
};

/** A body of one part with these headers and the text `v`. */
function part(...lines: readonly string[]): string {
  return `--x\r\n${lines.map((line) => `${line}\r\n`).join('')}\r\nv\r\n--x--\r\n`;
}

/** A body as it is written. */
function bodyOf(...parts: readonly (readonly [name: string, text: string])[]): string {
  const written = parts.map(
    ([name, text]) => `--logsieve-part\r\n${FORM_DATA}; name="${name}"\r\n\r\n${text}\r\n`,
  );
  return `${written.join('')}--logsieve-part--\r\n`;
}

function inLines(...lines: readonly string[]): string {
  return lines.join('\n');
}

describe.each(Object.entries(READ) as [StructureName, (typeof READ)['json']][])('%s', (name, texts) => {
  const structure = STRUCTURES[name];

  const cases = texts.map(([text, members, written = text]) => ({ text, members, written }));

  it.each(cases)('reads $text', ({ text, members, written }) => {
    const read = readStructure(structure, text, 1000);
    expect(read === undefined ? undefined : plain(read)).toEqual(members);
    if (read === undefined) return;
    expect(structure.write(JSON.stringify(read))).toBe(written);
    if (written !== '') expect(structure.write(JSON.stringify(structure.read(written)))).toBe(written);
  });

  it('reads nothing that is longer than it may be', () => {
    const text = {
      json: '{"a":1}',
      form: 'a=1',
      cookies: 'a=1',
      headers: 'a: 1',
      url: '/a',
      multipart: part(`${FORM_DATA}; name="a"`),
    }[name];
    expect(readStructure(structure, text, text.length)).toBeDefined();
    expect(readStructure(structure, text, text.length - 1)).toBeUndefined();
  });
});

describe('what came out is written', () => {
  it.each<[StructureName, unknown, string]>([
    ['form', { n: 1.5, t: true, s: '[a b]' }, 'n=1.5&t=true&s=%5Ba+b%5D'],
    ['cookies', { n: 1e-7, s: 'a;b=c\r\n' }, 'n=1e-7; s=a%3Bb%3Dc%0D%0A'],
    ['headers', { A: 'x\r\nB: y\0\n', C: ' z\t', 'not a name': '1', n: 5 }, 'A: x B: y\r\nC: z\r\nn: 5'],
    ['headers', { 'not a name': '1' }, ''],
    ['url', { query: { page: 2 } }, '/?page=2'],
    ['url', { path: '/a', query: { q: true } }, '/a?q=true'],
    ['url', { path: '[a]?#' }, '/[a]%3F%23'],
    ['url', { path: '//b.example' }, '/b.example'],
    ['url', { path: '' }, ''],
    ['url', { origin: '[host]', path: '/a' }, '/a'],
    ['url', { origin: 'https://a.example/b', path: '/a' }, '/a'],
    ['url', { origin: 'https://u:p@a.example' }, ''],
    ['url', { origin: 7, path: 17 }, '/17'],
    ['url', { origin: 'https://a.example', query: '[query]' }, 'https://a.example?%5Bquery%5D='],
    ['multipart', { n: 1.5, 'b"c': 'x', 'd\r\ne': 'y' }, ''],
    ['multipart', { n: 1.5, t: true }, bodyOf(['n', '1.5'], ['t', 'true'])],
    ['multipart', { a: `x\r\n--logsieve-part\r\n${FORM_DATA}; name="b"\r\n\r\ny` }, ''],
    ['multipart', {}, ''],
  ])('as %s: %j', (name, members, text) => {
    expect(STRUCTURES[name].write(JSON.stringify(members))).toBe(text);
  });
});

describe('what is encoded', () => {
  const { json, form } = STRUCTURES;
  const inBase64 = (text: string | Uint8Array) => Buffer.from(text).toString('base64');
  const inBase64Url = (text: string) => Buffer.from(text).toString('base64url');
  const text = '{"a":"?>é\u2028~~"}';

  it('is read and written through its encoding', () => {
    for (const source of [text, `${text} `, `${text}  `]) {
      expect(encoded(json, 'base64').read(inBase64(source))).toEqual(JSON.parse(source));
      expect(encoded(json, 'base64').read(inBase64(source).replace(/=/g, ''))).toEqual(JSON.parse(source));
      expect(encoded(json, 'base64url').read(inBase64Url(source))).toEqual(JSON.parse(source));
      expect(encoded(json, 'base64').write(source)).toBe(inBase64(source));
      expect(encoded(json, 'base64url').write(source)).toBe(inBase64Url(source));
    }
    expect(inBase64Url(text)).not.toBe(inBase64(text));
    expect(encoded(form, 'base64').write('{"a":"\\ud800"}')).toBe(inBase64('a=%EF%BF%BD'));
    expect(encoded(form, 'base64').write('{}')).toBe('');
  });

  it.each([
    ['not encoded', text],
    ['encoded twice', inBase64(inBase64(text))],
    ['in the other alphabet', inBase64Url(text)],
    ['with a line break', `${inBase64(text).slice(0, 8)}\n${inBase64(text).slice(8)}`],
    ['with too much padding', `${inBase64('{"a":1}')}=`],
    ['with too little padding', inBase64('{"a":1}').slice(0, -1)],
    ['with bits beyond the last byte', inBase64('{"a":1}').replace(/Q==$|fQ==$/, 'R==')],
    ['cut in the middle of a byte', inBase64('{}xx').slice(0, 5)],
    ['no UTF-8', inBase64(Uint8Array.of(...Buffer.from('{"a":"'), 255, ...Buffer.from('"}')))],
    [
      'half a character',
      inBase64(Uint8Array.of(...Buffer.from('{"a":"'), 0xed, 0xa0, 0x80, ...Buffer.from('"}'))),
    ],
    ['with a mark before it', inBase64(`\ufeff${text}`)],
  ])('is not read %s', (_what, source) => {
    expect(readStructure(encoded(json, 'base64'), source, 1000)).toBeUndefined();
  });

  it('is not read in the alphabet that the policy does not name', () => {
    expect(readStructure(encoded(json, 'base64url'), inBase64(text), 1000)).toBeUndefined();
  });
});

it('takes time in proportion to the length of a text', () => {
  const long = (piece: string) => piece.repeat(250_000 / piece.length);
  const began = process.cpuUsage();
  for (const structure of Object.values(STRUCTURES)) {
    for (const text of [
      ' ',
      '\t;',
      '=',
      '&',
      '%',
      '%41',
      '"',
      ';',
      ':',
      '\n',
      'a:\n',
      'a: b\n c\n',
      '\r\n',
      '/',
      '/a?',
      'a=b&',
      'a=b;',
      '[',
      '{"a":',
      '\\u0',
      '--x\r\n',
      '\r\n--x',
      ';name=a',
    ]) {
      for (const around of [
        '',
        'a=',
        'a: ',
        'https://a.example/',
        '/?',
        '{"a":"',
        '--x\r\n',
        `--x\r\n${FORM_DATA}`,
      ]) {
        readStructure(structure, around + long(text) + 'x', Infinity);
      }
    }
  }
  expect(process.cpuUsage(began).user / 1000).toBeLessThan(15_000);
}, 120_000);

/** With the prototype of literals, which the matcher compares. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
