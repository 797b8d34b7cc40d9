import type { PolicyDocument } from './policy.js';

/**
 * Types a policy that is written in code: gives back what it is given, checked by the compiler and completed by
 * the editor. Nothing is validated before `parsePolicy` or `loadPolicy`.
 *
 * @example
 * const policy = definePolicy({ logsieve: 1, fields: { latencyMs: { keep: 'number', min: 0 } } });
 */
export function definePolicy<const Document extends PolicyDocument>(document: Document): Document {
  return document;
}
