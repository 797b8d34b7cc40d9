import type { Draft, Slot } from './draft.js';

/** A look at one message: what it may cost, and the texts found so far. */
export interface Reading {
  readonly role: string;
  /** In the order of the message. */
  readonly slots: Slot[];
  /** What the members of secrets hold, which nobody scans any more. */
  readonly secrets: string[];
  /** Whether the name of a secret takes its value. */
  readonly takesSecrets: boolean;
  readonly allowance: Allowance;
  /** Objects around the one that is looked at: cycles end. */
  readonly around: Set<object>;
}

/** What may still be looked at: one object in a thousand places must not cost a thousand times. */
export interface Allowance {
  values: number;
  /** Texts that may go on in others. */
  texts: number;
  /** Of all texts, in UTF-16 units. */
  units: number;
}

/** Most values that one call looks at: messages, members and elements at every depth. */
export const MOST_VALUES = 250_000;
/** Most texts that one call looks at, data apart: each is looked at together with the one before. */
const MOST_TEXTS = 10_000;
/** Most UTF-16 units of text that one call looks at. */
const MOST_UNITS = 16_777_216;
/** Most levels of objects and arrays. */
const MOST_LEVELS = 32;

/** What one call may look at. */
export function createAllowance(): Allowance {
  return { values: MOST_VALUES, texts: MOST_TEXTS, units: MOST_UNITS };
}

/** Begins to look at a message. */
export function createReading(role: string, takesSecrets: boolean, allowance: Allowance): Reading {
  return { role, slots: [], secrets: [], takesSecrets, allowance, around: new Set() };
}

/** Adds a text. Throws where that is more than may be looked at. */
export function addSlot(reading: Reading, source: string, kind: Slot['kind'], context = ''): Slot {
  const { allowance } = reading;
  allowance.units -= source.length;
  if (kind === 'speech') allowance.texts--;
  if (allowance.units < 0 || allowance.texts < 0)
    throw new RangeError('more text than a conversation may have');
  const slot: Slot = { source, spans: [], text: source, kind, role: reading.role, context };
  reading.slots.push(slot);
  return slot;
}

/** Counts one value; false where that is one too many. */
export function mayRead({ allowance }: Reading): boolean {
  return allowance.values-- > 0;
}

/**
 * What `read` makes of an object, unless it is within itself, too deep, or one too many, where it is `otherwise`.
 * Throws what `read` throws.
 */
export function within(reading: Reading, value: object, otherwise: Draft, read: () => Draft): Draft {
  const { around } = reading;
  if (around.has(value) || around.size >= MOST_LEVELS) return otherwise;
  around.add(value);
  try {
    return read();
  } finally {
    around.delete(value);
  }
}
