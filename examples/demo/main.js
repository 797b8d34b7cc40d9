/**
 * Two real services get the same traffic twice, without and with logsieve, and write real log files.
 * `node examples/demo/main.js [--keep] [--policy <file>]`: `--keep` leaves the files where they are, `--policy` tries
 * another policy.
 *
 * Exit code: 0; 1 where a planted value is in a log with logsieve, or none without; 2 where the demo cannot run.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { keep, policy } = readArguments();
const folder = mkdtempSync(join(tmpdir(), 'logsieve-demo-'));

function leave(code) {
  if (!keep) rmSync(folder, { recursive: true, force: true });
  process.exit(code);
}

process.once('uncaughtException', (error) => {
  console.error(`\nthe demo could not go on: ${error.stack}`);
  leave(2);
});
process.once('SIGINT', () => leave(130));
process.once('SIGTERM', () => leave(143));
const watchdog = setTimeout(() => {
  console.error('the demo took longer than 55 s');
  leave(2);
}, 55_000);

// A pseudonym needs a key. A service gets it from its environment; the demo makes one up.
process.env.LOGSIEVE_DEMO_KEY ??= randomBytes(32).toString('base64');

try {
  process.exitCode = await runDemo();
} catch (error) {
  console.error(`\nthe demo could not run: ${error.stack}`);
  if (error.code === 'ERR_MODULE_NOT_FOUND') console.error('npm run demo installs and builds what it needs');
  process.exitCode = 2;
} finally {
  clearTimeout(watchdog);
  if (keep) console.log(`the log files are in ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
}

function readArguments() {
  const own = fileURLToPath(new URL('logsieve.policy.json', import.meta.url));
  const options = { keep: { type: 'boolean', default: false }, policy: { type: 'string', default: own } };
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    console.error(error.message);
    process.exit(2);
  }
}

async function runDemo() {
  // Loaded here, so that a package that was not built is a fault of the set-up.
  const { runAll } = await import('./services.js');
  const { showReport } = await import('./report.js');
  const { print, style } = await import('./terminal.js');
  print(`${style('bold', 'logsieve demo')}: the same HTTP traffic, without and with logsieve\n`);
  const runs = await runAll(folder, policy);
  const found = showReport(runs);
  const proven = found.with === 0 && found.without > 0;
  const verdict = `planted values found without logsieve: ${found.without}, with logsieve: ${found.with}`;
  print(`\n${style(['bold', proven ? 'green' : 'red'], verdict)}`);
  if (found.without === 0) print('nothing was found without logsieve either: this proves nothing');
  return proven ? 0 : 1;
}
