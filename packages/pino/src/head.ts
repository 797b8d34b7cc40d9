import { pino } from 'pino';
import type { Host, Symbols } from './host.js';

/** The fields that pino writes for a level: `{ level: 30 }`, or what `formatters.level` made of it. */
export interface LevelHead {
  readonly fields: Readonly<Record<string, unknown>>;
  /** True where that is the level's number alone. */
  readonly plain: boolean;
}

/** Level and time of a record. */
export interface Head {
  readonly fields: Readonly<Record<string, unknown>>;
  /** Name of the field that holds the time; undefined where the logger writes none. */
  readonly timeKey: string | undefined;
}

const byCache = new WeakMap<object, LevelHead[]>();

/** The level heads of all loggers with these texts of pino's, by level number; filled as levels are used. */
export function levelHeads(cache: object): LevelHead[] {
  let heads = byCache.get(cache);
  if (heads === undefined) byCache.set(cache, (heads = []));
  return heads;
}

/** Level and time, as the logger would write them. Never throws: a fault costs the field. */
export function headOf(host: Host, symbols: Symbols, heads: LevelHead[], level: number): Head {
  const head = (heads[level] ??= readLevel(host, symbols, level));
  const time = host[symbols.time] as () => string;
  if (head.plain && time === pino.stdTimeFunctions.epochTime) {
    return { fields: { level, time: Date.now() }, timeKey: 'time' };
  }
  const timeFields = readTime(time);
  return { fields: { ...head.fields, ...timeFields }, timeKey: Object.keys(timeFields)[0] };
}

function readLevel(host: Host, symbols: Symbols, level: number): LevelHead {
  const texts = host[symbols.lsCache] as Readonly<Record<number, string>>;
  const fields = parseFields(`${texts[level] ?? `{"level":${level}`}}`);
  return { fields, plain: Object.keys(fields).length === 1 && fields['level'] === level };
}

/** The logger's time is text to be put into the line: `,"time":1700000000000`. */
function readTime(time: () => string): Record<string, unknown> {
  try {
    return parseFields(`{${time().slice(1)}}`);
  } catch {
    return {};
  }
}

function parseFields(text: string): Record<string, unknown> {
  try {
    const fields: unknown = JSON.parse(text);
    return typeof fields === 'object' && fields !== null ? (fields as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
