/** Disks that are full: a small file system of its own where mounting is permitted, else the device that says so. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Disk {
  /** False where mounting is not permitted, so that nothing can be read back or made free. */
  readonly isMounted: boolean;
  /** A file on it that is not there yet. */
  readonly file: (name: string) => string;
  /** Uses up all but `left` bytes. */
  readonly fill: (left: number) => void;
  readonly free: () => void;
  /** The text of every log on it. */
  readonly texts: () => string[];
  readonly close: () => void;
}

const SIZE = 1024 * 1024;
const FILLER = 'filler';

export function openDisk(): Disk {
  const folder = mkdtempSync(join(tmpdir(), 'logsieve-disk-'));
  const isMounted = mount(folder);
  const filler = join(folder, FILLER);
  return {
    isMounted,
    file: (name) => (isMounted ? join(folder, name) : '/dev/full'),
    fill: (left) => {
      if (isMounted) writeFileSync(filler, Buffer.alloc(SIZE - left));
    },
    free: () => {
      rmSync(filler, { force: true });
    },
    texts: () =>
      readdirSync(folder).flatMap((name) =>
        name === FILLER ? [] : [readFileSync(join(folder, name), 'utf8')],
      ),
    close: () => {
      if (isMounted) execFileSync('umount', [folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function mount(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
