/** What came out, as the capture functions give it. `expectNoLeak` and `findLeaks` take it as it is. */
export interface Output {
  /** All text; of several streams or files one behind the other. */
  readonly text: string;
  /** Its lines, empty ones left out. */
  readonly lines: readonly string[];
  /** What the lines that are JSON objects say. */
  readonly records: readonly Record<string, unknown>[];
}

export function linesOf(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line !== '');
}

export function recordsOf(text: string): Record<string, unknown>[] {
  return linesOf(text).map(parse).filter(isRecord);
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
