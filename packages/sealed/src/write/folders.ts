import { lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { sep } from 'node:path';
import { LogsieveError } from '@logsieve/core';
import { systemCode } from '@logsieve/core/node';
import { listSegments } from '../format/segment-files.js';
import { refuseKeyFiles } from '../private-keys.js';
import { loadMark } from '../state/mark.js';
import { findLogEnd } from './log-end.js';

export interface Folders {
  readonly dir: string;
  readonly stateDir: string;
}

/**
 * Makes the two folders where they are not there. Throws `LogsieveError` where that fails, the state is within the log's,
 * or a file in them holds a private key.
 */
export function makeFolders({ dir, stateDir }: Folders): Folders {
  for (const path of [dir, stateDir]) {
    try {
      mkdirSync(path, { recursive: true, mode: 0o700 });
    } catch (error) {
      throw folderFault(
        `it cannot be made (${systemCode(error) ?? 'unknown'})`,
        'make it, for the process to write',
      );
    }
  }
  const real = { dir: realpathSync(dir), stateDir: realpathSync(stateDir) };
  if (`${real.stateDir}${sep}`.startsWith(`${real.dir}${sep}`)) {
    throw new LogsieveError('ERR_LOGSIEVE_OPTIONS', 'the signing state is in the folder of the log', {
      path: 'options.stateDir',
      hint: 'keep them apart: who copies or ships the logs must not get the key',
    });
  }
  refuseKeyFiles('options.dir', real.dir);
  refuseKeyFiles('options.stateDir', real.stateDir);
  return real;
}

/**
 * Throws `LogsieveError` where the folder holds the log of another writer, a segment that is no file, or none of a writer
 * that has written some: what came next would be signed as the continuation of what is not there.
 */
export function refuseOtherLog({ dir, stateDir }: Folders, writer: string): void {
  if (listSegments(dir).some(({ path }) => !lstatSync(path).isFile())) {
    throw folderFault('a segment of it is a link or no file', 'look who put it there');
  }
  const mark = loadMark(stateDir);
  if (mark !== undefined && listSegments(dir).length === 0) {
    throw folderFault(
      'it has no segment, and its writer has written some',
      'give the folder of its log; where that is lost, enroll a new writer, with folders of its own',
    );
  }
  const found = findLogEnd(dir, mark);
  if (found.writer !== undefined && found.writer !== writer) {
    throw folderFault(
      'it holds the log of another writer',
      'give each writer a dir and a stateDir of its own',
    );
  }
}

/** Does what needs the folders of a log. What the system throws becomes a `LogsieveError` with its code: no path, no more. */
export function withFolders<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = systemCode(error);
    throw code === undefined
      ? error
      : folderFault(`the system says ${code}`, 'look at its disk, that of stateDir, and their rights');
  }
}

export function folderFault(what: string, hint: string): LogsieveError {
  return new LogsieveError('ERR_LOGSIEVE_SEALED_DIR', `the folder of a sealed log cannot be used: ${what}`, {
    path: 'options.dir',
    hint,
  });
}
