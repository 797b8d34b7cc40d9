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
export function rankOfLine(line: Buffer): number {
  const length = line.subarray(0, FIRST.length).equals(FIRST) ? FIRST.length + NAME_LENGTH : SEARCHED;
  const [, number, name] = LEVEL.exec(line.toString('latin1', 0, Math.min(line.length, length))) ?? [];
  return number === undefined ? (levelRank(name) ?? 0) : Number(number);
}

/** Where loggers put it. */
const FIRST = Buffer.from('{"level":');
const NAME_LENGTH = 12;
