import type { Name } from './separator.js';

/** The quote in front of the question that a name is in; before a comma it may be the end of a value. */
const OPEN = /[\s=(,:[{](["'])[^"',\n]{0,47}$/;
const REACH = 48;

/** True where the quote at `at` ends what the name stands in, and begins no value: `read -p 'Password: ' PASS`. */
export function endsPrompt(text: string, { start }: Name, at: number): boolean {
  const after = text.charAt(at + 1);
  if (after !== '' && !/[\s;)]/.test(after)) return false;
  const before = `${start <= REACH ? ' ' : ''}${text.slice(Math.max(0, start - REACH), start)}`;
  return OPEN.exec(before)?.[1] === text.charAt(at);
}
