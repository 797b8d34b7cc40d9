/**
 * Ties a record to the object that stands for it, by a private field, which no other code can write, read or copy. A
 * `WeakMap` does the same; with one object after the other in it, it cost the garbage collector as much as all the rest.
 */

/** Has a subclass put its fields onto the object given, instead of onto a new one. */
const Onto = function (object: object) {
  return object;
} as unknown as new (object: object) => object;

class Tie extends Onto {
  #to: unknown;

  constructor(object: object, to: unknown) {
    super(object);
    this.#to = to;
  }

  /** False where there is no such field yet. */
  static replaced(object: object, to: unknown): boolean {
    if (!(#to in object)) return false;
    object.#to = to;
    return true;
  }

  static of(object: object): unknown {
    return #to in object ? object.#to : undefined;
  }
}

/** Ties `to` to the object, instead of what was tied to it before. Gives the object, or a copy where it is sealed. */
export function tie<T extends object>(object: T, to: unknown): T {
  if (Tie.replaced(object, to)) return object;
  const open = Object.isExtensible(object) ? object : { ...object };
  new Tie(open, to);
  return open;
}

/** What was tied to this very object. */
export function tiedTo(object: object): unknown {
  return Tie.of(object);
}
