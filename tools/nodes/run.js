/**
 * Runs the suite under each version of Node that logsieve is for: the one that runs this, and those in package.json
 * beside it. `npm run test:nodes`; `--short` takes the two newest besides the Node that runs this (`npm test` has had it),
 * without what costs most and depends least on Node, and under the older of them without what asks Node for nothing;
 * `--only 24` takes one; all else goes to vitest: `npm run test:nodes -- test/leaks`.
 *
 * The binaries are for Linux on x64. The build is made once, by the Node that runs this.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { formatTable } from './table.js';

const HERE = fileURLToPath(new URL('./', import.meta.url));
const ROOT = join(HERE, '../..');

/** Not in the short form, which is for CI: a few minutes for two versions of Node. */
const NOT_IN_SHORT = [
  // Thousands of generated cases through code that asks Node for nothing.
  'test/property/**',
  'test/attack/**',
  'packages/core/src/actions/property.test.ts',
  'packages/core/src/detectors/{conformance,hostile,scan}.test.ts',
  'packages/core/src/policy/load-time.test.ts',
  'packages/core/src/confidence.test.ts',
  'packages/core/src/structures/structures.test.ts',
  'packages/sealed/src/conversations/damage.test.ts',
  'packages/core/src/conversation/**',
  'packages/core/src/own-detectors/**',
  'packages/core/src/lines/signs.test.ts',
  'packages/catalog/**',
  'packages/compromise/**',
  'test/bulk/recognizers.test.ts',
  'packages/testing/src/search/**',
  // What other programs do: package managers, bundlers, frameworks, destinations, and how fast we are.
  'test/e2e/**',
  'test/ecosystem/**',
  'test/faults/**',
  'test/sealed/**',
  'test/cli/**',
  'test/docs/**',
  'test/catalog/**',
  'bench/**',
  'eval/**',
];
/** Of the version before the newest the short form takes what asks Node for something. */
const OF_NODE = [
  'packages/pino/',
  'packages/winston/',
  'packages/age/',
  'packages/sealed/',
  'packages/core/src/node/',
  'packages/core/src/known-messages/',
  'packages/core/src/redactor.test.ts',
  'test/vectors/calls.test.ts',
];
const MINUTES = { short: 8, whole: 20 };

const { values: options, positionals: filters } = parseArgs({
  options: { short: { type: 'boolean', default: false }, only: { type: 'string' } },
  allowPositionals: true,
});
process.exitCode = main();

function main() {
  const nodes = wantedNodes();
  if (nodes.length === 0) {
    console.error('no such version of Node: see tools/nodes/package.json');
    return 2;
  }
  const newest = nodes.at(-1);
  const rows = nodes.map((node) => runSuite(node, options.short && node !== newest ? OF_NODE : []));
  console.log(`\n${formatTable(rows)}`);
  return rows.every(({ passed }) => passed) ? 0 : 1;
}

/** Paths of the binaries, by rising version. The Node that runs this stands for its own major version. */
function wantedNodes() {
  const own = majorOf(process.versions.node);
  const others = installedNodes().filter(({ major }) => major !== own);
  const all = [{ major: own, binary: process.execPath }, ...others].sort((a, b) => a.major - b.major);
  const only = options.only === undefined ? undefined : majorOf(options.only);
  const wanted = all.filter(({ major }) => only === undefined || major === only);
  return options.short ? wanted.filter(({ major }) => major !== own).slice(-2) : wanted;
}

function installedNodes() {
  const { dependencies } = JSON.parse(readFileSync(join(HERE, 'package.json'), 'utf8'));
  const nodes = Object.entries(dependencies).map(([name, spec]) => ({
    version: spec.slice(spec.lastIndexOf('@') + 1),
    binary: join(HERE, 'node_modules', name, 'bin/node'),
  }));
  if (!nodes.every(({ version, binary }) => versionOf(binary) === version)) {
    execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: HERE,
      stdio: 'inherit',
    });
  }
  return nodes.map(({ version, binary }) => ({ major: majorOf(version), binary }));
}

/** Runs vitest, and says in a line how it went; where it did not go well, all that vitest wrote. */
function runSuite({ binary }, only) {
  const folder = mkdtempSync(join(tmpdir(), 'logsieve-nodes-'));
  try {
    const report = join(folder, 'report.json');
    const started = performance.now();
    const run = spawnSync(binary, vitestArguments(report, only), {
      cwd: ROOT,
      encoding: 'utf8',
      // Programs that tests start by name, npx for one, run under this Node too.
      env: { ...process.env, PATH: `${dirname(binary)}${delimiter}${process.env.PATH}`, NO_COLOR: '1' },
      maxBuffer: 256 * 1024 * 1024,
      timeout: (options.short ? MINUTES.short : MINUTES.whole) * 60_000,
    });
    const seconds = Math.round((performance.now() - started) / 1000);
    const row = { version: versionOf(binary), seconds, passed: run.status === 0, ...countsOf(report) };
    if (!row.passed) console.error(run.stdout, run.stderr, run.error?.message ?? run.signal ?? '');
    console.log(`Node ${row.version}: ${row.passed ? 'passed' : 'failed'} in ${seconds} s`);
    return row;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function vitestArguments(report, only) {
  // Nothing in the short form looks at the clock: all processors may work at once.
  const leftOut = options.short
    ? ['--maxWorkers=100%', ...NOT_IN_SHORT.flatMap((glob) => ['--exclude', glob])]
    : [];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', ...reporters, ...leftOut, ...only, ...filters];
}

/** How many tests passed, failed and were skipped; none of it where vitest did not get to its end. */
function countsOf(report) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'));
    return { tests: numPassedTests, failed: numFailedTests, skipped: numPendingTests };
  } catch {
    return {};
  }
}

function versionOf(binary) {
  try {
    return execFileSync(binary, ['-p', 'process.versions.node'], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

function majorOf(version) {
  return Number.parseInt(version, 10);
}
