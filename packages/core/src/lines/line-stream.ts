/** Lines in chunks: cuts them at line feeds, keeps the unfinished last one, and has an engine redact them. */
import type { EngineName, LineEngine } from './line-engine.js';
import { createUnfinished } from './unfinished.js';

/** Redacts a stream of lines. */
export interface LineStream {
  /**
   * Bytes in, cut anywhere; the redacted lines that ended in them out, each with a line feed. Like `redactLine` for each
   * line, a blank one too; a carriage return before the line feed belongs to no line. Never throws, keeps no reference
   * to the chunk. The policy that is in force when it is called holds for all of them.
   */
  push(chunk: Uint8Array): Uint8Array;
  /**
   * The same without new memory for each chunk, which costs about as much as redacting it: the lines go to the beginning
   * of `target` where they fit into it, and that part of it comes back. `target` may be the memory of the chunk, whose rest
   * stays as it was.
   */
  pushInto(chunk: Uint8Array, target: Uint8Array): Uint8Array;
  /** The last line, where it had no line feed; empty where there is none. Further lines may follow. */
  end(): Uint8Array;
  /** What redacts under the policy in force. */
  engine(): EngineName;
}

/** Where the engine for the policy in force comes from. */
export type CurrentEngine = () => LineEngine;

const LINE_FEED = 10;
/** About as many bytes are handed over at once as stay in a processor's cache. */
const PIECE = 65_536;
const NOTHING = new Uint8Array(0);
const END = Uint8Array.of(LINE_FEED);

/** Makes a stream of lines. */
export function createLineStream(current: CurrentEngine): LineStream {
  const unfinished = createUnfinished();
  const add = (engine: LineEngine, chunk: Uint8Array): void => {
    const most = longest(engine);
    let from = 0;
    if (unfinished.length() > 0) {
      const feed = chunk.indexOf(LINE_FEED);
      unfinished.add(feed === -1 ? chunk : chunk.subarray(0, feed), most);
      if (feed === -1) return;
      engine.redact(unfinished.takeLine(most));
      from = feed + 1;
    }
    const last = chunk.lastIndexOf(LINE_FEED) + 1;
    if (last > from) redact(engine, part(chunk, from, last));
    if (last < chunk.length) unfinished.add(part(chunk, last, chunk.length), most);
  };
  return {
    push: (chunk) => {
      const engine = current();
      add(engine, chunk);
      return engine.take();
    },
    pushInto: (chunk, target) => {
      const engine = current();
      add(engine, chunk);
      return engine.take(target);
    },
    end: () => {
      if (unfinished.length() === 0) return NOTHING;
      const engine = current();
      engine.redact(unfinished.takeLine(longest(engine)));
      return engine.take();
    },
    engine: () => current().name,
  };
}

/** Of a line that is too long so much is kept that it still is, with or without a carriage return at its end. */
function longest({ lineBytes }: LineEngine): number {
  return lineBytes + 2;
}

/** A view of a part; making one takes as long as redacting a short line. */
function part(bytes: Uint8Array, from: number, to: number): Uint8Array {
  return from === 0 && to === bytes.length ? bytes : bytes.subarray(from, to);
}

/** Whole lines, in pieces that end with one. */
function redact(engine: LineEngine, lines: Uint8Array): void {
  let from = 0;
  while (lines.length - from > PIECE) {
    let end = lines.lastIndexOf(LINE_FEED, from + PIECE - 1) + 1;
    if (end <= from) end = lines.indexOf(LINE_FEED, from) + 1;
    redactPiece(engine, lines.subarray(from, end));
    from = end;
  }
  if (from < lines.length) redactPiece(engine, part(lines, from, lines.length));
}

/** A piece that is larger than others is one line. */
function redactPiece(engine: LineEngine, piece: Uint8Array): void {
  const most = longest(engine);
  if (piece.length <= Math.max(PIECE, most)) {
    engine.redact(piece);
    return;
  }
  const line = new Uint8Array(most + 1);
  line.set(piece.subarray(0, most));
  line.set(END, most);
  engine.redact(line);
}
