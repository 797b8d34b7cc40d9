import type { PolicyDocument } from '../policy.js';
import { base } from './base.js';
import { http } from './http.js';
import { llm } from './llm.js';

/** The policies that core knows by name, to be named under `extends`. */
export const PRESETS: ReadonlyMap<string, PolicyDocument> = new Map([
  ['logsieve:base', base],
  ['logsieve:http', http],
  ['logsieve:llm', llm],
]);

/** What to mend where a preset is named without its `logsieve:`, as a hint. */
export function hintPreset(name: string): string | undefined {
  const full = `logsieve:${name}`;
  return PRESETS.has(full) ? `did you mean ${JSON.stringify(full)}?` : undefined;
}
