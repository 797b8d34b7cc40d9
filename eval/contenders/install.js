import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));

/** Installs the packages beside this file where they are not there yet. False, and why, where that is not possible. */
export function installPackages() {
  const { dependencies } = JSON.parse(readFileSync(join(HERE, 'package.json'), 'utf8'));
  if (Object.entries(dependencies).every(([name, version]) => versionOf(name) === version))
    return { installed: true };
  try {
    execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: HERE,
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: 10 * 60_000,
    });
    return { installed: true };
  } catch (error) {
    return {
      installed: false,
      reason: String(error.stderr || error.message)
        .trim()
        .split('\n')[0],
    };
  }
}

/** The version that is installed; undefined where none is. */
export function versionOf(name) {
  const file = join(HERE, 'node_modules', name, 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : undefined;
}
