import { execFileSync } from 'node:child_process';

/** Whether the age command is there: what is compared with it is skipped where it is not. */
export const hasAge = isThere();

function isThere(): boolean {
  try {
    execFileSync('age', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
