import { expect, it } from 'vitest';
import { createQueue } from './queue.js';

it('gives lines in order, in time in proportion to their number, whatever a frame holds', () => {
  const queue = createQueue(8 << 20);
  const count = 200_000;
  for (let number = 0; number < count; number++) {
    const text = String(number);
    queue.add(number % 2 === 0 ? text : Buffer.from(text), text.length);
  }
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

it('gives bytes as they are, and text as UTF-8', () => {
  const queue = createQueue(1000);
  for (const line of ['Zürich \u2028 \ud83d\ude00', 'half \ud83d', Buffer.of(0xff, 0x80), Buffer.from('é')])
    queue.add(line, Buffer.byteLength(line));
  const { plain, records } = queue.front(1000);
  expect(records).toBe(4);
  expect(plain.toString('latin1')).toBe(
    [
      Buffer.from('Zürich \u2028 \ud83d\ude00').toString('latin1'),
      Buffer.from('half \ufffd').toString('latin1'),
      ...['\xff\x80', '\xc3\xa9', ''],
    ].join('\n'),
  );
  queue.take(4);
  expect(queue.bytes()).toBe(0);
});
