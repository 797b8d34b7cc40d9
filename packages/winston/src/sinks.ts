/**
 * The streams behind winston's own transports. They take whatever they are given, wait without bound and tell nobody
 * when they fail: without a listener that ends the process, with one of the transport's own it is silence.
 */
import { countDropped, countSinkFault } from './faults.js';
import { type Callback, type Info, LEVEL, type Target } from './host.js';
import type { State } from './state.js';

/** How much may wait in the memory of a stream, in bytes; in objects, where it takes them. */
const MOST_WAITING = { bytes: 32 * 1024 * 1024, objects: 10_000 };

/** What is to be known of a stream. */
interface Sink {
  readonly destroyed?: boolean;
  readonly errored?: unknown;
  readonly writableLength?: number;
  readonly writableObjectMode?: boolean;
  readonly on?: (event: string, listener: (error: unknown) => void) => unknown;
}

/** What winston's transports have of streams. */
interface Backed extends Target {
  readonly stderrLevels?: Readonly<Record<string, unknown>>;
  readonly consoleWarnLevels?: Readonly<Record<string, unknown>>;
  readonly _stream?: Sink;
  readonly _dest?: Sink;
}

const listened = new WeakSet<Sink>();
const waiting = new WeakMap<Target, Callback>();

/** False where the streams behind the transport take no record any more: it is dropped and counted. */
export function takesMore(target: Target, info: Info, owner: State): boolean {
  for (const sink of sinksOf(target, info)) {
    listen(sink, target, owner);
    const { writableLength = 0, writableObjectMode } = sink;
    if (isGone(sink, target)) {
      countDropped(owner.faults, 'the stream behind a transport of a logger is gone: records are dropped');
      return false;
    }
    if (writableLength > MOST_WAITING[writableObjectMode === true ? 'objects' : 'bytes']) {
      countDropped(owner.faults, 'a transport of a logger does not keep up: records are dropped');
      return false;
    }
  }
  return true;
}

/** Remembers whom a transport owes an answer, which one whose stream failed would never give. */
export function owes(target: Target, done: Callback): void {
  waiting.set(target, done);
}

function sinksOf(target: Backed, info: Info): Sink[] {
  const { stderrLevels, consoleWarnLevels, _stream, _dest } = target;
  if (stderrLevels !== undefined && consoleWarnLevels !== undefined) {
    const level = String(info[LEVEL]);
    return [stderrLevels[level] || consoleWarnLevels[level] ? process.stderr : process.stdout];
  }
  return [_stream, _dest].filter((sink) => typeof sink === 'object' && sink !== null);
}

/** A file's stream is closed while the next one is opened: only one that failed is gone. */
function isGone({ destroyed, errored }: Sink, { _dest }: Backed): boolean {
  const failed = errored !== undefined && errored !== null;
  return failed || (destroyed === true && _dest === undefined);
}

function listen(sink: Sink, target: Target, owner: State): void {
  if (listened.has(sink)) return;
  listened.add(sink);
  sink.on?.('error', (error) => {
    countSinkFault(owner.faults, error);
    waiting.get(target)?.();
  });
}
