import { Buffer } from 'node:buffer';
import { Writable } from 'node:stream';
import { CAPTURED, type Captured } from '../search/sources.js';
import { linesOf, type Output, recordsOf } from './output.js';

/** A sink that keeps what it gets: pino's destination, winston's transport, any stream's end. */
export interface Capture extends Writable, Output {
  /** Forgets what it has got so far. */
  clear(): void;
  /** winston calls this. */
  log(info: unknown, next: () => void): void;
}

/**
 * A sink for tests. Give it to pino as the destination, to winston as a transport, or pipe any stream into it; it has
 * what was written at once. Of winston it takes what a transport of the logger's level takes, and keeps the whole info,
 * with all that a transport could read: leaks are looked for in that as well, not only in the text.
 *
 * @example
 * const sink = capture();
 * const log = logsieve(pino(sink), { policy });
 * log.info({ status: 200 }, 'done');
 * sink.records[0]?.status; // 200
 */
export function capture(): Capture {
  return new CaptureStream();
}

const LEVEL = Symbol.for('level');
const MESSAGE = Symbol.for('message');
type Info = Readonly<Record<string | symbol, unknown>>;

/** What winston tells a transport that is piped into: itself. */
interface Parent {
  readonly level?: string;
  readonly levels?: Readonly<Record<string, number>>;
}

class CaptureStream extends Writable implements Capture {
  /** winston and logsieve ask a transport for its levels. */
  levels: Readonly<Record<string, number>> | undefined;
  #parent: Parent | undefined;
  #chunks: Buffer[] = [];
  #infos: Info[] = [];

  constructor() {
    super({ objectMode: true });
    this.once('pipe', (parent: Parent) => {
      this.#parent = parent;
      this.levels = parent.levels;
    });
  }

  override _write(chunk: unknown, _encoding: unknown, done: () => void): void {
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) {
      this.#chunks.push(Buffer.from(chunk as string));
      done();
    } else if (this.#isLogged(chunk as Info)) this.log(chunk, done);
    else done();
  }

  /** An info of winston. Its exception handlers call this directly. */
  log(info: unknown, next: () => void): void {
    const line = (info as Info)[MESSAGE];
    this.#infos.push(info as Info);
    if (typeof line === 'string') this.#chunks.push(Buffer.from(`${line}\n`));
    this.emit('logged', info);
    next();
  }

  #isLogged(info: Info): boolean {
    const { level, levels = {} } = this.#parent ?? {};
    const [most, own] = [levels[level ?? ''], levels[String(info[LEVEL])]];
    return most === undefined || own === undefined || most >= own;
  }

  clear(): void {
    this.#chunks = [];
    this.#infos = [];
  }

  get text(): string {
    return Buffer.concat(this.#chunks).toString('utf8');
  }

  get lines(): readonly string[] {
    return linesOf(this.text);
  }

  get records(): readonly Record<string, unknown>[] {
    return recordsOf(this.text);
  }

  [CAPTURED](): Captured {
    const infos = this.#infos.length === 0 ? [] : [{ name: 'info', content: this.#infos }];
    return [{ name: '', content: Buffer.concat(this.#chunks) }, ...infos];
  }
}
