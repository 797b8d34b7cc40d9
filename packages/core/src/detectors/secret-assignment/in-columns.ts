import { findInColumns } from '../columns.js';
import { classifyName, hasHint } from './name.js';
import { isNoSecret } from './no-secret.js';
import type { Span } from './quoted.js';

/** Passwords in the column of a table that names them: what is below `login;password;role`. */
export function findBelowNames(text: string): Span[] {
  if (!text.includes('\n')) return [];
  const isPassword = (name: string) => hasHint(name) && classifyName(name) === 'password';
  return findInColumns(text, isPassword).filter((span) => !isNoSecret(text, span));
}
