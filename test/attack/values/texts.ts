/** Strings that have members, written as programs write them, and broken ones. */
import type { StructureName } from '@logsieve/core';
import { DIGITS, NAME, TEXT } from '../planted.js';
import type { Random } from '../random.js';

/** A member of a text in which everything is text. */
export type TextMember = readonly [name: string, text: string];

/** What has no members of the kind, or none that two readers would agree on. */
export function noSuchText(kind: StructureName, random: Random): unknown {
  return random.pick<unknown>([
    TEXT,
    NAME,
    DIGITS,
    { [NAME]: TEXT },
    [TEXT],
    `{"a":"${TEXT}`,
    `"${TEXT}"`,
    `[["${TEXT}"]]`,
    kind === 'headers' ? `A: b\r${NAME}: ${TEXT}` : `a=${NAME}%`,
    `--${NAME}\r\n${PART}; name="id"\r\n\r\n${TEXT}`,
    Buffer.from(TEXT).toString('base64'),
    `mailto:${NAME}@example.com`,
    `//${NAME}/x?y=${TEXT}`,
    `\ufeff{"a":1}${TEXT}`,
  ]);
}

/** JSON with something before, after or within it that is not of the policy's. */
export function brokenJson(text: string, random: Random): string {
  return random.pick([
    text.slice(0, random.int(text.length)),
    `${text}${TEXT}`,
    `${text},"x":"${TEXT}"}`,
    `/* ${TEXT} */${text}`,
    text.replaceAll('"', "'"),
  ]);
}

const PART = 'Content-Disposition: form-data';

const WRITE: Readonly<Record<Exclude<StructureName, 'json'>, (members: readonly TextMember[]) => string>> = {
  form: written('&', encodeURIComponent),
  cookies: written('; ', encodeURIComponent),
  headers: (members) =>
    [
      `POST /${NAME} HTTP/1.1`,
      ...members.map(([name, text]) => `${name}: ${text.replace(/[\0\r\n]|\s$/g, '\u00a7')}`),
      '',
      TEXT,
    ].join('\r\n'),
  multipart: (members) =>
    [
      ...members.map(([name, text]) => `--${NAME}\r\n${PART}; name="${name}"\r\n\r\n${text}\r\n`),
      `--${NAME}\r\nX-${NAME}: ${TEXT}\r\n${PART}; name="${NAME}"; filename="${NAME}"\r\n\r\n${TEXT}\r\n`,
      `--${NAME}--\r\n`,
    ].join(''),
  url: (members) =>
    `https://${NAME}:${NAME}@shop.example/users/17?${written('&', encodeURIComponent)(members)}#${NAME}`,
};

function written(separator: string, encode: (text: string) => string) {
  return (members: readonly TextMember[]) =>
    members.map(([name, text]) => `${encode(name)}=${encode(text)}`).join(separator);
}

/** The members as a text of the kind. */
export function textOf(kind: Exclude<StructureName, 'json'>, members: readonly TextMember[]): string {
  return WRITE[kind](members.map(([name, text]) => [wellFormed(name), wellFormed(text)]));
}

/** Half of a character cannot be written. */
function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udfff]/gu, '\ufffd');
}

/** The members of a text that came out. */
export function membersIn(kind: Exclude<StructureName, 'json'>, text: string): TextMember[] {
  switch (kind) {
    case 'form':
      return [...new URLSearchParams(text)];
    case 'url':
      return [...new URL(text, 'https://shop.example').searchParams];
    case 'cookies':
      return pairsOf(text, '; ', '=').map(([name, value]) => [
        decodeURIComponent(name),
        decodeURIComponent(value),
      ]);
    case 'multipart':
      return [...text.matchAll(/form-data; name="([^"]*)"\r\n\r\n([^]*?)\r\n--logsieve-part/g)].map(
        ([, name = '', value = '']): TextMember => [name, value],
      );
    case 'headers':
      return pairsOf(text, '\r\n', ': ');
  }
}

function pairsOf(text: string, between: string, separator: string): TextMember[] {
  return text.split(between).map((pair): TextMember => {
    const at = pair.indexOf(separator);
    return [pair.slice(0, at), pair.slice(at + separator.length)];
  });
}
