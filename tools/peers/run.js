/**
 * Runs the suites of the adapters against every minor version of pino and winston that their peer ranges name, and
 * against the newest there is: tells when a seam of theirs has moved. `npm run test:peers`, or with versions of one's
 * own: `npm run test:peers -- pino@10.2.0 winston@next`. Needs the registry; a version takes about a minute.
 *
 * Worker threads and child processes of the tests run what the build wrote, with the pinned versions.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SUITES = {
  pino: ['packages/pino', 'test/vectors', 'test/leaks/pino', 'test/leaks/both'],
  winston: ['packages/winston', 'test/vectors', 'test/leaks/winston', 'test/leaks/both'],
};

/** pino-http and its kin bring a copy of pino of their own, whose symbols a logger of another copy does not have. */
const NOT_THESE = [
  '--exclude',
  'packages/pino/src/frameworks.test.ts',
  '--exclude',
  'test/leaks/pino-http.test.ts',
];

const wanted = process.argv.slice(2);
const targets =
  wanted.length > 0 ? wanted.map(parseTarget) : Object.keys(SUITES).flatMap((name) => targetsOf(name));
const failed = targets.filter((target) => !passes(target));
if (failed.length > 0) {
  console.error(`failed: ${failed.map(({ name, version }) => `${name} ${version}`).join(', ')}`);
  process.exitCode = 1;
}

function parseTarget(spec) {
  const at = spec.lastIndexOf('@');
  const name = spec.slice(0, at);
  if (!Object.hasOwn(SUITES, name)) throw new Error(`give pino@<version> or winston@<version>, not ${spec}`);
  return { name, version: spec.slice(at + 1) };
}

/** The last release of every minor in the peer range, and the newest of all. */
function targetsOf(name) {
  const { peerDependencies } = JSON.parse(readFileSync(join(ROOT, `packages/${name}/package.json`), 'utf8'));
  const inRange = view(`${name}@${peerDependencies[name]}`, 'version');
  const newest = view(`${name}@latest`, 'version')[0];
  const byMinor = new Map(inRange.map((version) => [version.split('.').slice(0, 2).join('.'), version]));
  if (!inRange.includes(newest)) console.log(`${name} ${newest} is newer than the peer range says`);
  return [...new Set([...byMinor.values(), newest])].map((version) => ({ name, version }));
}

/** The field of every matching version, in the order of their releases. */
function view(spec, field) {
  const found = JSON.parse(execFileSync('npm', ['view', spec, field, '--json'], { encoding: 'utf8' }));
  return Array.isArray(found) ? found : [found];
}

function passes({ name, version }) {
  const folder = mkdtempSync(join(tmpdir(), 'logsieve-peers-'));
  try {
    execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', `${name}@${version}`], {
      cwd: folder,
    });
    const entry = join(folder, 'node_modules', name);
    const installed = JSON.parse(readFileSync(join(entry, 'package.json'), 'utf8')).version;
    const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
    const run = spawnSync(
      process.execPath,
      [vitest, 'run', '--reporter=dot', ...SUITES[name], ...NOT_THESE],
      {
        cwd: ROOT,
        encoding: 'utf8',
        env: { ...process.env, LOGSIEVE_PEERS: JSON.stringify({ [name]: entry }) },
        timeout: 10 * 60_000,
      },
    );
    const passed = run.status === 0;
    console.log(`${name} ${installed}: ${passed ? 'passed' : 'failed'}`);
    if (!passed) console.error(faultsIn(run.stdout + run.stderr));
    return passed;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The lines that say which tests failed and why. */
function faultsIn(output) {
  const lines = output.split('\n').filter((line) => /FAIL|Error|Tests /.test(line));
  return [...new Set(lines.map((line) => `  ${line.trim().slice(0, 200)}`))].slice(0, 40).join('\n');
}
