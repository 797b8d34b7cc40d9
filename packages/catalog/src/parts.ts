/** Texts with holes, as what stands before, between and after the holes. */

/** A text with holes; one part where it has none. */
export type Parts = readonly string[];

/** What an expression may be as a text. */
export interface Value {
  /** One for each way it may turn out; at least one. */
  readonly texts: readonly Parts[];
  /** It is a text for sure, and not a number or an object. */
  readonly isText: boolean;
}

/** Nothing but a hole. */
const HOLE: Parts = ['', ''];
/** A value that nobody knows. */
export const UNKNOWN: Value = { texts: [HOLE], isText: false };

/** Most ways that one expression may turn out: four conditions in one text are sixteen. */
const MOST_WAYS = 64;

/** One text after the other, in each way that they may turn out. What has too many becomes a hole. */
export function joined(values: readonly Value[]): readonly Parts[] {
  let texts: readonly Parts[] = [['']];
  for (const { texts: next } of values) {
    const ways = texts.length * next.length > MOST_WAYS ? [HOLE] : next;
    texts = texts.flatMap((text) => ways.map((way) => concat(text, way)));
  }
  return texts;
}

/** Either of the values. */
export function either(values: readonly Value[]): Value {
  const known = new Map(values.flatMap(({ texts }) => texts).map((text) => [JSON.stringify(text), text]));
  const texts = [...known.values()];
  if (texts.length === 0 || texts.length > MOST_WAYS) return UNKNOWN;
  return { texts, isText: values.some(({ isText }) => isText) };
}

/** True for a text of which a reader would learn something: not only holes and spaces. */
export function saysSomething(text: Parts): boolean {
  return text.some((part) => part.trim() !== '');
}

function concat(a: Parts, b: Parts): Parts {
  const all = [...a.slice(0, -1), `${a.at(-1) ?? ''}${b[0] ?? ''}`, ...b.slice(1)];
  // Two holes in a row are one.
  return all.filter((part, index) => part !== '' || index === 0 || index === all.length - 1);
}

/** The tokens that pino, winston and `util.format` fill in. */
const TOKEN = /%[sdifjoOc]/;

/**
 * A format string with its tokens as holes. `%%` becomes `%` where values are filled in, and stays where the logger
 * keeps the format string apart: both are given.
 */
export function formatted(text: Parts): readonly Parts[] {
  const fill = (percent: string): Parts =>
    text
      .flatMap((part) =>
        part
          .split('%%')
          .map((piece) => piece.split(TOKEN))
          .reduce(joinPieces(percent)),
      )
      .filter((part, index, all) => part !== '' || index === 0 || index === all.length - 1);
  const filled = fill('%');
  return text.some((part) => part.includes('%%')) ? [filled, fill('%%')] : [filled];
}

function joinPieces(percent: string) {
  return (before: string[], after: string[]): string[] => [
    ...before.slice(0, -1),
    `${before.at(-1) ?? ''}${percent}${after[0] ?? ''}`,
    ...after.slice(1),
  ];
}
