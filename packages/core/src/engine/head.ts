/** What happens where a record brings fields that its logger gives it too, such as a level of its own. */
import type { Container } from '../policy/compiled-policy.js';
import { fieldOf, type Pieces } from './walk.js';

/**
 * The head, with the record's own values where it has them: a record's level must not fall to its limits, nor count
 * twice.
 */
export function headFor(head: object, record: object): object {
  const fields = {};
  for (const name of Object.keys(head)) {
    const own = Object.getOwnPropertyDescriptor(Object.hasOwn(record, name) ? record : head, name);
    if (own !== undefined) Object.defineProperty(fields, name, own);
  }
  return fields;
}

/** What the record itself has of the head displaces its bindings too. */
export function putBack(root: Container, record: object, head: object, owned: Pieces, pieces: Pieces): void {
  for (const name of Object.keys(head)) {
    const field = Object.hasOwn(record, name) ? fieldOf(root, name) : undefined;
    if (field !== undefined) pieces[field.index] = owned[field.index];
  }
}

/** True where the record has a field of the head's. */
export function ownsAny(record: object, head: object): boolean {
  for (const name in head) if (Object.hasOwn(record, name)) return true;
  return false;
}
