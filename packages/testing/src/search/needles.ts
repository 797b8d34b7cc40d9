import type { Canary } from '../canary.js';
import { placesOfSqueezed, squeeze } from './squeeze.js';

/** One spelling of a canary in bytes, squeezed. */
export interface Needle {
  /** The canary's place in the list. */
  readonly canary: number;
  readonly bytes: Uint8Array;
  /** Bytes from its first to its last before it was squeezed. */
  readonly rawLength: number;
  /** All of the canary, not one of its parts. */
  readonly whole: boolean;
  readonly reversed: boolean;
  /** So few digits that they count only as a number of their own, not within a longer one. */
  readonly alone: boolean;
}

/** A longer text is found by its first and last characters. */
const LONGEST = 64;
const DIGITS_OF_A_CARD = 12;

/** The spellings to look for. Cases, spaces and encodings are not among them: the search undoes those. */
export function needlesOf(canaries: readonly Canary[]): Needle[] {
  return canaries.flatMap(({ text, parts }, canary) => [
    ...spellings(text, canary, true),
    ...parts.flatMap((part) => spellings(part, canary, false)),
  ]);
}

function spellings(text: string, canary: number, whole: boolean): Needle[] {
  const ends = text.length > LONGEST ? [text.slice(0, LONGEST), text.slice(-LONGEST)] : [text];
  const needles = ends.flatMap((end) => {
    const backward = Array.from(end).reverse().join('');
    return [
      ...bytesOf(end).map((bytes) => needle(bytes, false)),
      ...(backward === end ? [] : bytesOf(backward)).map((bytes) => needle(bytes, true)),
    ];
  });
  return needles;

  function needle(raw: Buffer, reversed: boolean): Needle {
    const bytes = Buffer.alloc(raw.length);
    const squeezed = bytes.subarray(0, squeeze(raw, raw.length, bytes));
    const alone =
      squeezed.length < DIGITS_OF_A_CARD && squeezed.every((byte) => byte >= 0x30 && byte <= 0x39);
    const places = placesOfSqueezed(raw, raw.length);
    const rawLength = (places[squeezed.length - 1] as number) + 1 - (places[0] as number);
    return { canary, bytes: squeezed, rawLength, whole, reversed, alone };
  }
}

/** The bytes of a text: other cases and encodings matter only where it is more than ASCII. */
function bytesOf(text: string): Buffer[] {
  if (/^[\0-\x7f]*$/.test(text)) return [Buffer.from(text)];
  const cases = new Set([text, text.toLowerCase(), text.toUpperCase()]);
  const latin1 = /^[\0-\xff]*$/.test(text) ? [Buffer.from(text, 'latin1')] : [];
  const utf16 = Buffer.from(text, 'utf16le');
  return [
    ...[...cases].map((spelling) => Buffer.from(spelling)),
    ...latin1,
    utf16,
    Buffer.from(utf16).swap16(),
  ];
}
