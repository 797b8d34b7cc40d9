import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkLines } from '../check.js';
import { measureInChild } from '../child.js';
import { orderOf, ratioOf } from '../measure.js';
import { progress } from '../progress.js';
import { recordSets } from '../records/index.js';
import { rowsOf } from '../rows.js';

const MOST_ROUNDS = 3;
const set = recordSets.find(({ name }) => name === 'http');

/**
 * A file of lines through `redactFile`, on one processor, on two, and so on, each time in a process of its own that is
 * held to its processors: the time, and how much memory the process had at the most. Linux only.
 */
export function benchBulk({ megabytes, rounds }) {
  if (!hasTaskset()) return { rows: [], skipped: 'bulk needs taskset' };
  const folder = mkdtempSync(join(tmpdir(), 'logsieve-bulk-'));
  try {
    const file = join(folder, 'app.log');
    check(file);
    writeLines(file, megabytes * 1e6);
    const counts = processorCounts(availableParallelism());
    return resultsOf(counts, runRounds(file, counts, Math.min(rounds, MOST_ROUNDS)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** 1, 2, 4 and so on, and the number that there are. */
export function processorCounts(most) {
  const counts = [];
  for (let count = 1; count < most; count *= 2) counts.push(count);
  return [...counts, most];
}

/** In the process that is held. */
export async function measure({ file }) {
  const { redactFile } = await import('@logsieve/core/node');
  const start = performance.now();
  const { bytes } = await redactFile(file, `${file}.out`, { policy: set.policy });
  const wall = performance.now() - start;
  return { wall, target: bytes.target, megabytes: Number(ownStatus('VmHWM').split(' ')[0]) / 1024 };
}

/** What Linux tells of this process. Not what `resourceUsage()` has as the most memory: that may be its parent's. */
function ownStatus(name) {
  return new RegExp(`^${name}:\\s*(.+)$`, 'm').exec(readFileSync('/proc/self/status', 'utf8'))[1];
}

function hasTaskset() {
  try {
    execFileSync('taskset', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** By number of processors, by round. */
function runRounds(file, counts, rounds) {
  const allowed = allowedProcessors();
  const taken = counts.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const index of orderOf(round, counts.length)) {
      const processors = allowed.slice(0, counts[index]);
      taken[index].push(measureInChild(import.meta.url, { file }, { processors }));
    }
    progress(`bulk: round ${round + 1}`);
  }
  const targets = new Set(taken.flat().map(({ target }) => target));
  if (targets.size !== 1) throw new Error('redactFile wrote files of different lengths');
  return taken;
}

function resultsOf(counts, taken) {
  const of = (name) => taken.map((runs) => runs.map((run) => run[name]));
  const contenders = counts.map((count) => ({ path: 'bulk', name: nameOf(count), against: nameOf(1) }));
  const common = { record: set.name, measure: 'wall', unit: 'ms' };
  const times = of('wall');
  const resident = of('megabytes').map((values, index) => ({
    path: 'bulk',
    record: set.name,
    contender: nameOf(counts[index]),
    against: '',
    measure: 'resident, MB',
    most: Math.max(...values),
    values,
  }));
  const points = counts.map((x, index) => ({ x, ...ratioOf(times[0], times[index]) }));
  const lines = [{ name: 'redactFile', points }];
  const plots = points.length < 2 ? [] : [{ name: 'cores', title: 'processors, a file', lines }];
  return { rows: [...rowsOf(common, contenders, times), ...resident], plots };
}

function nameOf(count) {
  return `redactFile, ${count} ${count === 1 ? 'processor' : 'processors'}`;
}

/** Which ones this process may use, from a list such as `0-3,8`. */
function allowedProcessors() {
  return ownStatus('Cpus_allowed_list')
    .split(',')
    .flatMap((range) => {
      const [first, last = first] = range.split('-').map(Number);
      return Array.from({ length: last - first + 1 }, (_, index) => first + index);
    });
}

function check(file) {
  writeLines(file, 1);
  measureInChild(import.meta.url, { file });
  checkLines(
    { name: 'redactFile', gives: 'allowed' },
    set,
    readFileSync(`${file}.out`, 'utf8').split('\n').slice(0, -1),
  );
}

function writeLines(file, bytes) {
  const lines = set.records.map((record) =>
    JSON.stringify({ level: 30, time: 1_795_327_200_000, ...record, msg: set.message }),
  );
  const chunk = Buffer.from(`${lines.join('\n')}\n`.repeat(20));
  const handle = openSync(file, 'w');
  for (let written = 0; written < bytes; written += chunk.length) writeSync(handle, chunk);
  closeSync(handle);
}
