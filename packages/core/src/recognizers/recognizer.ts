/** What a recognizer returns: a part of the text, `[start, end)` in UTF-16 units. Never the text itself. */
export interface Recognized {
  readonly start: number;
  readonly end: number;
  /** How sure it is, 0 to 1; default 1. */
  readonly confidence?: number;
}

/**
 * Finds what has no form, as names, and may take its time. It sees only what detectors have left. What it throws, and
 * what it returns that is no list of parts of the text, costs the whole text.
 */
export interface Recognizer {
  /** Lower-case letters, digits and hyphens. */
  readonly id: string;
  /** Put in place of what it finds: `[name]`. */
  readonly placeholder: string;
  /** `signal` is aborted where nobody waits any more. In any order, overlapping or not. */
  readonly recognize: (
    text: string,
    options: { readonly signal: AbortSignal },
  ) => readonly Recognized[] | Promise<readonly Recognized[]>;
}
