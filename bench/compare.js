/**
 * Is this tree slower than the commit in bench/baseline.json? `npm run bench:compare`. Builds that commit in a folder of
 * its own, runs both builds in turn in one process, and compares them round by round: never absolute times. Exits with
 * 1 where a path has become slower by more than the noise; `--base <commit>` takes another commit.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { pathsOf } from './compare/paths.js';
import { createDriver, ratioOf, timeDriver, timeRounds } from './measure.js';
import { recordSets } from './records/index.js';
import { createNullSink } from './sink.js';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const WARMUP_MS = 150;
/** Slower than this at the median is a regression, where nine of ten rounds say that it is slower at all. */
const SLOWEST = 0.85;

await main();

async function main() {
  const { rounds, time, base } = readOptions();
  if (!hasCommit(base)) {
    console.log(`skipped: this clone does not have the commit ${base} to compare with`);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'logsieve-baseline-'));
  try {
    build(base, folder);
    const builds = [await load(folder), await load(ROOT)];
    const rows = [];
    for (const set of recordSets) rows.push(...(await compare(set, builds, { rounds, time })));
    console.log(formatRows(rows, base));
    if (rows.some(isSlower)) process.exitCode = 1;
  } finally {
    execFileSync('git', ['worktree', 'remove', '--force', folder], { cwd: ROOT, stdio: 'ignore' });
    rmSync(folder, { recursive: true, force: true });
  }
}

function readOptions() {
  const { commit } = JSON.parse(readFileSync(new URL('./baseline.json', import.meta.url), 'utf8'));
  const { values } = parseArgs({
    options: {
      base: { type: 'string', default: commit },
      rounds: { type: 'string', default: '31' },
      time: { type: 'string', default: '15' },
    },
  });
  return { base: values.base, rounds: Number(values.rounds), time: Number(values.time) };
}

function hasCommit(commit) {
  try {
    execFileSync('git', ['cat-file', '-e', `${commit}^{commit}`], { cwd: ROOT, stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function build(commit, folder) {
  const run = (cwd, command, ...args) =>
    execFileSync(command, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  run(ROOT, 'git', 'worktree', 'add', '--force', '--detach', folder, commit);
  run(folder, 'npm', 'run', 'bootstrap');
  run(folder, 'npm', 'run', 'build');
}

/** The packages of a tree as they are built there, and the loggers that it installed. */
async function load(folder) {
  const from = (path) => import(pathToFileURL(join(folder, path)).href);
  const { resolve } = createRequire(join(folder, 'package.json'));
  const installed = async (name) => (await import(pathToFileURL(resolve(name)).href)).default;
  return {
    loggers: { pino: await installed('pino'), winston: await installed('winston') },
    core: await from('packages/core/dist/index.js'),
    node: await from('packages/core/dist/node.js'),
    pino: await from('packages/pino/dist/index.js'),
    winston: await from('packages/winston/dist/index.js'),
  };
}

/** Speed of the second build against the first, for each path that both have. */
async function compare(set, builds, options) {
  const [before, after] = builds.map((packages) => pathsOf(packages, set));
  const rows = [];
  for (const { name, create } of after) {
    const old = before.find((path) => path.name === name);
    if (old === undefined) continue;
    const drivers = [old.create, create].map((one) =>
      createDriver({ name, create: one }, set, createNullSink()),
    );
    for (let pass = 0; pass < 2; pass++) for (const driver of drivers) await timeDriver(driver, WARMUP_MS);
    const [baseTimes, times] = await timeRounds(drivers, options);
    rows.push({ record: set.name, name, ratio: ratioOf(baseTimes, times) });
  }
  return rows;
}

function isSlower({ ratio }) {
  return ratio.median < SLOWEST && ratio.p90 < 1;
}

function formatRows(rows, base) {
  const lines = rows.map((row) => {
    const { median, p10, p90 } = row.ratio;
    const verdict = isSlower(row) ? '  SLOWER' : '';
    const spread = `${p10.toFixed(2)} – ${p90.toFixed(2)}`;
    return `${row.record.padEnd(13)}${row.name.padEnd(14)}${median.toFixed(2).padStart(6)}${spread.padStart(15)}${verdict}`;
  });
  return `speed against ${base.slice(0, 12)}, 1 is as fast (p10 – p90)\n${lines.join('\n')}`;
}
