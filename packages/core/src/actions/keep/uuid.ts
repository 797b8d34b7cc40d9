import type { KeepPlain } from '../../policy/policy.js';
import type { Action } from '../action.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * `keep: "uuid"`: a UUID in its canonical form of RFC 9562 (8-4-4-4-12 hex digits), upper or lower case, of any
 * version, unchanged. Not in braces, not with `urn:uuid:` before it.
 */
export const keepUuid: Action<KeepPlain> = {
  outcome: 'kept',
  compile: () => (value) => (typeof value === 'string' && isUuid(value) ? `"${value}"` : undefined),
  narrows: (from, to) => from.keep === to.keep,
};

/** True for the canonical form of a UUID. */
export function isUuid(text: string): boolean {
  return text.length === 36 && UUID.test(text);
}
