import { type Carried, carriedBy, freshInfo, textInfo } from './carried.js';
import { countSinkFault } from './faults.js';
import { type Callback, type Host, type Info, own, type Target } from './host.js';
import { owes, takesMore } from './sinks.js';
import type { State } from './state.js';
import { takesTextOnly } from './text-only.js';

const guarded = new WeakSet<Target>();

/**
 * Stands before a transport, or the stream that winston puts before one: each record reaches it as an info of its
 * own, redacted for its profile, and what it throws stays here. Stays when the transport is removed or shared:
 * whatever it gets from elsewhere is redacted for `owner`.
 */
export function guard(target: Target, owner: State): void {
  if (guarded.has(target) || typeof target._write !== 'function') return;
  guarded.add(target);
  const { _write, _writev } = target;
  own(target, '_write', (chunk: unknown, encoding: unknown, callback: Callback) => {
    const done = once(callback);
    attempt(owner, done, () => {
      const info = received(target, chunk, owner);
      owes(target, done);
      if (info === undefined || !takesMore(target, info, owner)) done();
      else _write.call(target, info, encoding, done);
    });
  });
  if (typeof _writev !== 'function') return;
  const writeAll = _writev.bind(target);
  own(target, '_writev', (chunks: Parameters<typeof writeAll>[0], callback: Callback) => {
    const done = once(callback);
    const fresh = chunks.flatMap((entry) => {
      const chunk = received(target, entry.chunk, owner);
      return chunk === undefined || !takesMore(target, chunk, owner) ? [] : [{ ...entry, chunk }];
    });
    if (target.logv !== undefined && fresh.length > 0) {
      attempt(owner, done, () => writeAll(fresh, done));
      return;
    }
    // One at a time, so that one that fails does not take the others along.
    for (const entry of fresh) {
      attempt(owner, ignore, () => writeAll([entry], ignore));
    }
    done();
  });
}

/** True where someone may hear of the logger's infos beside guarded targets. */
export function isOverheard(host: Host): boolean {
  const { pipes } = host._readableState;
  // One, several or none, as the version of the stream has it.
  const targets = Array.isArray(pipes) ? (pipes as Target[]) : [pipes as Target];
  return (
    host.listenerCount('data') !== targets.length ||
    host.listenerCount('readable') > 0 ||
    !targets.every((target) => guarded.has(target))
  );
}

function received(target: Target, chunk: unknown, owner: State): Info | undefined {
  const carried = carriedBy(chunk, owner, target.levels);
  if (carried === undefined) return undefined;
  const transport = target.transport ?? target;
  const redactor = redactorOf(transport, carried);
  if (carried.state.render === undefined && takesTextOnly(transport)) return textInfo(carried, redactor);
  const shown = Boolean(transport.format);
  if (carried.taken || shown || redactor !== carried.state.base) return freshInfo(carried, redactor, shown);
  carried.taken = true;
  return chunk as Info;
}

function redactorOf({ name }: Target, { state }: Carried) {
  return (typeof name === 'string' ? state.byTransport.get(name) : undefined) ?? state.base;
}

/** A transport that throws without having called back would get nothing any more. */
function attempt(owner: State, done: Callback, write: () => unknown): void {
  try {
    write();
  } catch (error) {
    countSinkFault(owner.faults, error);
    done();
  }
}

function once(callback: Callback): Callback {
  let called = false;
  return (error) => {
    if (called) return;
    called = true;
    callback(error);
  };
}

const ignore = () => undefined;
