import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CANARY } from '../testing/capture.js';

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** Runs a scenario in a process of its own, on what the build wrote, with the canary in `process.argv`. */
function run(scenario: string) {
  expect(existsSync(path('../dist/index.js')), 'npm run build comes first').toBe(true);
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [path('../testing/child.js'), scenario, CANARY],
    {
      encoding: 'utf8',
      timeout: 30_000,
    },
  );
  expect(stdout + stderr).not.toContain(CANARY);
  const records = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { records, stderr, status };
}

describe('a process', () => {
  it('prints no record of a logger without transports (W7)', () => {
    const { records, stderr, status } = run('no-transports');
    expect(records).toEqual([]);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(status).toBe(0);
  });

  it('prints through the default logger what is listed', () => {
    const { records } = run('default-logger');
    expect(records).toEqual([
      { level: 'info', message: 'kept %s' },
      { level: 'info', status: 200, message: 'kept' },
    ]);
  });

  it('protects a logger that came by require()', () => {
    expect(run('require').records).toEqual([{ level: 'info', status: 200, message: 'kept' }]);
  });

  it('ends by an uncaught exception of which type and code are logged (W6)', () => {
    const { records, status } = run('exception');
    expect(records).toEqual([
      { level: 'error', err: { type: 'TypeError', code: 'E_X' }, message: 'uncaughtException' },
    ]);
    expect(status).toBe(1);
  });

  it('ends by a thrown string of which nothing is logged (W6)', () => {
    const { records, status } = run('exception-handlers');
    expect(records).toEqual([{ level: 'error', message: 'uncaughtException' }]);
    expect(status).toBe(1);
  });

  it('logs type and code of an unhandled rejection (W6)', () => {
    const record = {
      level: 'error',
      err: { type: 'RangeError', code: 'E_X' },
      message: 'unhandledRejection',
    };
    // winston tells transports of rejections as well as handlers.
    expect(run('rejection').records).toEqual([record, record]);
  });
});
