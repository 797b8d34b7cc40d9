/** The name that was probably meant: a letter or two off, of a long one at most a third. For hints. */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  let nearest: string | undefined;
  let best = (name.length < 4 ? 1 : Math.max(2, Math.floor(name.length / 3))) + 1;
  for (const candidate of names) {
    if (Math.abs(candidate.length - name.length) >= best) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < best) {
      best = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

/** Hint for a name out of a fixed set. */
export function hintNearest(name: string, names: readonly string[]): string {
  if (names.length === 0) return 'there are none here';
  const nearest = nearestName(name, names);
  return nearest === undefined
    ? `known here: ${names.join(', ')}`
    : `did you mean ${JSON.stringify(nearest)}?`;
}

/** Letters to insert, delete or change. Names are short: a policy's property is compared with a handful. */
function editDistance(a: string, b: string): number {
  if (a.length > 64) return Infinity;
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
