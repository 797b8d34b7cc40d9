/** Private keys: as they are, from where they are kept, or from a function that asks for them. */
import { types } from 'node:util';
import { LogsieveError } from '@logsieve/core';
import { systemCode, wrongOption } from '@logsieve/core/node';
import { ANY, isKeptElsewhere, type KeptElsewhere, noKey, readText } from './read-text.js';

/** What a function may give: a key, several, or the text of a file with them. */
export type Given = string | Uint8Array | readonly string[];

/**
 * A private key: the key itself, `{ env }` for a variable of the environment, `{ file }` for a file that its owner alone can
 * read, or a function that gives it. Text is as in the files of age: a key a line, empty lines and those with `#` left out.
 */
export type KeySource = string | KeptElsewhere | (() => Given);

/** The same where the call can wait: the function may give a promise, as that of a key management service does. */
export type AsyncKeySource = KeySource | (() => Promise<Given>);

/** The keys of one source or several, in order. Throws `LogsieveError`, which holds none, where there is nothing to be had. */
export function keysOf(sources: unknown, path: string): string[] {
  return partsOf(sources, path).flatMap(({ part, at }) => {
    if (!types.isPromise(part)) return part;
    throw noKey(at, 'a promise cannot be waited for here', 'await the key first');
  });
}

/** The same, waiting for functions. Rejects as `keysOf` throws. */
export async function awaitKeys(sources: unknown, path: string): Promise<string[]> {
  const parts = await Promise.all(partsOf(sources, path).map(async ({ part }) => await part));
  return parts.flat();
}

/** The one key that a source gives. Throws as `keysOf` does, and where there are several. */
export function keyOf(source: unknown, path: string): string {
  return onlyOne(keysOf(source, path), path);
}

/** The same, waiting for a function. */
export async function awaitKey(source: unknown, path: string): Promise<string> {
  return onlyOne(await awaitKeys(source, path), path);
}

/** Throws `LogsieveError` where there are several. */
export function onlyOne(keys: readonly string[], path: string): string {
  if (keys.length === 1 && keys[0] !== undefined) return keys[0];
  throw noKey(path, 'there are several', 'give one');
}

interface Part {
  readonly part: string[] | Promise<string[]>;
  readonly at: string;
}

function partsOf(sources: unknown, path: string): Part[] {
  const list: readonly unknown[] = Array.isArray(sources) ? sources : [sources];
  return list.map((source, index) => {
    const at = Array.isArray(sources) ? `${path}[${index}]` : path;
    return { part: partOf(source, at), at };
  });
}

function partOf(source: unknown, path: string): string[] | Promise<string[]> {
  if (typeof source === 'string') return [source];
  if (typeof source === 'function') return asked(source as () => unknown, path);
  if (isKeptElsewhere(source)) return linesOf(readText(source, path, ANY), path);
  throw wrongOption(path, 'a key, { env: … }, { file: … }, or a function that gives it');
}

function asked(ask: () => unknown, path: string): string[] | Promise<string[]> {
  try {
    const given = ask();
    if (!isThenable(given)) return givenKeys(given, path);
    const keys = Promise.resolve(given).then(
      (found) => givenKeys(found, path),
      (error: unknown) => {
        throw failed(error, path);
      },
    );
    // Nobody waits for it where another source gives nothing, or is waited for first.
    keys.catch(() => undefined);
    return keys;
  } catch (error) {
    throw failed(error, path);
  }
}

/** Promises, and what stands for them in clients of services. */
function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function'
  );
}

function givenKeys(given: unknown, path: string): string[] {
  if (typeof given === 'string') return linesOf(given, path);
  if (types.isUint8Array(given)) return linesOf(Buffer.from(given).toString(), path);
  if (Array.isArray(given) && given.length > 0 && given.every((key) => typeof key === 'string')) return given;
  throw noKey(path, 'the function gave something else', 'have it give a text, or a list of texts');
}

/** What a function throws may hold the key, or what it was got with. */
function failed(error: unknown, path: string): unknown {
  if (isOurs(error)) return error;
  const code = systemCode(error);
  const what = `the function failed${code === undefined ? '' : ` (${code})`}`;
  return noKey(path, what, 'call it alone to see why');
}

/** What it is may be asked for by a function of its own, which throws again. */
function isOurs(error: unknown): boolean {
  try {
    return error instanceof LogsieveError;
  } catch {
    return false;
  }
}

/** As in the files of age: comments and empty lines are left out. */
export function linesOf(text: string, path: string): string[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const keys = lines.filter((line) => line !== '' && !line.startsWith('#'));
  if (keys.length > 0) return keys;
  throw noKey(path, 'it is empty', 'have a key in it, as age-keygen writes it');
}
