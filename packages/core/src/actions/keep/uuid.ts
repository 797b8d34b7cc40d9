import type { KeepPlain } from '../../policy/policy.js';
import { type Action, leafOfText, type TextLeaf } from '../action.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * `keep: "uuid"`: a UUID in its canonical form of RFC 9562 (8-4-4-4-12 hex digits), upper or lower case, of any
 * version, unchanged. Not in braces, not with `urn:uuid:` before it.
 */
export const keepUuid: Action<KeepPlain> = {
  outcome: 'kept',
  compile: () => leafOfText(uuidText),
  compileText: () => uuidText,
  narrows: (from, to) => from.keep === to.keep,
};

const uuidText: TextLeaf = (value) => (isUuid(value) ? value : undefined);

/** True for the canonical form of a UUID. */
export function isUuid(text: string): boolean {
  return text.length === 36 && UUID.test(text);
}
