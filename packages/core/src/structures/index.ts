import type { StructureName } from '../policy/policy.js';
import { cookies } from './cookies.js';
import { form } from './form.js';
import { headers } from './headers.js';
import { json } from './json.js';
import { multipart } from './multipart.js';
import type { Structure } from './structure.js';
import { url } from './url.js';

/** Every kind of structured text by the name that `parse` calls it. */
export const STRUCTURES: Readonly<Record<StructureName, Structure>> = {
  json,
  url,
  form,
  headers,
  cookies,
  multipart,
};

/** The members of the text; undefined where it is not of the kind, or longer than `most`. Never throws. */
export function readStructure({ read }: Structure, text: string, most: number): unknown {
  // The longer one costs nothing: the limit comes first.
  if (text.length > most) return undefined;
  try {
    return read(text);
  } catch {
    // What is thrown may quote the text.
    return undefined;
  }
}
