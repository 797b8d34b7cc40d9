/** A writer that has a private key can read what it wrote, and so can whoever breaks into it. */
import { closeSync, constants, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { LogsieveError } from '@logsieve/core';

/** How private keys begin, those of age, of plugins and post-quantum ones too, and the root key. */
const PRIVATE = /AGE-(?:SECRET-KEY|PLUGIN)-|PRIVATE\+KEY\+/i;
/** A file with a key is small, or has it near its beginning. */
const SEARCHED_BYTES = 64 * 1024;
const MAX_DEPTH = 8;

/** Throws `LogsieveError`, which does not repeat it, where one of the options is or holds a private key. */
export function refusePrivateKeys(options: unknown): void {
  const path = findKey(options, 'options', 0);
  if (path === undefined) return;
  throw new LogsieveError('ERR_LOGSIEVE_SEALED_KEY', `${path} holds a private key`, {
    path,
    hint: 'a writer needs recipients, age1…, only: take the key away from this machine, and consider it known',
  });
}

/** The same for files in the folders of a writer. Segments are not looked into. */
export function refuseKeyFiles(path: string, dir: string): void {
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    if (!entry.isFile() || entry.name.endsWith('.sealed')) continue;
    if (!PRIVATE.test(beginning(join(dir, entry.name)))) continue;
    throw new LogsieveError('ERR_LOGSIEVE_SEALED_KEY', `a file in ${path} holds a private key`, {
      path,
      hint: 'take it away from the logs that it opens, and consider it known to whoever could read the folder',
    });
  }
}

function findKey(value: unknown, path: string, depth: number): string | undefined {
  if (typeof value === 'string') return PRIVATE.test(value) ? path : undefined;
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return undefined;
  for (const [name, member] of Object.entries(value)) {
    const found = findKey(member, Array.isArray(value) ? `${path}[${name}]` : `${path}.${name}`, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function beginning(path: string): string {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const bytes = Buffer.alloc(SEARCHED_BYTES);
    return bytes.toString('latin1', 0, readSync(fd, bytes));
  } finally {
    closeSync(fd);
  }
}
