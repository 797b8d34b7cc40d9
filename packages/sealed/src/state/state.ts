import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LogsieveError } from '@logsieve/core';
import { systemCode } from '@logsieve/core/node';
import { fromBase64, toBase64 } from '../format/base64.js';
import { KEY_BYTES, type SigningKey, signingKey } from '../format/ed25519.js';
import { replaceFile } from './durable.js';

/** An epoch whose private key is at hand. */
export interface Epoch {
  readonly number: number;
  /** When it began, in milliseconds since 1970. */
  readonly from: number;
  readonly key: SigningKey;
}

/** What a writer signs with. Keys of epochs that are over are not in it. */
export interface SigningState {
  /** The name of the log that this writer makes: 32 hexadecimal digits. */
  readonly writer: string;
  /** The note in which the root key signs the key of epoch 0. */
  readonly certificate: string;
  /** Milliseconds. */
  readonly epochLength: number;
  readonly current: Epoch;
  /** While one epoch gives way to the next: until the line that says so is on disk. */
  readonly next?: Epoch | undefined;
}

const NAME = 'signing-state.json';

/**
 * The state in a folder. Throws `LogsieveError` where there is none, it is not whole, or others than its owner can
 * read it.
 */
export function loadState(stateDir: string): SigningState {
  const path = join(stateDir, NAME);
  const text = readPrivate(path);
  const state = parseState(text);
  if (state === undefined)
    throw stateFault('the signing state is not whole', 'restore it, or enroll a new writer');
  return state;
}

/** Puts the state in place of the one before, which is gone when this returns. Throws what the system throws. */
export function saveState(stateDir: string, state: SigningState): void {
  const { writer, certificate, epochLength, current, next } = state;
  const document = { version: 1, writer, certificate, epochLength, current: written(current) };
  const text = JSON.stringify(next === undefined ? document : { ...document, next: written(next) });
  replaceFile(join(stateDir, NAME), `${text}\n`, true);
}

/** Whether the folder has a state. */
export function hasState(stateDir: string): boolean {
  return lstatSync(join(stateDir, NAME), { throwIfNoEntry: false }) !== undefined;
}

function written({ number, from, key }: Epoch): object {
  return { number, from, seed: toBase64(key.seed) };
}

function readPrivate(path: string): string {
  try {
    const { mode } = lstatSync(path);
    if ((mode & 0o077) !== 0)
      throw stateFault('others can read the signing state', 'chmod 600 it, and its folder 700');
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof LogsieveError) throw error;
    const why = systemCode(error) ?? 'unreadable';
    throw stateFault(
      `there is no signing state to read (${why})`,
      'make one with enrollWriter({ stateDir, rootKey })',
    );
  }
}

function parseState(text: string): SigningState | undefined {
  try {
    const document = JSON.parse(text) as Readonly<Record<string, unknown>>;
    const { version, writer, certificate, epochLength, current, next } = document;
    const first = parseEpoch(current);
    const second = next === undefined ? undefined : parseEpoch(next);
    const isWhole = version === 1 && typeof writer === 'string' && typeof certificate === 'string';
    if (!isWhole || typeof epochLength !== 'number' || first === undefined) return undefined;
    return { writer, certificate, epochLength, current: first, next: second };
  } catch {
    return undefined;
  }
}

function parseEpoch(value: unknown): Epoch | undefined {
  const { number, from, seed } = value as Readonly<Record<string, unknown>>;
  const bytes = typeof seed === 'string' ? fromBase64(seed, KEY_BYTES) : undefined;
  if (typeof number !== 'number' || typeof from !== 'number' || bytes === undefined) return undefined;
  return { number, from, key: signingKey(bytes) };
}

function stateFault(message: string, hint: string): LogsieveError {
  return new LogsieveError('ERR_LOGSIEVE_SEALED_STATE', message, { path: 'options.stateDir', hint });
}
