/** Engines by name: compiled to WebAssembly, or the reference, in JavaScript. */
export type EngineName = 'wasm' | 'js';

/** What redacts whole lines. There are several that do it, and all give the same bytes. */
export interface LineEngine {
  /** Which one it is. */
  readonly name: EngineName;
  /** Longest line that is read. */
  readonly lineBytes: number;
  /** Takes lines, each with its line feed. At most so many bytes as a line may have, or 64 KB. Never throws. */
  redact(lines: Uint8Array): void;
  /**
   * Gives all redacted lines since the last time, each with a line feed: at the beginning of `target` where they fit into
   * it, else in memory of their own.
   */
  take(target?: Uint8Array): Uint8Array;
}

/** The one that is always right: redacts a line without its end. */
export type RedactLine = (line: Uint8Array) => string;

/** Bytes, in the memory where they shall be if they fit. */
export function putInto(bytes: Uint8Array, target: Uint8Array | undefined): Uint8Array {
  if (target === undefined || bytes.length > target.length) return bytes.slice();
  target.set(bytes);
  return target.subarray(0, bytes.length);
}
