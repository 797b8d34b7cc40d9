import { expect, it } from 'vitest';
import { createRoom } from './room.js';

it('is the same memory again, but for what is larger than it may become', () => {
  const room = createRoom(100);
  const first = room(10);
  first.fill(1);
  expect([first.length, room(20).length, room(100).length, room(101).length]).toEqual([10, 20, 100, 101]);
  const [one, other] = [room(50).fill(2), room(40).fill(3)];
  expect([one[0], other[0]]).toEqual([3, 3]);
  const [large, larger] = [room(200).fill(4), room(300).fill(5)];
  expect([large[0], larger[0]]).toEqual([4, 5]);
});
