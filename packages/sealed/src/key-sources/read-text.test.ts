import { mkdtempSync, renameSync, rmSync, type Stats, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ANY, readText } from './read-text.js';

const system = vi.hoisted(() => ({
  /** What others do once the name was looked at. */
  afterLook: undefined as (() => void) | undefined,
  /** What the system says of the length, as it does of its own files. */
  size: undefined as number | undefined,
}));
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  return {
    ...fs,
    lstatSync: (path: string): Stats => {
      const found = fs.lstatSync(path);
      system.afterLook?.();
      return found;
    },
    fstatSync: (fd: number): Stats => {
      const found = fs.fstatSync(fd);
      return system.size === undefined ? found : Object.assign(found, { size: system.size });
    },
  };
});

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'read-text-'));
  file = join(folder, 'key');
});
afterEach(() => {
  Object.assign(system, { afterLook: undefined, size: undefined });
  rmSync(folder, { recursive: true, force: true });
});

describe('the text of a file of keys', () => {
  it('is not that of another one, to which somebody puts a link there meanwhile', () => {
    const other = join(folder, 'other');
    for (const path of [file, other]) writeFileSync(path, `${path}\n`, { mode: 0o600 });
    expect(readText({ file }, 'here', ANY)).toBe(`${file}\n`);
    system.afterLook = () => {
      const link = join(folder, 'link');
      symlinkSync(other, link);
      renameSync(link, file);
    };
    expect(() => readText({ file }, 'here', ANY)).toThrow(/^here\.file gives no key/);
  });

  it('is as short as that of keys, whatever the system says of its length', () => {
    system.size = 0;
    writeFileSync(file, 'a key\n'.repeat(1000), { mode: 0o600 });
    expect(readText({ file }, 'here', ANY)).toBe('a key\n'.repeat(1000));
    writeFileSync(file, '#'.repeat(70_000));
    expect(() => readText({ file }, 'here', ANY)).toThrow('it is no file of keys');
  });
});
