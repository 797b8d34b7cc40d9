import type { Line } from './queue.js';

/** How grave a line is: the numbers of pino, for the names of pino and winston too. */
const RANKS: Readonly<Record<string, number>> = {
  ...{ silly: 10, trace: 10, debug: 20, verbose: 20, http: 20, info: 30, notice: 30 },
  ...{ warn: 40, warning: 40, error: 50, crit: 60, alert: 60, emerg: 60, fatal: 60 },
};

/** Whatever member named `level` stands first; a wrong one costs an early flush, or a late one. */
const LEVEL = /"level":(?:(\d{1,3})|"([a-z]{1,10})")/;
const SEARCHED = 512;

export function levelRank(level: unknown): number | undefined {
  return typeof level === 'string' && Object.hasOwn(RANKS, level) ? RANKS[level] : undefined;
}

/** The rank of a line of JSON; 0 where it does not say. */
export function rankOfLine(line: Line): number {
  const isFirst = isLevelFirst(line);
  const rank = isFirst ? numberAt(line, FIRST.length) : undefined;
  if (rank !== undefined) return rank;
  const length = isFirst ? FIRST.length + NAME_LENGTH : SEARCHED;
  const [, number, name] = LEVEL.exec(textOf(line, length)) ?? [];
  return number === undefined ? (levelRank(name) ?? 0) : Number(number);
}

/** Where loggers put it. */
const FIRST = '{"level":';
const NAME_LENGTH = 12;

function isLevelFirst(line: Line): boolean {
  if (typeof line === 'string') return line.startsWith(FIRST);
  for (let at = 0; at < FIRST.length; at++) if (line[at] !== FIRST.charCodeAt(at)) return false;
  return true;
}

function textOf(line: Line, length: number): string {
  return typeof line === 'string'
    ? line.slice(0, length)
    : line.toString('latin1', 0, Math.min(line.length, length));
}

/** As pino writes it: two digits. */
function numberAt(line: Line, at: number): number | undefined {
  const [tens, ones, behind] = [digitAt(line, at), digitAt(line, at + 1), digitAt(line, at + 2)];
  return tens === undefined || ones === undefined || behind !== undefined ? undefined : tens * 10 + ones;
}

function digitAt(line: Line, at: number): number | undefined {
  const digit = (typeof line === 'string' ? line.charCodeAt(at) : (line[at] ?? 0)) - 48;
  return digit >= 0 && digit <= 9 ? digit : undefined;
}
