import type { Container } from '../policy/compile/compiled-policy.js';
import { type Bits, createBits, setBit } from '../run/members.js';

/** JSON texts of a container's fields, each at its field's index; undefined where nothing leaves. */
export type Pieces = readonly (string | undefined)[];

/** Texts of fields that stand where there is no such member. */
export interface Inherited {
  readonly pieces: Pieces;
  /** A bit for each index that has a text. */
  readonly present: Readonly<Bits>;
}

/** The texts of a container's fields, and where there are any. */
export function inheritedFrom({ fields }: Container, pieces: Pieces): Inherited {
  const present = createBits(fields.length);
  for (let index = 0; index < pieces.length; index++) if (pieces[index] !== undefined) setBit(present, index);
  return { pieces, present };
}
