import type { ErrorCode } from '../errors.js';
import type { CompiledPolicy } from '../policy/compile/compiled-policy.js';
import { exceedsBytes } from '../json/json-text.js';

/** A line's record, or why it has none. */
export type ParsedLine = { readonly record: object } | { readonly fault: ErrorCode };

/**
 * Reads a line as one JSON object, as `JSON.parse` does: the last of duplicate keys wins. Bytes that are not
 * UTF-8 become U+FFFD. Never throws.
 */
export function parseLine(compiled: CompiledPolicy, line: string | Uint8Array): ParsedLine {
  const limit = compiled.limits.lineBytes;
  try {
    if (typeof line === 'string' ? exceedsBytes(line, limit) : line.length > limit) {
      return { fault: 'ERR_LOGSIEVE_LINE_TOO_LONG' };
    }
    const text = typeof line === 'string' ? line : DECODER.decode(line);
    const record: unknown = JSON.parse(text);
    if (typeof record === 'object' && record !== null && !Array.isArray(record)) return { record };
  } catch {
    // The message of a SyntaxError quotes the line: it must not get out.
  }
  return { fault: 'ERR_LOGSIEVE_NOT_JSON' };
}

/** One for all lines: making it takes longer than decoding one. */
const DECODER = new TextDecoder('utf-8', { ignoreBOM: true });
