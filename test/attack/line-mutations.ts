/** Changes lines in ways that a reader of bytes may get wrong. No canaries: what comes out is compared. */
import type { Place } from './places.js';
import type { Random } from './random.js';

/** The line, changed in one place or a few. */
export function mutated(line: string, random: Random): Uint8Array {
  let text = line;
  for (let more = random.int(4); more >= 0; more--) text = random.pick(CHANGES)(text, random);
  let bytes = encoded(text, random);
  if (random.chance(0.3)) bytes = withBytes(bytes, random);
  return bytes;
}

const CHANGES: readonly ((text: string, random: Random) => string)[] = [
  (text) => text,
  (text, random) => text.replace(STRING_VALUE, () => `:${random.pick(STRINGS)}`),
  (text, random) => replacedOne(text, /:"(?:[^"\\]|\\.)*"/g, `:${random.pick(STRINGS)}`, random),
  (text, random) => replacedOne(text, /:-?\d[\d.eE+-]*/g, `:${random.pick(NUMBERS)}`, random),
  (text, random) => replacedOne(text, /:(?:true|false|null)/g, `:${random.pick(VALUES)}`, random),
  (text, random) => replacedOne(text, /:"(?:[^"\\]|\\.)*"/g, `:${random.pick(NUMBERS)}`, random),
  (text, random) => replacedOne(text, /:(?:"(?:[^"\\]|\\.)*"|-?\d+)/g, `:${random.pick(VALUES)}`, random),
  (text, random) => replacedOne(text, /"(?:[^"\\]|\\.)*":/g, `"${random.pick(NAMES)}":`, random),
  (text, random) => replacedOne(text, /\{/g, `{"${random.pick(NAMES)}":${random.pick(VALUES)},`, random),
  (text, random) => replacedOne(text, /[[:]/g, (found) => `${found}[${random.pick(VALUES)}],`, random),
  (text, random) => replacedOne(text, /[[{,:]/g, (found) => `${found}${random.pick(SPACES)}`, random),
  (text, random) => replacedOne(text, /[\]}",]/g, (found) => `${random.pick(SPACES)}${found}`, random),
  (text, random) => replacedOne(text, /./gs, random.pick(FRAGMENTS), random),
  (text, random) => inserted(text, random.pick(FRAGMENTS), random),
  (text, random) => inserted(text, random.pick(TEXTS), random),
  (text, random) => text.slice(0, random.int(text.length + 1)),
  duplicatedMember,
  duplicatedMember,
  (text, random) =>
    text.replace(/"([A-Za-z-]+)":/g, (member, name: string) =>
      random.chance(0.2) ? `"${random.chance(0.5) ? name.toUpperCase() : name.toLowerCase()}":` : member,
    ),
];

const STRING_VALUE = /:"(?:[^"\\]|\\.)*"/;

/** Texts with what detectors look for, what is written in escapes, and what only looks so. */
const TEXTS: readonly string[] = [
  'plain words',
  'ada@example.com',
  'GET /users/17?x=1',
  'put /a/B2',
  'password is hunter2',
  'key = 17',
  'bearer abcdefgh12345678',
  'Basic QWRhOmh1bnRlcjI=',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln',
  '4111 1111 1111 1111',
  '4111\\t1111\\n1111\\r1111',
  '4111\\n1111\\n1111\\n1111',
  'a\ue000b',
  '\ue000',
  '219-09-9999',
  '10.1.2.3',
  '605.1.15',
  '2001:db8::1',
  'a:b:c',
  'https://u:p@h.example/x',
  '100%25 %40',
  'a &amp; b &lt;',
  '\\u0041da\\u0040example.com',
  '\\"quoted\\"',
  '\\/slash\\/',
  'tab\\tline\\nend\\r\\b\\f',
  '\\\\',
  '\\ud83d\\ude00',
  '\\ud800',
  'caf\u00e9 na\u00efve Z\u00fcrich',
  '\u4f60\u597d \u4e16\u754c',
  'ключ',
  '\u{1f600}\u{1f469}\u200d\u{1f4bb}',
  '\uff41\uff20\uff45\uff58.example',
  '\u2028\u2029',
  '\u0080\u009f\u007f',
  '\ufeff\u200b',
  '\u2013 \u2019\u2026',
  '\u212a\u017f',
  '\ufffd',
  'x'.repeat(255),
  'x'.repeat(256),
  'x'.repeat(257),
  '\u00e9'.repeat(200),
  'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0',
];

const STRINGS: readonly string[] = [
  ...TEXTS.map((text) => `"${text}"`),
  '""',
  '"a"',
  '"A-Z_0.9/:"',
  `"${'t'.repeat(64)}"`,
  `"${'t'.repeat(65)}"`,
  '"0b9f2c1e-5A7d-4c3b-8e21-9d6f0a1b2c3d"',
  '"0b9f2c1e-5A7d-4c3b-8e21-9d6f0a1b2c3g"',
  '"GET"',
  '"free"',
  '"pro"',
  '"\\u0070ro"',
  '"application/json"',
  '"/orders/17/items?page=2#x"',
  '"/a/b-c/v2/v123/:id/{name}/[x]/*rest/:X/{}/*"',
  '"//evil/x"',
  '"/"',
  '"?x"',
  `"${'/a1'.repeat(20)}"`,
  `"/${'a'.repeat(32)}/${'a'.repeat(33)}"`,
  '"https://h.example/a/1?b"',
  '"203.0.113.77"',
  '"203.0.113.077"',
  '"256.1.1.1"',
  '"1.2.3.4/20"',
  '"2001:db8::1"',
  '"::ffff:1.2.3.4"',
  '"2026-11-22T05:19:00.000Z"',
  '"p1:k1:AAAAAAAAAAAAAAAAAAAAAA"',
];

const NUMBERS: readonly string[] = [
  '0',
  '-0',
  '0.0',
  '-0.0',
  '1',
  '-1',
  '17',
  '99',
  '100',
  '599',
  '600',
  '1000',
  '1001',
  '-5',
  '-6',
  '1.5',
  '-1.5',
  '1.50',
  '1.0',
  '100.25',
  '0.001',
  '0.000001',
  '0.0000001',
  '0.00001',
  '0.1',
  '0.30000000000000004',
  '1e2',
  '1E2',
  '1e-7',
  '1e21',
  '1e400',
  '-1e400',
  '123456789012345',
  '1234567890123456',
  '9007199254740991',
  '9007199254740992',
  '9007199254740993',
  '12345678901234567890',
  '4102444800000',
  '4102444800001',
  '1795327200000',
  '1795327200000.5',
  '12345678',
  '123456789',
  '999999999999999',
  '0.123456789012345',
  '0.1234567890123456',
  '01',
  '1.',
  '.5',
  '+1',
  '1e',
  '1e+',
  '--1',
  '0x1F',
  '1_0',
  '12345.678901234',
  '0.5e1',
];

const VALUES: readonly string[] = [
  'null',
  'true',
  'false',
  '{}',
  '[]',
  '[1,2,3]',
  '["a"]',
  '{"a":1}',
  '[[1],[2]]',
  '[{"id":1},{"id":"x"}]',
  '{"id":1,"id":2}',
  '{"message":"plain words"}',
  '{"message":"plain words","name":"x"}',
  '{"type":"TypeError","message":"ada lovelace","stack":"TypeError: ada lovelace\\n    at f (a.js:1:2)","code":"E_X"}',
  '{"message":{"a":1},"code":1}',
  '{"1":1,"0":2,"b":3,"a":4}',
  '{"eu":1,"us":2,"eu":3}',
  '{"toJSON":"x"}',
  '{"__proto__":{"id":1}}',
  '{"b":1,"B":2}',
  'nul',
  'tru',
  'NaN',
  'Infinity',
  'undefined',
  '{"a":1,}',
  '[1,]',
  '[,]',
  '{,}',
  '{"a"}',
  '{"a":}',
  '{a:1}',
  '[1 2]',
  '{"a":1]',
  '[1}',
  `${'['.repeat(20)}${']'.repeat(20)}`,
  `${'['.repeat(70)}${']'.repeat(70)}`,
  `${'{"a":'.repeat(61)}1${'}'.repeat(61)}`,
  `[${'1,'.repeat(60)}1]`,
  '{"0b9f2c1e-5a7d-4c3b-8e21-9d6f0a1b2c3d":1,"a.b":2,"c d":3,"17":4}',
  '"x"',
  '17',
  '1.5',
  '{"a":1,"b":2,"c":3,"d":"four","e":null,"f":[1],"_logsieve":1}',
  '{"_logsieve":"free","a":"free"}',
  '{"b":true,"a":false,"b":true}',
  '{"2":5,"a":6,"1":7}',
  '{"x":"a b","y":"a-b","z":17,"x":"c"}',
];

const NAMES: readonly string[] = [
  'level',
  'msg',
  'MSG',
  'message',
  'id',
  'name',
  'user',
  'items',
  'note',
  'err',
  'a',
  'A',
  '0',
  '1',
  '__proto__',
  'constructor',
  'toJSON',
  '_logsieve',
  'stack',
  'type',
  'code',
  'cause',
  'errors',
  '\\u0069d',
  'i\\u0064',
  'ключ',
  'КЛЮЧ',
  'X-Id',
  'x-id',
  '\u212aey',
  'x'.repeat(16),
  'x'.repeat(17),
  'x'.repeat(300),
  '',
  'time',
  'latencyMs',
];

const FRAGMENTS: readonly string[] = [
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ':',
  ',',
  '\t',
  '\r',
  ' ',
  '\u0000',
  '\u0001',
  '\u001f',
  '\u007f',
  '\u0080',
  '\\u',
  '\\u12',
  '\\x',
  '\\"',
  '""',
  '","',
  '":"',
  'e',
  'E',
  '.',
  '-',
  '+',
  '0',
  '9',
  'null',
  '\u00a0',
  '\u2028',
  '\ufeff',
];

const SPACES: readonly string[] = [
  ' ',
  '  ',
  '\t',
  '\r',
  ' \t\r ',
  '\u00a0',
  '\u000b',
  '\u000c',
  '\u0000',
  '',
];

/** The first place from somewhere on that the pattern finds, replaced. The pattern has the flag `g`. */
function replacedOne(
  text: string,
  pattern: RegExp,
  by: string | ((found: string) => string),
  random: Random,
): string {
  pattern.lastIndex = random.int(text.length);
  const match = pattern.exec(text) ?? pattern.exec(text);
  if (match === null) return text;
  const { 0: whole, index } = match;
  const put = typeof by === 'string' ? by : by(whole);
  return text.slice(0, index) + put + text.slice(index + whole.length);
}

function inserted(text: string, fragment: string, random: Random): string {
  const at = random.int(text.length + 1);
  return text.slice(0, at) + fragment + text.slice(at);
}

/** A member a second time, with another value, perhaps in another spelling: beside the first, or somewhere else. */
function duplicatedMember(text: string, random: Random): string {
  const names = /"(?:[^"\\]|\\.)*":/g;
  names.lastIndex = random.int(text.length);
  const match = names.exec(text) ?? names.exec(text);
  if (match === null) return text;
  const name = random.pick([match[0], match[0].toUpperCase(), match[0].toLowerCase()]);
  const member = `${name}${random.pick(random.pick([VALUES, STRINGS, NUMBERS]))},`;
  if (random.chance(0.5)) return text.slice(0, match.index) + member + text.slice(match.index);
  return replacedOne(text, /[{,](?=")/g, (found) => `${found}${member}`, random);
}

/** As UTF-8, but for what no text can hold: U+E000 stands for it. */
function encoded(text: string, random: Random): Uint8Array {
  const at = text.indexOf('\ue000');
  if (at < 0) return Buffer.from(text);
  return Buffer.concat([
    Buffer.from(text.slice(0, at)),
    Buffer.from(random.pick(ODD)),
    Buffer.from(text.slice(at + 1)),
  ]);
}

/** A few bytes more, less or other. Never a line feed: that would be two lines. */
function withBytes(bytes: Uint8Array, random: Random): Uint8Array {
  const at = random.int(bytes.length + 1);
  const added = random.chance(0.3) ? [] : random.pick(BYTES);
  const from = random.chance(0.5) ? at : at + 1;
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(added), bytes.subarray(from)]);
}

