/** Every way in which a line is redacted. All have to give the same bytes; a further engine is one more entry. */
import type { EngineName, LineStream, Redactor } from '@logsieve/core';

export interface LineEngine {
  readonly name: string;
  readonly redactLine: (redactor: Redactor, line: string | Uint8Array) => string;
}

export const lineEngines: readonly LineEngine[] = [
  { name: 'redactLine', redactLine: (redactor, line) => redactor.redactLine(line) },
  streamed('wasm'),
  streamed('js'),
];

/** A stream of lines with this engine, given one line after the other. */
function streamed(engine: EngineName): LineEngine {
  const streams = new WeakMap<Redactor, LineStream>();
  return {
    name: `lines, ${engine}`,
    redactLine: (redactor, line) => {
      const stream = streams.get(redactor) ?? redactor.lines({ engine });
      streams.set(redactor, stream);
      const bytes = typeof line === 'string' ? Buffer.from(line) : line;
      // It would be two lines; and half a character is none in UTF-8.
      if (bytes.includes(LINE_FEED) || (typeof line === 'string' && HALF.test(line)))
        return redactor.redactLine(line);
      return oneLine(Buffer.concat([stream.push(bytes), stream.push(Uint8Array.of(LINE_FEED))]));
    },
  };
}

const LINE_FEED = 10;
const HALF = /\p{Surrogate}/u;

function oneLine(bytes: Buffer): string {
  if (bytes.at(-1) !== LINE_FEED || bytes.indexOf(LINE_FEED) !== bytes.length - 1) return 'not one line';
  // What is no UTF-8 would be read as if it were.
  const text = bytes.subarray(0, -1).toString();
  return Buffer.from(text).equals(bytes.subarray(0, -1)) ? text : 'no UTF-8';
}
