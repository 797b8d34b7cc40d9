import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { takeLock } from './lock.js';

/** What happens once a lock was found to be dead, just before it is taken away. */
const meanwhile = vi.hoisted(() => ({ next: undefined as (() => void) | undefined }));
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const before = <Rest extends unknown[]>(take: (path: string, ...rest: Rest) => void) => {
    return (path: string, ...rest: Rest) => {
      const happens = path.endsWith('writer.lock') ? meanwhile.next : undefined;
      if (happens !== undefined) meanwhile.next = undefined;
      happens?.();
      take(path, ...rest);
    };
  };
  return { ...fs, rmSync: before(fs.rmSync), renameSync: before(fs.renameSync) };
});

const dir = mkdtempSync(join(tmpdir(), 'logsieve-lock-'));
afterAll(() => {
  rmSync(dir, { recursive: true });
});

it('of a dead process goes to one of two that find it at once', () => {
  const dead = JSON.stringify({ host: hostname(), pid: 2 ** 22 + 1, started: '1' });
  writeFileSync(join(dir, 'writer.lock'), dead);
  const locks: ReturnType<typeof takeLock>[] = [];
  meanwhile.next = () => {
    locks.push(takeLock(dir));
  };
  expect(() => takeLock(dir)).toThrow('another writer has the signing state');
  expect(locks).toHaveLength(1);
  expect(readdirSync(dir)).toEqual(['writer.lock']);
  locks[0]?.release();
  expect(readdirSync(dir)).toEqual([]);
});