/** Longer forms than needed, halves of pairs, cut off, beyond Unicode, controls, what is not written as it is. */
const ODD: readonly (readonly number[])[] = [
  [0xc0, 0xaf],
  [0xc1, 0xbf],
  [0xe0, 0x80, 0xaf],
  [0xe0, 0x9f, 0xbf],
  [0xe0, 0x83, 0xa9],
  [0xe0, 0x9a, 0x90],
  [0xed, 0xa0, 0x80],
  [0xf0, 0x8f, 0xbf, 0xbf],
  [0xf0, 0x9f, 0x98],
  [0xf0, 0x9f, 0x98, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
  [0xc2, 0x80],
  [0xe2, 0x80, 0xa8],
  [0xef, 0xbb, 0xbf],
];

const BYTES: readonly (readonly number[])[] = [
  ...ODD,
  ...[0, 1, 9, 13, 31, 32, 34, 44, 47, 58, 92, 91, 93, 123, 125, 127, 128, 0x85, 0xa0, 0xbf].map((byte) => [
    byte,
  ]),
  ...[0xc0, 0xc2, 0xc3, 0xe0, 0xe2, 0xed, 0xef, 0xf0, 0xf4, 0xf8, 0xff].map((byte) => [byte]),
];

/** A line with a value of any kind at a place that the policy lists. */
export function lineAt(root: Place, random: Random): Uint8Array {
  let place = root;
  let [head, tail] = ['', ''];
  // As far down as it goes, and sometimes not.
  while (place.rules.length === 0 && !random.chance(0.05)) {
    const [name, below] = stepFrom(place, random);
    if (below === undefined) break;
    [head, tail] = name === undefined ? [`${head}[`, `]${tail}`] : [`${head}{"${name}":`, `}${tail}`];
    place = below;
  }
  const value = random.pick(random.pick([VALUES, STRINGS, NUMBERS, TEXT_VALUES]));
  const line = encoded(`${head}${value}${tail}`, random);
  return random.chance(0.2) ? withBytes(line, random) : line;
}

const TEXT_VALUES: readonly string[] = TEXTS.map((text) => `"${text}"`);

/** A member, or an element where there is no name. Names that match in any case come in any, and in what is taken for it. */
function stepFrom(
  { exact, folded, element }: Place,
  random: Random,
): [string | undefined, Place | undefined] {
  const names = [...exact.keys(), ...folded.keys()];
  if (names.length === 0 || (element !== undefined && random.chance(0.5))) return [undefined, element];
  const name = random.pick(names);
  const spelled = random.pick([name, name.toUpperCase(), name.replace(/k/i, '\u212a')]);
  const below = exact.get(name);
  return below === undefined ? [spelled, folded.get(name)?.place] : [name, below];
}
