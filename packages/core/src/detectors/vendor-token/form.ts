/** What a token looks like: a prefix, and random characters after it. */
export interface TokenForm {
  readonly prefix: string;
  readonly alphabet: Alphabet;
  /** How many characters a whole one has after the prefix, at least. */
  readonly length: number;
}

/** What tokens are made of after their prefix. */
export type Alphabet = 'alnum' | 'hex' | 'uuid' | 'url' | 'dotted' | 'base64' | 'solid';

/** By alphabet, sticky. `solid` is `url`, but with sixteen letters and digits in a row near its beginning. */
export const ALPHABETS: Readonly<Record<Alphabet, RegExp>> = {
  alnum: /[A-Za-z0-9]+/y,
  hex: /[\da-f]+(?![A-Za-z])/iy,
  uuid: /[\da-f]{8}-[\da-f-]*/iy,
  url: /[\w-]+/y,
  dotted: /[\w.-]+/y,
  base64: /[\w+/%-]+={0,2}/y,
  solid: /(?=[\w-]{0,24}?[A-Za-z0-9]{16})[\w-]+/y,
};

/** Rows of prefixes, alphabet and length as forms. */
export function formsOf(rows: readonly FormRow[]): readonly TokenForm[] {
  return rows.flatMap(([prefixes, alphabet, length]) =>
    prefixes.split(' ').map((prefix) => ({ prefix, alphabet, length })),
  );
}

/** Prefixes separated by spaces, alphabet, length, and who says so. */
export type FormRow = readonly [prefixes: string, alphabet: Alphabet, length: number, source: string];
