/** Hostile raw lines, made from the text of a hostile record. */
import { DIGITS, NAME, TEXT } from './planted.js';
import type { Random } from './random.js';

/** A few lines; `heavy` ones are made only where asked for, since each is large. */
export function hostileLines(text: string, random: Random, heavy: boolean): (string | Uint8Array)[] {
  if (heavy) return [random.pick(HEAVY)(text)];
  if (random.chance(0.02)) return truncations(text);
  return Array.from({ length: 1 + random.int(5) }, () => random.pick(CHANGES)(text, random));
}

/** The line cut at every byte. */
function truncations(text: string): Uint8Array[] {
  const bytes = Buffer.from(text).subarray(0, 400);
  return Array.from(bytes, (_, at) => bytes.subarray(0, at));
}

const SECRET = `"secret":"${TEXT}"`;
const quoted = JSON.stringify(TEXT);

const CHANGES: readonly ((text: string, random: Random) => string | Uint8Array)[] = [
  (text, random) => text.slice(0, random.int(text.length)),
  (text, random) => Buffer.from(text).subarray(0, random.int(text.length)),
  doubled,
  (text) => escapedNames(text, 'all'),
  (text, random) => escapedNames(text, random),
  (text, random) => brokenUtf8(text, random, [random.pick([0xff, 0xc0, 0x80, 0xed, 0xf8])]),
  (text, random) => brokenUtf8(text, random, [0xed, 0xa0, 0x80]),
  (text, random) => withBytes(text, random, [0]),
  (text, random) => withBytes(text, random, [random.int(32)]),
  (text) => `\ufeff${text}`,
  (text) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]),
  (text, random) => spaced(text, random.pick([' ', '\t', '\r', '  \t', '\u00a0', '\u2028', '\u000b'])),
  (text) => `${text}${text}`,
  (text) => `${text} {${SECRET}}`,
  (text) => `{${SECRET}}\r${text}`,
  (text) => `[${text}]`,
  (text) => `${text},`,
  () => quoted,
  () => String(DIGITS),
  () => TEXT,
  () => `Error: ${TEXT}\n    at f (${NAME}.js:1:2)`,
  (text) => text.replace(NUMBER, `":${DIGITS}e99`),
  (text) => text.replace(NUMBER, `":${DIGITS}${DIGITS}.5`),
  (text) => text.replace(NUMBER, '":-0'),
  (text) => text.replace(NUMBER, '":1E400'),
  (text) => text.replace(NUMBER, '":0x1F'),
  (text) => text.replace(NUMBER, '":017'),
  (text) => text.replaceAll('"', "'"),
  (text) => text.replace('{', '{/* */'),
  (text) => text.replaceAll('true', 'True').replaceAll('null', 'NaN'),
  (text, random) => text.replace(/(?<!\\)":/g, `"${random.pick([' :', ': ', '::', ','])}`),
];

/** Numbers of members, not those in texts. */
const NUMBER = /(?<!\\)":(-?\d+)/g;

const HEAVY: readonly ((text: string) => string | Uint8Array)[] = [
  (text) =>
    `${text.slice(0, -1)}${text === '{}' ? '' : ','}"${NAME}":${'['.repeat(100_000)}${quoted}${']'.repeat(100_000)}}`,
  () => `{"user":${'{"id":'.repeat(20_000)}${quoted}${'}'.repeat(20_000)}}`,
  (text) => `${text}${'['.repeat(100_000)}`,
  () => `{${SECRET},"body":"${TEXT.repeat(80_000)}"}`,
  () => `{${SECRET},"note":"${'\\u0041'.repeat(160_000)}"}`,
  () => Buffer.from(`{${SECRET},"body":"${TEXT.repeat(500_000)}"}`),
  () => `{${Array.from({ length: 20_000 }, (_, at) => `"${NAME}${at}":${quoted}`).join(',')}}`,
  (text) => `${' '.repeat(900_000)}${text}`,
];

/** Every member twice: first with the canary, then as it was; a parser takes the last. */
function doubled(text: string, random: Random): string {
  const canary = random.pick([quoted, `{${SECRET}}`, `[${quoted}]`, String(DIGITS)]);
  return text.replace(/("(?:[^"\\]|\\.)*"):/g, (member, name: string) =>
    random.chance(0.5) ? `${name}:${canary},${member}` : member,
  );
}

/** Names spelled in escapes, as a reader of bytes would not expect them. */
function escapedNames(text: string, which: Random | 'all'): string {
  return text.replace(/"((?:[^"\\]|\\.)*)":/g, (member, name: string) => {
    if (name.includes('\\') || (which !== 'all' && !which.chance(0.5))) return member;
    const spelled = Array.from({ length: name.length }, (_, at) => {
      const code = name.charCodeAt(at).toString(16).padStart(4, '0');
      return which === 'all' || which.chance(0.5) ? `\\u${code}` : name.charAt(at);
    });
    return `"${spelled.join('')}":`;
  });
}

/** Bytes that become U+FFFD: not into texts that only detectors know, since they could take them apart. */
function brokenUtf8(text: string, random: Random, added: readonly number[]): Uint8Array {
  const isKnown = /password|secret|bearer|token|api_key|cookie|4111|@|%40|"msg"/i.test(text);
  return isKnown ? Buffer.concat([Buffer.from(added), Buffer.from(text)]) : withBytes(text, random, added);
}

function withBytes(text: string, random: Random, added: readonly number[]): Uint8Array {
  const bytes = Buffer.from(text);
  const at = random.int(bytes.length + 1);
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(added), bytes.subarray(at)]);
}

/** Space where JSON allows it, and other characters that only look like it. */
function spaced(text: string, space: string): string {
  return `${space}${text.replace(/([{,])"/g, `$1${space}"`)}${space}`;
}
