/** What comes out of a message, while its texts are still being worked on. */

import type { Span } from './spans.js';

/** A text of the conversation. */
export interface Slot {
  /** As it was given. */
  readonly source: string;
  /** What of it does not come out. */
  spans: readonly Span[];
  /** As it comes out, once the work is done. */
  text: string;
  /** `speech` may go on in the next turn of the same role. */
  readonly kind: 'speech' | 'data';
  readonly role: string;
  /** The name of the member that it is the value of: "ssn" tells what nine digits are. */
  readonly context: string;
}

/** A value of the output. */
export type Draft =
  | { readonly kind: 'value'; readonly value: string | number | boolean | null }
  | { readonly kind: 'text'; readonly slot: Slot }
  /** Comes out whole or not at all. */
  | { readonly kind: 'token'; readonly slot: Slot }
  | { readonly kind: 'number'; readonly slot: Slot; readonly value: number }
  | { readonly kind: 'object'; readonly members: readonly (readonly [Slot | string, Draft])[] }
  | { readonly kind: 'array'; readonly items: readonly Draft[] }
  /** JSON in a string. */
  | { readonly kind: 'json'; readonly value: Draft };

/** Takes the place of what cannot be looked at, or not be told to be harmless. */
export const UNREADABLE_PLACEHOLDER = '[redacted]';

/** The draft of a fixed value. */
export function fixed(value: string | number | boolean | null): Draft {
  return { kind: 'value', value };
}

/** The draft of what cannot be looked at. */
export const UNREADABLE: Draft = fixed(UNREADABLE_PLACEHOLDER);

/** Fresh plain data, with the texts of the slots as they are now. */
export function finish(draft: Draft): unknown {
  switch (draft.kind) {
    case 'value':
      return draft.value;
    case 'text':
      return draft.slot.text;
    case 'token':
      return draft.slot.text === draft.slot.source ? draft.slot.text : UNREADABLE_PLACEHOLDER;
    case 'number':
      return draft.slot.text === draft.slot.source ? draft.value : draft.slot.text;
    case 'object':
      return Object.fromEntries(
        draft.members.map(([name, value]) => [typeof name === 'string' ? name : name.text, finish(value)]),
      );
    case 'array':
      return draft.items.map(finish);
    case 'json':
      return JSON.stringify(finish(draft.value));
  }
}
