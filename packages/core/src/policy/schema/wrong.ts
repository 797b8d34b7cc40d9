import * as v from 'valibot';
import { nearestName } from './nearest.js';

const SEPARATOR = ': ';

/** The message of an issue that brings its hint along. The fact has no `: ` in it; the hint may. */
export function factAndHint(fact: string, hint: string): string {
  return fact + SEPARATOR + hint;
}

/** Takes apart what `factAndHint` put together. */
export function splitHint(message: string): { readonly fact: string; readonly hint?: string } {
  const at = message.indexOf(SEPARATOR);
  return at < 0
    ? { fact: message }
    : { fact: message.slice(0, at), hint: message.slice(at + SEPARATOR.length) };
}

/** A schema that refuses everything, for a place where the input is known to be wrong. */
export function wrong(fact: string, hint: string): v.NeverSchema<string> {
  return v.never(factAndHint(fact, hint));
}

/** What was probably meant, as a hint: by another name for it, or by a typing error. */
export function meant(
  input: unknown,
  names: readonly string[],
  aliases: ReadonlyMap<string, string> = new Map(),
): string | undefined {
  if (typeof input !== 'string') return undefined;
  const name = aliases.get(input.toLowerCase()) ?? nearestName(input, names);
  return name === undefined ? undefined : `did you mean ${JSON.stringify(name)}?`;
}
