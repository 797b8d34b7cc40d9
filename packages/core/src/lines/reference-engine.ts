import { type LineEngine, putInto, type RedactLine } from './line-engine.js';

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** The engine that parses each line, as `redactLine` does. It runs everywhere and under every policy. */
export function createReferenceEngine(lineBytes: number, redactLine: RedactLine): LineEngine {
  const encoder = new TextEncoder();
  let text = '';
  return {
    name: 'js',
    lineBytes,
    redact: (lines) => {
      for (let from = 0; from < lines.length;) {
        const end = lines.indexOf(LINE_FEED, from);
        text += `${redactLine(withoutReturn(lines, from, end))}\n`;
        from = end + 1;
      }
    },
    take: (target) => {
      const bytes = encoder.encode(text);
      text = '';
      return target === undefined ? bytes : putInto(bytes, target);
    },
  };
}

/** The line between the two places, without the carriage return that belongs to its line feed. */
export function withoutReturn(bytes: Uint8Array, from: number, end: number): Uint8Array {
  return bytes.subarray(from, end > from && bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end);
}
