import { readFileSync } from 'node:fs';

/**
 * Processor time of the thread that calls, in nanoseconds; undefined where neither Node (22.19, 24) nor Linux tells. Linux
 * counts on at each tick of the scheduler: differences under some milliseconds say nothing.
 */
export function threadTime() {
  if (process.threadCpuUsage !== undefined) {
    const { user, system } = process.threadCpuUsage();
    return (user + system) * 1000;
  }
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]);
  } catch {
    return undefined;
  }
}
