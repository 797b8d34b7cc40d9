/** A pattern while it is read. */
export interface Reader {
  readonly source: string;
  at: number;
  readonly isAnyCase: boolean;
}

/** Why a pattern is refused. */
export interface PatternFault {
  /** Lower-case fact, with the place, counted from 1. */
  readonly fault: string;
  readonly hint: string;
}

/** Ends the reading, here. */
export function fail({ at }: Reader, fact: string, hint: string): never {
  throw new Refused(`${fact} (at character ${at + 1})`, hint);
}

/** What `fail` said. */
export function toFault(thrown: unknown): PatternFault {
  if (thrown instanceof Refused) return { fault: thrown.message, hint: thrown.hint };
  throw thrown;
}

class Refused extends Error {
  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}

/** The next character, all of it. */
export function readCharacter(reader: Reader): string {
  const code = reader.source.codePointAt(reader.at);
  if (code === undefined) return fail(reader, 'the pattern ends too early', 'write the rest');
  const character = String.fromCodePoint(code);
  reader.at += character.length;
  return character;
}

/** A decimal number of at most four digits; undefined where there is none. */
export function readNumber(reader: Reader): number | undefined {
  const digits = /^\d{1,4}/.exec(reader.source.slice(reader.at, reader.at + 4))?.[0];
  if (digits === undefined) return undefined;
  reader.at += digits.length;
  return Number(digits);
}
