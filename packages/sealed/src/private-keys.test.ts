import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateIdentity } from '@logsieve/age';
import { afterAll, expect, it, vi } from 'vitest';
import { refuseKeyFiles, refusePrivateKeys } from './private-keys.js';

/** A file that goes once the folder was listed. */
const fleeting = vi.hoisted(() => ({ path: '' }));
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  return {
    ...fs,
    openSync: (path: string, ...rest: [number]) => {
      if (path === fleeting.path) fs.rmSync(path);
      return fs.openSync(path, ...rest);
    },
  };
});

const dir = mkdtempSync(join(tmpdir(), 'logsieve-keys-'));
afterAll(() => {
  rmSync(dir, { recursive: true });
});

it('finds a key in options that lead round in circles and hold many numbers, in little time', () => {
  const members: Record<string, unknown> = { weights: new Float64Array(50_000_000) };
  for (let number = 0; number < 30; number++) members[`m${number}`] = members;
  const began = process.cpuUsage();
  expect(() => {
    refusePrivateKeys({ recognizers: [members] });
  }).not.toThrow();
  members['deep'] = { list: [{ key: ` ${generateIdentity()}` }] };
  expect(() => {
    refusePrivateKeys({ recognizers: [members] });
  }).toThrow('options.recognizers[0].deep.list[0].key holds a private key');
  expect(process.cpuUsage(began).user).toBeLessThan(2_000_000);
});

it('passes over a file that is gone before it is looked into', () => {
  fleeting.path = join(dir, '.store.json.new');
  writeFileSync(fleeting.path, 'x');
  expect(() => {
    refuseKeyFiles('options.dir', dir);
  }).not.toThrow();
});
