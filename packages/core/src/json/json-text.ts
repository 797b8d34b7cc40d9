/**
 * What JSON leaves open and a log line cannot: DEL and C1 controls (a terminal obeys them), line and paragraph
 * separators (some readers break lines there), bidirectional controls (they reorder what a reader sees) and the
 * byte order mark. With quotes, backslashes, C0 controls and surrogates: all that is not copied as it is.
 */
const NOT_PLAIN = /["\\\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]/;
const HAS_NOT_CANONICAL = /[\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/;
const NOT_CANONICAL = new RegExp(HAS_NOT_CANONICAL, 'g');

/**
 * A string as JSON text in the one canonical form: `JSON.stringify`, and beyond it every control, separator and
 * byte order mark as `\uXXXX`. Lone surrogates come out escaped too.
 */
export function quote(text: string): string {
  return `"${escapeText(text)}"`;
}

/** What `quote` gives, without the quotes: the very string where nothing of it has to be escaped. */
export function escapeText(text: string): string {
  if (text.length <= SHORT ? isPlain(text) : !NOT_PLAIN.test(text)) return text;
  return jsonText(text).slice(1, -1);
}

/** As `escapeText`, for printable ASCII. */
export function escapeQuotes(text: string): string {
  if (text.length > SHORT_TO_ESCAPE) return JSON.stringify(text).slice(1, -1);
  let escaped = '';
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code !== QUOTE && code !== BACKSLASH) continue;
    escaped += `${text.slice(from, at)}\\`;
    from = at;
  }
  return escaped + text.slice(from);
}

const QUOTE = 34;
const BACKSLASH = 92;
/** Longest text escaped by hand, which is faster for an ETag; not for what has many quotes. */
const SHORT_TO_ESCAPE = 48;

/** Longest text looked at character by character; from there on one search is faster. */
const SHORT = 8;

/** True for ASCII of which nothing has to be escaped. */
function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 32 || code > 126 || code === 34 || code === 92) return false;
  }
  return true;
}

/** A JSON value as text in canonical form. For plain data only. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value);
  // Replacing is slow even where there is nothing to replace.
  return HAS_NOT_CANONICAL.test(text) ? text.replace(NOT_CANONICAL, escapeUnit) : text;
}

/** True where the text takes more than `limit` bytes in UTF-8. */
export function exceedsBytes(text: string, limit: number): boolean {
  if (text.length > limit) return true;
  // One UTF-16 unit takes at most three bytes.
  return text.length * 3 > limit && new TextEncoder().encode(text).length > limit;
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** The same string, to be kept: one that is part of a larger one would keep all of that in memory. */
export function copyOf(text: string): string {
  return ` ${text}`.slice(1);
}
