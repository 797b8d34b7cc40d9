import { Buffer } from 'node:buffer';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CAPTURED, type Captured, unzipped } from '../search/sources.js';
import { linesOf, type Output, recordsOf } from './output.js';

/**
 * What is in files, and in all files of folders, at any depth; gzip is opened. Reads at once. Throws what `node:fs`
 * throws where a path cannot be read.
 */
export function captureFiles(...paths: readonly string[]): Output {
  return outputOf(readAll(paths));
}

/** A name and bytes for each file. */
export function readAll(paths: readonly string[]): NamedBytes[] {
  return paths.flatMap((path) => {
    if (!statSync(path).isDirectory()) return [{ name: path, content: unzipped(readFileSync(path)) }];
    return readAll(
      readdirSync(path)
        .sort()
        .map((name) => join(path, name)),
    );
  });
}

export interface NamedBytes {
  readonly name: string;
  readonly content: Uint8Array;
}

/** An output of several texts, which are decoded when asked for. */
export function outputOf(texts: readonly NamedBytes[]): Output {
  const decode = () => texts.map(({ content }) => decodeText(content)).join('');
  const output = {
    get text() {
      return decode();
    },
    get lines() {
      return linesOf(decode());
    },
    get records() {
      return recordsOf(decode());
    },
    [CAPTURED]: (): Captured => texts,
  };
  return output;
}

export function decodeText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}
