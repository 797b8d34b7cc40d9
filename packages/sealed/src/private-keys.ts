/** A writer that has a private key can read what it wrote, and so can whoever breaks into it. */
import { closeSync, constants, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { LogsieveError } from '@logsieve/core';

/** How private keys begin, those of age, of plugins and post-quantum ones too, and the root key. */
const PRIVATE = /AGE-(?:SECRET-KEY|PLUGIN)-|PRIVATE\+KEY\+/i;
/** A file with a key is small, or has it near its beginning. */
const SEARCHED_BYTES = 64 * 1024;
const MAX_DEPTH = 8;

/** Whether a text is, or holds, a private key: an identity of age, of a plugin too, or a root key. */
export function holdsPrivateKey(text: string): boolean {
  return PRIVATE.test(text);
}

/** Throws `LogsieveError`, which does not repeat it, where the options, or one of them at a path, are or hold a private key. */
export function refusePrivateKeys(options: unknown, at = 'options'): void {
  const path = findKey(options, at);
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
    // Files of others come and go: of several processes that start at once each makes some.
    if (!holdsPrivateKey(beginning(join(dir, entry.name)) ?? '')) continue;
    throw new LogsieveError('ERR_LOGSIEVE_SEALED_KEY', `a file in ${path} holds a private key`, {
      path,
      hint: 'take it away from the logs that it opens, and consider it known to whoever could read the folder',
    });
  }
}

/**
 * Level by level, each object once: policies and recognizers may lead round in circles. Bytes and numbers are not looked
 * into, and getters not called.
 */
function findKey(value: unknown, path: string): string | undefined {
  const seen = new Set<unknown>();
  let level: Found[] = [{ value, path }];
  for (let depth = 0; depth <= MAX_DEPTH && level.length > 0; depth++) {
    const next: Found[] = [];
    for (const found of level) {
      if (typeof found.value === 'string' && holdsPrivateKey(found.value)) return found.path;
      if (typeof found.value !== 'object' || found.value === null || seen.has(found.value)) continue;
      seen.add(found.value);
      for (const member of membersOf(found.value, found.path)) next.push(member);
    }
    level = next;
  }
  return undefined;
}

interface Found {
  readonly value: unknown;
  readonly path: string;
}

function membersOf(value: object, path: string): Found[] {
  if (ArrayBuffer.isView(value)) return [];
  return Object.entries(Object.getOwnPropertyDescriptors(value))
    .filter(([, { enumerable }]) => enumerable)
    .map(([name, member]) => ({
      value: member.value as unknown,
      path: Array.isArray(value) ? `${path}[${name}]` : `${path}.${name}`,
    }));
}

/** Undefined where the file is gone. */
function beginning(path: string): string | undefined {
  const fd = openIfThere(path);
  if (fd === undefined) return undefined;
  try {
    const bytes = Buffer.alloc(SEARCHED_BYTES);
    return bytes.toString('latin1', 0, readSync(fd, bytes));
  } finally {
    closeSync(fd);
  }
}

function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
