import { mkdtempSync, rmSync } from 'node:fs';
import { opendir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { listFolder } from './list.js';

vi.mock('node:fs/promises', async (original) => {
  const fs = await original<typeof import('node:fs/promises')>();
  return { ...fs, opendir: vi.fn(fs.opendir) };
});

it('tells a fault in the middle of a folder without its path, and closes it', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'logsieve-list-'));
  try {
    const close = vi.fn(() => Promise.resolve());
    const fault = Object.assign(new Error(`EIO: i/o error, scandir '${dir}'`), { code: 'EIO', path: dir });
    const folder = { read: () => Promise.reject(fault), close };
    vi.mocked(opendir).mockResolvedValueOnce(folder as never);
    const error: unknown = await listFolder(dir)
      .next()
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'LogsieveError', code: 'ERR_LOGSIEVE_STORE' });
    expect(String(error)).not.toContain(dir);
    expect(close).toHaveBeenCalledOnce();
  } finally {
    rmSync(dir, { recursive: true });
  }
});
