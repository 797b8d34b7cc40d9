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
