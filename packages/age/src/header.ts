import { createHmac, timingSafeEqual } from 'node:crypto';
import { badFile } from './age-error.js';
import { fromBase64, toBase64 } from './base64.js';
import { hkdf } from './hkdf.js';

/** One way to the file key: for whom, and the wrapped key. */
export interface Stanza {
  readonly args: readonly string[];
  readonly body: Buffer;
}

/** A header as it was read. Whether its HMAC is right shows with the file key only. */
export interface Header {
  readonly stanzas: readonly Stanza[];
  readonly mac: Buffer;
  /** The bytes that the HMAC is over. */
  readonly signed: Buffer;
  /** Of the whole header; the payload follows. */
  readonly length: number;
}

const VERSION = 'age-encryption.org/v1';
const COLUMNS = 64;

/** The header for stanzas, its HMAC made with the file key. */
export function formatHeader(stanzas: readonly Stanza[], fileKey: Uint8Array): Buffer {
  const signed = `${VERSION}\n${stanzas.map(formatStanza).join('')}---`;
  return Buffer.from(`${signed} ${toBase64(macOf(Buffer.from(signed), fileKey))}\n`, 'latin1');
}

/** Reads the header that a file begins with. Throws `AgeError` where one byte of it is not as the format has it. */
export function parseHeader(file: Buffer): Header {
  const lines = createLines(file);
  if (lines.next() !== VERSION) throw badFile('is not one of version 1');
  const stanzas: Stanza[] = [];
  for (;;) {
    const start = lines.at();
    const line = lines.next();
    if (line.startsWith('-> ')) {
      stanzas.push(parseStanza(line, lines.next));
      continue;
    }
    const mac = line.startsWith('--- ') ? fromBase64(line.slice(4)) : undefined;
    if (mac?.length !== 32 || stanzas.length === 0) throw badFile('has a malformed header');
    return { stanzas, mac, signed: file.subarray(0, start + 3), length: lines.at() };
  }
}

/** Throws `AgeError` where the header was not made with this file key. */
export function checkMac({ signed, mac }: Header, fileKey: Uint8Array): void {
  if (!timingSafeEqual(macOf(signed, fileKey), mac)) throw badFile('has a header that was changed');
}

function macOf(signed: Uint8Array, fileKey: Uint8Array): Buffer {
  return createHmac('sha256', hkdf(fileKey, NO_SALT, 'header'))
    .update(signed)
    .digest();
}

const NO_SALT = Buffer.alloc(0);

function formatStanza({ args, body }: Stanza): string {
  const text = toBase64(body);
  let lines = '';
  // A body whose last line is full has an empty one behind it.
  for (let at = 0; at <= text.length; at += COLUMNS) lines += `${text.slice(at, at + COLUMNS)}\n`;
  return `-> ${args.join(' ')}\n${lines}`;
}

function parseStanza(line: string, next: () => string): Stanza {
  const args = line.slice(3).split(' ');
  if (!args.every((arg) => /^[!-~]+$/.test(arg))) throw badFile('has a malformed stanza');
  const lines: string[] = [];
  let last: string;
  do {
    last = next();
    lines.push(last);
  } while (last.length === COLUMNS);
  const body = last.length < COLUMNS ? fromBase64(lines.join('')) : undefined;
  if (body === undefined) throw badFile('has a malformed stanza');
  return { args, body };
}

interface Lines {
  /** The next line without its line feed. Throws `AgeError` at the end of the file. */
  readonly next: () => string;
  readonly at: () => number;
}

function createLines(file: Buffer): Lines {
  let at = 0;
  return {
    next: () => {
      const end = file.indexOf(10, at);
      if (end === -1) throw badFile('ends within its header');
      const line = file.toString('latin1', at, end);
      at = end + 1;
      return line;
    },
    at: () => at,
  };
}
