/** Values that cost: whoever looks at all of them, or at one of them twice, takes too long. */
import { NAME, TEXT } from '../planted.js';

/** Something heavy, with the megabytes that it is. */
export interface Heavy {
  readonly kind: string;
  readonly megabytes: number;
  readonly make: () => unknown;
  /** Loggers that are not protected cannot stand it, and neither can `JSON.stringify`. */
  readonly endless?: true;
}

/** Every kind comes round, so that none is missing from a short run. */
export const HEAVY: readonly Heavy[] = [
  { kind: 'a string of 10 MB', megabytes: 10, make: () => `${TEXT} ${'x'.repeat(10_000_000)}${TEXT}` },
  { kind: 'a graph with 2^28 paths', megabytes: 0, make: graph, endless: true },
  { kind: '20,000 levels', megabytes: 1, make: () => nested(20_000), endless: true },
  { kind: '100,000 properties', megabytes: 5, make: wide },
  { kind: 'a sparse array of the greatest length', megabytes: 0, make: sparse, endless: true },
  { kind: 'an array of 100,000 elements', megabytes: 3, make: long },
  { kind: '100,000 errors', megabytes: 10, make: () => Array.from({ length: 100_000 }, error) },
  { kind: '5,000 causes', megabytes: 3, make: causes },
  {
    kind: 'a text of 1 MB that looks like secrets',
    megabytes: 1,
    make: () => `password=${NAME} `.repeat(40_000),
  },
];

function graph(): object {
  let value: object = { [NAME]: TEXT };
  for (let level = 0; level < 28; level++) value = { a: value, b: value, user: value, items: [value, value] };
  return value;
}

function nested(levels: number): unknown {
  let value: unknown = TEXT;
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? { id: value } : [value];
  return value;
}

function wide(): object {
  const value: Record<string, unknown> = {};
  for (let at = 0; at < 100_000; at++) value[`${NAME}${at}`] = TEXT;
  return value;
}

function sparse(): unknown {
  return Object.assign(new Array<unknown>(4_294_967_295), { 0: TEXT, 4_000_000_000: TEXT });
}

function long(): unknown {
  return Array.from({ length: 100_000 }, (_, at) => (at % 2 === 0 ? TEXT : { sku: [TEXT] }));
}

const error = (_: unknown, at: number) => ({ message: `failed at ${at}`, stack: TEXT });

function causes(): Error {
  let cause = new Error(`no account ${TEXT}`);
  for (let level = 0; level < 5_000; level++) cause = new Error(`level ${TEXT}`, { cause });
  return cause;
}
