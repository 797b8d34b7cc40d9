/** Terminals for tests. */
import { execFileSync } from 'node:child_process';

/** The `script` of util-linux, which Debian has in bsdutils; that of BSD is another one. */
export const HAS_SCRIPT = ((): boolean => {
  try {
    return execFileSync('script', ['--version'], { encoding: 'utf8' }).includes('util-linux');
  } catch {
    return false;
  }
})();
