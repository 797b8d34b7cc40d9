import { collectGarbage, orderOf, quantile } from '../bench/measure.js';

/** So many lines of each kind are timed, in turn: enough that no engine learns them by heart. */
const SAMPLE = 400;
/** Each runs so long before it is timed: some hundred patterns and functions are compiled only when they were used for a while. */
const WARM_MS = 3000;

/**
 * What a line costs in a process that has run for a while, as a multiple of what JSON.stringify of the same line costs: all
 * contenders in turn in each round, the ratio taken within the round, the median over the rounds. Slow ones get as many
 * lines as fit into the time.
 */
export async function measureCost(redactors, lines, { rounds, milliseconds }) {
  const texts = sampleOf(lines);
  if (texts.length === 0) return redactors.map(() => undefined);
  const drivers = [JSON.stringify, ...redactors].map((redact) => ({ redact, next: 0 }));
  const times = drivers.map(() => []);
  for (const driver of drivers) await timeOf(driver, texts, WARM_MS);
  for (let round = 0; round < rounds; round++) {
    for (const index of orderOf(round, drivers.length)) {
      collectGarbage();
      times[index].push(await timeOf(drivers[index], texts, milliseconds));
    }
  }
  const [base, ...rest] = times;
  return rest.map((own) =>
    quantile(
      own.map((time, round) => time / base[round]),
      0.5,
    ),
  );
}

/** Nanoseconds of processor time per line. */
async function timeOf(driver, texts, milliseconds) {
  const end = performance.now() + milliseconds;
  const before = process.cpuUsage();
  let count = 0;
  do {
    // A batch between looks at the clock, which would cost more than the fastest of them.
    for (let left = batchOf(driver); left > 0; left--, count++) {
      const output = driver.redact(texts[driver.next]);
      if (typeof output !== 'string') await output;
      driver.next = (driver.next + 1) % texts.length;
    }
  } while (performance.now() < end);
  const { user, system } = process.cpuUsage(before);
  driver.slow = (performance.now() - end + milliseconds) / count > 0.05;
  return ((user + system) * 1000) / count;
}

function batchOf({ slow }) {
  return slow === false ? SAMPLE : 1;
}

/** Evenly over all lines, which are in the order of their types. */
function sampleOf(lines) {
  const step = Math.max(1, lines.length / SAMPLE);
  return Array.from(
    { length: Math.min(SAMPLE, lines.length) },
    (_, index) => lines[Math.floor(index * step)].text,
  );
}
