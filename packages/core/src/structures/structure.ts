/** How strings of one kind are read for their members, and written again with what is left of them. */
export interface Structure {
  /** The members are texts, whatever they say: rules for numbers and booleans take their text. */
  readonly isText: boolean;
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
