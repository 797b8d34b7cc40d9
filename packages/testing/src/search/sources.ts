import { Buffer } from 'node:buffer';
import { gunzipSync, constants } from 'node:zlib';
import { printObject } from './print-object.js';

/** One text of an output. */
export interface Source {
  /** What it is called in a place, as `stdout`; empty where there is but one. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Nothing was put out: no text but line ends; of an object, no value. */
  readonly isEmpty: boolean;
  /** Says where a byte is, without names that are to be hidden. Asked in ascending order. */
  readonly placeOf: (offset: number, isHidden: (name: string) => boolean) => string;
}

/** Under this symbol, captured outputs give what they captured: texts, bytes and objects by name. */
export const CAPTURED: unique symbol = Symbol('logsieve.captured');
export type Captured = readonly { readonly name: string; readonly content: unknown }[];

/**
 * The texts of whatever is taken for an output: text, bytes, a captured output, or any object. Throws `TypeError` for
 * anything else, and for a promise: there is nothing in it, so that it would pass.
 */
export function sourcesOf(output: unknown): Source[] {
  if (output instanceof Promise) throw new TypeError('the output is a promise: await it');
  if (isCaptured(output)) {
    return output[CAPTURED]().flatMap(({ name, content }) =>
      sourcesOf(content).map((source) => ({ ...source, name: joined(name, source.name) })),
    );
  }
  if (typeof output === 'string') return [textSource(Buffer.from(output))];
  const bytes = bytesOf(output);
  if (bytes !== undefined) return [textSource(unzipped(bytes))];
  if (typeof output === 'object' && output !== null) return [printObject(output)];
  const what = output === null ? 'null' : typeof output;
  throw new TypeError(`there is no output to search: text, bytes or an object was expected, not ${what}`);
}

export function isCaptured(value: unknown): value is { readonly [CAPTURED]: () => Captured } {
  return typeof value === 'object' && value !== null && CAPTURED in value;
}

/** The bytes of a buffer, or of a view of one; undefined for anything else. */
export function bytesOf(value: unknown): Uint8Array | undefined {
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  const isBuffer = value instanceof ArrayBuffer || value instanceof SharedArrayBuffer;
  return isBuffer ? new Uint8Array(value) : undefined;
}

/** True for text of nothing but the ends of lines. */
export function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x0a || byte === 0x0d);
}

/** What a gzip file holds, also one that is still being written; other bytes as they are. */
export function unzipped(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return bytes;
  }
}

function textSource(bytes: Uint8Array): Source {
  let line = 1;
  let lineStart = 0;
  return {
    name: '',
    bytes,
    isEmpty: isBlank(bytes),
    placeOf: (offset) => {
      for (;;) {
        const end = bytes.indexOf(0x0a, lineStart);
        if (end === -1 || end >= offset) break;
        line++;
        lineStart = end + 1;
      }
      return `line ${line}, byte ${offset - lineStart + 1}`;
    },
  };
}

function joined(first: string, second: string): string {
  return [first, second].filter((name) => name !== '').join(' ');
}
