/** A value may be told in one encoding and repeated in another: both are read as what they stand for. */
import { decodeText, isEncoded } from '../detectors/encoded.js';

/** What a text stands for, without percent-encoding, escapes, character references and digits of other scripts. */
export interface Decoded {
  readonly text: string;
  /** Where a unit of it, or its end, is in the source. */
  readonly placeOf: (at: number) => number;
}

/** Reads a text. Linear. */
export function decoded(source: string): Decoded {
  if (!isEncoded(source)) return { text: source, placeOf: (at) => at };
  const { text, offsets } = decodeText(source);
  return { text, placeOf: (at) => offsets[at] ?? source.length };
}

/** What is to be remembered of a finding: of a user and a password, as URLs have them, the password alone too. */
export function valuesIn(found: string): readonly string[] {
  const password = CREDENTIALS.exec(found)?.[1];
  return (password === undefined ? [found] : [found, password]).map((value) => decoded(value).text);
}

const CREDENTIALS = /^[^\s:]*:([^\s:]+)$/;
