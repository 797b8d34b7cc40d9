import type { Decoded } from './decoded.js';

/** A text at one depth of decoding. */
export interface Layer extends Readonly<Decoded> {
  /** How this one is written in its parent; undefined for the output itself. */
  readonly encoding?: string;
  readonly parent?: Layer;
}

/** Where a match lies in the output itself, and how it is written there. */
export interface Origin {
  readonly start: number;
  /** From the innermost encoding to the outermost; empty where it stands plainly. */
  readonly encodings: readonly string[];
}

/**
 * Follows a match back to the output. Undefined where some layer on the way decoded nothing of it: then the layer above
 * has the same match, unless it `skips` it.
 */
export function originOf(
  layer: Layer,
  start: number,
  end: number,
  skips: (above: Layer, start: number, end: number) => boolean,
): Origin | undefined {
  const encodings: string[] = [];
  for (let at = layer; at.parent !== undefined; at = at.parent) {
    const from = at.origins[start] as number;
    const to = end < at.length ? (at.origins[end] as number) : at.parent.length;
    if (to - from === end - start && !skips(at.parent, from, to)) return undefined;
    encodings.push(at.encoding as string);
    start = from;
    end = to;
  }
  return { start, encodings };
}
