import type { Container, Field } from '../policy/compile/compiled-policy.js';

/** What was read of a container, by the index of its fields. */
export interface Members {
  /** The field as the member's spelling chose it. Stale where `present` has no bit for the index. */
  readonly fields: (Field | undefined)[];
  readonly values: unknown[];
  /** A bit for each index that has a member, 32 to a word: most fields of a policy are in no record. */
  readonly present: Bits;
  /** What the record's own names came to, */
  readonly order: Order;
  /** and those of what is read after it. */
  readonly laterOrder: Order;
}

/**
 * The names of the last object that was read, in their order, and the fields that they are: the next one is likely to
 * have the same, and comparing takes a fraction of looking up. Names that are too long, or too many, are not kept.
 */
export interface Order {
  readonly names: string[];
  readonly fields: (Field | undefined)[];
}

/** The length of an order. */
export const MOST_ORDERED = 64;

/** A name of a member at this place is kept with its field. */
export function keepOrdered(order: Order, place: number, name: string, field: Field | undefined): void {
  if (place >= MOST_ORDERED || name.length > MOST_ORDERED) return;
  order.names[place] = name;
  order.fields[place] = field;
}

/** Where a container keeps its members between two records, empty; making them anew took a tenth of the time. */
export interface Room {
  free: Members | undefined;
}

/**
 * Empty members of the container. Whoever takes them gives them back, emptied, or drops them: code of a record that
 * logs in between finds them gone and gets others.
 */
export function takeMembers({ room, fields }: Container): Members {
  const members = room.free;
  if (members === undefined) return createMembers(fields.length);
  room.free = undefined;
  return members;
}

/** Gives emptied members back. */
export function giveBack({ room }: Container, members: Members): void {
  room.free = members;
}

/** A bit for each of some indexes, 32 to a word. */
export type Bits = number[];

/** Bits for so many indexes, none of them set. */
export function createBits(length: number): Bits {
  return new Array<number>((length + 31) >> 5).fill(0);
}

export function hasBit(bits: Readonly<Bits>, index: number): boolean {
  return ((bits[index >> 5] as number) & (1 << (index & 31))) !== 0;
}

export function setBit(bits: Bits, index: number): void {
  bits[index >> 5] = (bits[index >> 5] as number) | (1 << (index & 31));
}

export function clearBit(bits: Bits, index: number): void {
  bits[index >> 5] = (bits[index >> 5] as number) & ~(1 << (index & 31));
}

function createMembers(length: number): Members {
  return {
    fields: new Array<Field | undefined>(length).fill(undefined),
    values: new Array<unknown>(length).fill(undefined),
    present: createBits(length),
    order: createOrder(),
    laterOrder: createOrder(),
  };
}

function createOrder(): Order {
  // No name of a member is compared with anything but a name: that is what makes it fast.
  return {
    names: new Array<string>(MOST_ORDERED).fill(''),
    fields: new Array<undefined>(MOST_ORDERED).fill(undefined),
  };
}
