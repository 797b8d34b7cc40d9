import { createHash, randomBytes } from 'node:crypto';

/** A source of numbers that nobody guesses, or the same ones for the same seed. */
export interface Random {
  /** An integer from 0 up to, and without, `below`. */
  readonly integer: (below: number) => number;
  /** One of the characters or members, `count` times. */
  readonly pick: (from: string, count: number) => string;
}

/** Numbers by SHA-256 over the seed and a counter; without a seed, over 32 random bytes. */
export function createRandom(seed?: string | number): Random {
  const secret = seed === undefined ? randomBytes(32).toString('hex') : `logsieve ${String(seed)}`;
  let counter = 0;
  const integer = (below: number) =>
    createHash('sha256').update(`${secret} ${counter++}`).digest().readUIntBE(0, 6) % below;
  const pick = (from: string, count: number) =>
    Array.from({ length: count }, () => from.charAt(integer(from.length))).join('');
  return { integer, pick };
}
