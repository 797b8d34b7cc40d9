import type { Head } from './head.js';
import { type Host, METADATA, type Sink } from './host.js';
import type { State } from './state.js';

/**
 * Tells a destination with `Symbol.for('pino.metadata')` what pino tells it beside the line: here all of it is
 * read from the redacted line. `lastObj` holds the redacted fields but level, time and message; bindings included.
 */
export function tellSink(
  sink: Sink,
  state: State,
  host: Host,
  line: string,
  level: number,
  head: Head,
): void {
  sink.lastLevel = level;
  sink.lastLogger = host;
  if (!wantsRecord(sink)) {
    sink.lastObj = {};
    sink.lastMsg = undefined;
    sink.lastTime = '';
    return;
  }
  const { symbols } = state.shared;
  const messageKey = host[symbols.messageKey] as string;
  const nestedKey = host[symbols.nestedKey] as string | null;
  const fields = JSON.parse(line) as Record<string, unknown>;
  const time = head.timeKey === undefined ? undefined : fields[head.timeKey];
  sink.lastTime = time === undefined ? '' : JSON.stringify(time);
  sink.lastMsg = fields[messageKey];
  sink.lastObj = nestedKey
    ? (fields[nestedKey] ?? {})
    : without(fields, [...Object.keys(head.fields), messageKey]);
}

/** Multistream asks for the record always, and hands it on only to streams that ask themselves. */
function wantsRecord(sink: Sink): boolean {
  const { streams } = sink as { streams?: unknown };
  if (!Array.isArray(streams)) return true;
  return streams.some((entry: { stream?: { [METADATA]?: unknown } }) => entry.stream?.[METADATA] === true);
}

function without(fields: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !keys.includes(key)));
}
