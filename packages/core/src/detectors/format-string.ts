/**
 * True where the text is nothing but holes of a format string (`%s`, `{name}`, `${name}`, `…`) with punctuation
 * between and after them: what a program wrote, not what it was given.
 */
export function isFormatOnly(text: string): boolean {
  return FORMAT_ONLY.test(text);
}

/** How long the hole is that stands at `from`; 0 where there is none. */
export function holeLength(text: string, from: number): number {
  HOLE_AT.lastIndex = from;
  return HOLE_AT.exec(text)?.[0].length ?? 0;
}

const HOLE = String.raw`%[sdifjoOcvqw]|\$?\{[\w.\u2026]{0,64}\}|\u2026`;
const HOLE_AT = new RegExp(HOLE, 'y');
const FORMAT_ONLY = new RegExp(`^(?:(?:${HOLE})[-.:,;/|!?]*)+$`);
