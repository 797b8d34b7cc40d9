import { tellStderr } from '@logsieve/core/node';
import { createBacklog } from './backlog.js';
import { carry, standIn } from './carried.js';
import { countDropped, countSinkFault } from './faults.js';
import { type Callback, type Host, type Info, isObject, loggerPrototype, own, type Timer } from './host.js';
import { CALL, detached, infoFromLog, infoFromObject, infoOver } from './record.js';
import type { State } from './state.js';
import { isOverheard } from './targets.js';

/** Takes over every method by which a record enters the logger, and the one by which it gets on. */
export function ownMethods(host: Host, state: State): void {
  ownWrite(host, state);
  ownTransform(host, state);
  ownTimers(host, state);
  own(host, 'log', function (this: Host | undefined, ...args: unknown[]) {
    return logged(this ?? host, args);
  });
  for (const level of levelMethods(host)) {
    own(host, level, function (this: Host | undefined, ...args: unknown[]) {
      return logged(this ?? host, args.length === 0 ? [level, ''] : [level, ...args]);
    });
  }
  own(host, 'child', function (this: Host | undefined, meta: unknown) {
    return childOf(this ?? host, meta);
  });
}

/** The names of the level methods; winston puts them between the logger and its class. */
export function levelMethods(host: Host): string[] {
  const names: string[] = [];
  const end = loggerPrototype(host);
  for (let at = Object.getPrototypeOf(host) as object | null; at !== null && at !== end;) {
    names.push(...Object.keys(at).filter((name) => !/^is.*Enabled$/.test(name)));
    at = Object.getPrototypeOf(at) as object | null;
  }
  return names.filter((name) => typeof host[name] === 'function');
}

function logged(logger: Host, args: readonly unknown[]): Host {
  logger.write(infoFromLog(args, logger.defaultMeta));
  return logger;
}

function ownWrite(host: Host, state: State): void {
  const { write } = host;
  const backlog = createBacklog();
  own(host, 'write', (chunk: unknown, ...rest: unknown[]) => {
    if (backlog.isTooMuch(host.writableLength)) {
      countDropped(state.faults, 'the transports of a logger do not keep up: records are dropped');
      return false;
    }
    try {
      return write.call(host, prepared(chunk), ...rest);
    } catch (error) {
      // A listener of the application threw; the record may have reached some of its sinks.
      countSinkFault(state.faults, error);
      return true;
    }
  });
}

function childOf(parent: Host, meta: unknown): Host {
  const child = Object.create(parent) as Host;
  own(child, 'write', (chunk: unknown, ...rest: unknown[]) =>
    parent.write(infoOver(meta, prepared(chunk)), ...rest),
  );
  return child;
}

/** The info as the methods of the logger make it, also where the caller came straight to `write`. */
function prepared(chunk: unknown): Info {
  return isPrepared(chunk) ? chunk : infoFromObject(chunk);
}

function isPrepared(chunk: unknown): chunk is Info {
  try {
    return isObject(chunk) && Object.hasOwn(chunk, CALL);
  } catch {
    return false;
  }
}

/** winston's own step prints records to stderr where the logger has no transport or not the level. */
function ownTransform(host: Host, state: State): void {
  const warned = new Set<string>();
  const warn = (text: string) => {
    if (warned.has(text)) return;
    // First: stderr may lead back to this logger.
    warned.add(text);
    tellStderr(text);
  };
  own(host, '_transform', (info: Info, _encoding: unknown, callback: Callback) => {
    try {
      if (host.silent) return;
      if (host.transports.length === 0 && host.listenerCount('data') === 0) {
        warn('the logger has no transports: its records wait in memory');
      }
      const { dropped } = state.faults;
      const carried = carry(state, prepared(info), host.format, host.levels);
      if (state.faults.dropped > dropped)
        warn('a record of a level that the logger does not know was dropped');
      if (carried?.hadText === true && isTextMissed(host, state)) warn(TEXT_MISSED);
      const passed = carried === undefined ? undefined : standIn(carried, isOverheard(host));
      if (passed !== undefined) host.push(passed);
    } catch (error) {
      countSinkFault(state.faults, error);
    } finally {
      // As in winston: what follows need not wait for the next tick.
      host._writableState.sync = false;
      callback();
    }
  });
}

const TEXT_MISSED =
  "the text that the logger's format makes is not used, and records come out as JSON: pass that format as the option render";

/** A transport with a format of its own makes its text anew, with logsieve and without. */
function isTextMissed({ transports }: Host, { hasRender }: State): boolean {
  return !hasRender && transports.some(({ format }) => !format);
}

/** winston writes level and duration onto the object that is passed. */
function ownTimers(host: Host, state: State): void {
  const { startTimer, profile } = host;
  const safely = (fallback: unknown, log: () => unknown) => {
    try {
      return log();
    } catch {
      state.faults.dropped++;
      return fallback;
    }
  };
  own(host, 'startTimer', function (this: Host | undefined): Timer {
    const timer = startTimer.call(this ?? host);
    const done = timer.done.bind(timer);
    own(timer, 'done', (...args: unknown[]) => safely(true, () => done(...args.map(detached))));
    return timer;
  });
  own(host, 'profile', function (this: Host | undefined, id: unknown, ...args: unknown[]) {
    const logger = this ?? host;
    return safely(logger, () => profile.call(logger, id, ...args.map(detached)));
  });
}
