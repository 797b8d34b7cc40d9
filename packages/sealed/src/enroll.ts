import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { LogsieveError } from '@logsieve/core';
import { checkOptions, wrongOption } from '@logsieve/core/node';
import { START } from './format/chain.js';
import { signingKey } from './format/ed25519.js';
import { signNote } from './format/note.js';
import { formatStatement } from './format/statement.js';
import { keyOf, type KeySource } from './key-sources/private.js';
import { parseRootKey } from './keys.js';
import { hasState, saveState } from './state/state.js';

export interface EnrollOptions {
  /** Where the writer keeps its signing state: a folder of its own, on a disk that survives restarts. */
  readonly stateDir: string;
  /** The private root key, or where that is kept. It is used once, and is not kept here. */
  readonly rootKey: KeySource;
  /** Milliseconds for which one key signs, at least a second. Default: an hour. */
  readonly epochLength?: number | undefined;
}

/** A writer that the root key vouches for. */
export interface Enrolled {
  /** The name of its log, to be given to `verifySealed`. */
  readonly writer: string;
}

/**
 * Makes the signing state of a new writer: a key for epoch 0, which the root key signs. To be run once for each writer, by
 * who has the root key; a writer needs the state, and never the key. Throws `LogsieveError` where an option is wrong or
 * the folder has a state already, and what the system throws where it cannot be written.
 */
export function enrollWriter(options: EnrollOptions): Enrolled {
  checkOptions(options, ['stateDir', 'rootKey', 'epochLength']);
  const { stateDir, epochLength = 3_600_000 } = options;
  if (typeof stateDir !== 'string') throw wrongOption('options.stateDir', 'the path of a folder');
  if (!Number.isSafeInteger(epochLength) || epochLength < 1000) {
    throw wrongOption('options.epochLength', 'milliseconds, 1000 at least');
  }
  const root = parseRootKey(keyOf(options.rootKey, 'options.rootKey'));
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  if (hasState(stateDir)) {
    throw new LogsieveError(
      'ERR_LOGSIEVE_SEALED_STATE',
      'the folder has the signing state of a writer already',
      {
        path: 'options.stateDir',
        hint: 'give each writer a folder of its own',
      },
    );
  }
  const writer = randomBytes(16).toString('hex');
  const current = { number: 0, from: Date.now(), key: signingKey() };
  const next = { number: 0, publicBytes: current.key.publicBytes, from: current.from, missed: 0 };
  const { lines, chain } = START;
  const text = formatStatement({
    ...{
      kind: 'certificate',
      writer,
      lines,
      chain,
      segment: 0,
      bytes: 0,
      epoch: 0,
      time: current.from,
      next,
    },
  });
  const certificate = signNote(text, root.name, root.key);
  saveState(stateDir, { writer, certificate, epochLength, current });
  return { writer };
}
