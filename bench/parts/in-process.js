import { checkContender, checkLines } from './check.js';
import { runTransport, transportContenders } from './contenders/transport.js';
import { collectGarbage, createDriver, orderOf, ratioOf, timeDriver, timeRounds } from './measure.js';
import { createNullSink } from './sink.js';

/**
 * Checks and times contenders on one kind of record. Gives a result each: names, speed against the base line with
 * its spread, bytes a line, and the time of each round.
 */
export async function benchSet(set, contenders, options, onProgress = () => {}) {
  const bytes = [];
  for (const contender of contenders) bytes.push(await checkContender(contender, set));
  const drivers = contenders.map((contender) => createDriver(contender, set, createNullSink()));
  // Optimized code, and the mix of shapes that all of them together show to shared code, before the first round.
  for (let pass = 0; pass < 2; pass++) for (const driver of drivers) await timeDriver(driver, options.warmup);
  const times = await timeRounds(drivers, options, (round) => onProgress(`${set.name}: round ${round}`));
  return resultsOf(set, contenders, bytes, times);
}

/** The same for transports: each round writes `count` records into a file, through a worker of its own. */
export async function benchTransports(set, options, onProgress = () => {}) {
  const bytes = [];
  const times = transportContenders.map(() => []);
  for (let round = -1; round < options.rounds; round++) {
    for (const index of orderOf(round + 1, transportContenders.length)) {
      const contender = transportContenders[index];
      collectGarbage();
      const { milliseconds, lines } = await runTransport(contender, set, options.count);
      // The round before the first warms up, and is the one that is checked.
      if (round >= 0) times[index].push((milliseconds * 1e6) / options.count);
      else bytes[index] = checkFile(contender, set, lines, options.count);
    }
    onProgress(`${set.name}: transport round ${round + 1}`);
  }
  return resultsOf(set, transportContenders, bytes, times);
}

function checkFile(contender, set, lines, count) {
  if (lines.length !== count) throw new Error(`${contender.name} wrote ${lines.length} of ${count} lines`);
  checkLines(contender, set, lines);
  return lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0) / lines.length;
}

function resultsOf(set, contenders, bytes, times) {
  return contenders.map(({ name, against }, index) => {
    const base = contenders.findIndex((contender) => contender.name === against);
    return {
      record: set.name,
      title: set.title,
      contender: name,
      against,
      ratio: ratioOf(times[base], times[index]),
      bytes: bytes[index],
      nanosecondsPerRecord: times[index].map(Math.round),
    };
  });
}
