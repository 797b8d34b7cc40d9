import type { Decode } from '../decoded.js';
import { base64 } from './base64.js';
import { characters } from './characters.js';
import { escapes } from './escapes.js';
import { hex } from './hex.js';
import { html } from './html.js';
import { numbers } from './numbers.js';
import { percent } from './percent.js';
import { quotedPrintable } from './quoted-printable.js';
import { utf16 } from './utf16.js';

export interface Decoder {
  /** What a leak in it is said to be written as. */
  readonly name: string;
  readonly decode: Decode;
  /** Text that is not in this encoding gives bytes at random, which are not worth decoding further. */
  readonly isBinary: boolean;
}

/** Every encoding that is undone, also one within another. */
export const DECODERS: readonly Decoder[] = [
  { name: 'escapes', decode: escapes, isBinary: false },
  { name: 'percent', decode: percent, isBinary: false },
  { name: 'html', decode: html, isBinary: false },
  { name: 'quoted-printable', decode: quotedPrintable, isBinary: false },
  { name: 'base64', decode: base64, isBinary: true },
  { name: 'hex', decode: hex, isBinary: true },
  { name: 'numbers', decode: numbers, isBinary: true },
  { name: 'utf-16', decode: utf16, isBinary: false },
  { name: 'characters', decode: characters, isBinary: false },
];
