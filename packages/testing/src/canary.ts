/** A text that was planted where nothing may leave, and by which a leak is recognized. */
export interface Canary {
  /** What a failure calls it: where it was planted, as `user.email (email)`. Never its text. */
  readonly label: string;
  /** What is looked for. */
  readonly text: string;
  /** Pieces of it that betray it by themselves, such as its halves; looked for as well. */
  readonly parts: readonly string[];
}

/** Canaries as the functions of this package take them: those of `plant`, or plain texts without parts. */
export type Canaries = readonly (Canary | string)[];

/** Shorter texts turn up by chance. */
const SHORTEST = 6;
const SHORTEST_OF_DIGITS = 8;

/**
 * Canaries in their full form; a plain text is called by its place in the list. Throws `TypeError` where there is
 * none, and where one is too short to be told from chance: fewer than 6 characters, or than 8 digits, besides
 * whitespace, hyphens and plus signs. The error holds no text.
 */
export function readCanaries(canaries: Canaries): readonly Canary[] {
  if (!Array.isArray(canaries) || canaries.length === 0) {
    throw new TypeError('no canaries: pass those that plant() gave, or a list of texts');
  }
  return (canaries as Canaries).map((given, index) => {
    const canary = typeof given === 'string' ? { label: `canary ${index}`, text: given, parts: [] } : given;
    for (const text of [canary.text, ...canary.parts]) checkLength(text, canary.label);
    return canary;
  });
}

function checkLength(text: unknown, label: string): void {
  if (typeof text !== 'string') throw new TypeError(`${label} is no text`);
  const bare = text.replace(/[\s+-]/g, '');
  const shortest = /^\d*$/.test(bare) ? SHORTEST_OF_DIGITS : SHORTEST;
  if (bare.length < shortest) {
    throw new TypeError(`${label} is too short to be told from chance: ${shortest} characters at least`);
  }
}
