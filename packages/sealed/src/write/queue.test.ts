import { expect, it } from 'vitest';
import { createQueue } from './queue.js';

it('gives lines in order, in time in proportion to their number, whatever a frame holds', () => {
  const queue = createQueue(8 << 20);
  const count = 200_000;
  for (let number = 0; number < count; number++) queue.add(Buffer.from(String(number)));
  expect(queue.records()).toBe(count);
  const began = process.cpuUsage();
  let taken = 0;
  for (; queue.records() > 0; taken++) {
    const { plain, records } = queue.front(1);
    if (records !== 1 || plain.toString() !== `${taken}\n`) break;
    queue.take(records);
  }
  expect([taken, queue.records(), queue.bytes()]).toEqual([count, 0, 0]);
  expect(process.cpuUsage(began).user).toBeLessThan(5_000_000);
});
