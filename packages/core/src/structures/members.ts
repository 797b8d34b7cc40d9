/** Members of strings in which everything is text. */

/** An object with these members; the last of equal names wins, and every name is one like any other. */
export function membersOf(entries: Iterable<readonly [string, unknown]>): Record<string, unknown> {
  const members = Object.create(null) as Record<string, unknown>;
  for (const [name, value] of entries) members[name] = value;
  return members;
}

/** The name and the text of each member of what came out. */
export function textsOf(members: object): [string, string][] {
  return Object.entries(members).map(([name, value]) => [name, textOf(value)]);
}

/** The text of a member that came out: numbers and booleans as JSON writes them. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The text without spaces and tabs around it, and no other character less. */
export function withoutBlanks(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isBlank(text.charCodeAt(from))) from++;
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--;
  return text.slice(from, to);
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}
