import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { VARIANTS } from './records/index.js';

/** A contender at work: logs records of a set, in rotation, into a sink. */
export function createDriver(contender, set, sink) {
  const log = contender.create(set, sink);
  let next = 0;
  return {
    /** Logs `count` records and waits until the sink has all of them. */
    async run(count) {
      const expected = sink.lines + count;
      for (let i = 0; i < count; i++) {
        log(next);
        next = (next + 1) & (VARIANTS - 1);
      }
      // winston's transports tell of each record in the next turn, and keep it until then.
      if (contender.name.includes('winston')) await new Promise(setImmediate);
      // winston hands over through streams, which may take another turn of the event loop.
      for (let turns = 0; sink.lines < expected; turns++) {
        if (turns > MAX_TURNS) throw new Error(`${contender.name} lost ${expected - sink.lines} records`);
        await new Promise(setImmediate);
      }
    },
  };
}

/**
 * Runs the driver for about `milliseconds`; nanoseconds of processor time per record. Processor time, not the
 * clock: what other processes of the machine take in between is no cost of a contender, its garbage collection is.
 */
export async function timeDriver(driver, milliseconds) {
  const end = performance.now() + milliseconds;
  const before = process.cpuUsage();
  let count = 0;
  do {
    await driver.run(VARIANTS);
    count += VARIANTS;
  } while (performance.now() < end);
  const { user, system } = process.cpuUsage(before);
  return ((user + system) * 1000) / count;
}

/** Times all drivers once a round. Gives the nanoseconds per record, by driver, by round. */
export async function timeRounds(drivers, { rounds, time }, onRound) {
  return takeRounds(drivers, rounds, (driver) => timeDriver(driver, time), onRound);
}

/**
 * Takes a figure of each contender once a round, the order turned by one place each round and reversed every other:
 * whatever the machine does meanwhile meets each of them alike. Gives the figures by contender, by round.
 */
export async function takeRounds(contenders, rounds, take, onRound = () => {}) {
  const taken = contenders.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const index of orderOf(round, contenders.length)) {
      collectGarbage();
      taken[index].push(await take(contenders[index]));
    }
    onRound(round + 1);
  }
  return taken;
}

/** The order of a round. */
export function orderOf(round, length) {
  const order = Array.from({ length }, (_, place) => (place + round) % length);
  return round % 2 === 0 ? order : order.reverse();
}

/**
 * Speed against the base line: per round its time divided by the contender's, of which the median and the tenth
 * and ninetieth percentile. 2 is twice as fast.
 */
export function ratioOf(baseTimes, times) {
  const ratios = times.map((time, round) => baseTimes[round] / time);
  return { median: quantile(ratios, 0.5), p10: quantile(ratios, 0.1), p90: quantile(ratios, 0.9) };
}

/** A quantile, linear between neighbors. */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)];
  return below + (sorted[Math.ceil(place)] - below) * (place % 1);
}

/**
 * Leaves no contender the young garbage of the one before. Not a full collection: that also throws away what the
 * engine knows of hot code, and each slice would begin with getting it back. Works without `--expose-gc` too.
 */
export function collectGarbage() {
  gc ??= globalThis.gc ?? exposeGc();
  gc({ type: 'minor' });
}

let gc;

function exposeGc() {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc');
}

const MAX_TURNS = 10_000;
