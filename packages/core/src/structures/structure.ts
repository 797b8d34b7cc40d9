import type { Shape } from './shape.js';

/** How strings of one kind are read for their members, and written again with what is left of them. */
export interface Structure {
  /**
   * What the string can hold. Where that is not anything its values are texts, whatever they say: rules for numbers and
   * booleans take their text.
   */
  readonly shape: Shape;
  /**
   * What the text holds, as plain data that nobody else has; undefined where the text is not of the kind. Takes linear
   * time. May throw, which says the same as undefined.
   */
  readonly read: (text: string) => unknown;
  /**
   * The one text of the kind for what came out of the members, which is JSON text of an object or an array. Empty where
   * the kind has none. Reading it gives the same members.
   */
  readonly write: (json: string) => string;
}
