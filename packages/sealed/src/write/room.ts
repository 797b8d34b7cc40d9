import type { Room } from '../format/write-frame.js';

/**
 * Memory that is used again, for what is written before the next is asked for: a frame in memory of its own took as
 * long as its encryption. What does not fit an ordinary frame gets memory of its own.
 */
export function createRoom(most: number): Room {
  let kept = Buffer.alloc(0);
  return (bytes) => {
    if (bytes > most) return Buffer.allocUnsafe(bytes);
    if (kept.length < bytes) kept = Buffer.allocUnsafeSlow(Math.min(most, 2 * bytes));
    return kept.subarray(0, bytes);
  };
}
