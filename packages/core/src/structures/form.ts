import { membersOf, textsOf } from './members.js';
import type { Structure } from './structure.js';

/**
 * `application/x-www-form-urlencoded`, as `URLSearchParams` reads and writes it. Every text is one: what is no valid
 * escape stands for itself, bytes that are no UTF-8 become U+FFFD.
 */
export const form: Structure = {
  shape: { '*': 'text' },
  read: readForm,
  write: (json) => writeForm(JSON.parse(json) as object),
};

/** The members of a form, or of a query without its `?`. */
export function readForm(text: string): Record<string, unknown> {
  // It takes a first `?` for no part of the text; so it gets one.
  return membersOf(new URLSearchParams(`?${text}`));
}

export function writeForm(members: object): string {
  return new URLSearchParams(textsOf(members)).toString();
}
