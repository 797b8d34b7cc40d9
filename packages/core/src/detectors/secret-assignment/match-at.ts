/** What a pattern with the flag `y` matches at a place; undefined where it does not. */
export function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** How long that is; 0 where it does not match. */
export function lengthOf(pattern: RegExp, text: string, at: number): number {
  return matchAt(pattern, text, at)?.length ?? 0;
}
