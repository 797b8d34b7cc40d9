import type { PolicyRule } from '../policy/policy.js';

/** What one value is counted as where its rule let something out. */
export type Outcome =
  'kept' | 'replaced' | 'masked' | 'encrypted' | 'pseudonymized' | 'generalized' | 'truncated';

/** What happened to one value. */
type TraceOutcome = Outcome | 'removed' | 'unlisted' | 'message';

/** Follows a run, for `explain` and `discover`. Sees names and types, never values. */
export interface Trace {
  /** The names that lead to the current container; the engine pushes and pops. */
  readonly path: string[];
  /** Told what happened to the member `name` of the current container. */
  readonly decided: (name: string, outcome: TraceOutcome, rule: PolicyRule | undefined, type: string) => void;
}

/** The JSON type of a value: `other` for what JSON cannot carry. */
export function typeOf(value: unknown): string {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return typeof value;
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? 'array' : 'object';
    default:
      return 'other';
  }
}

/** The type of a member, without reading it: a getter's is `other`. */
export function memberType(holder: object, name: string): string {
  try {
    return typeOf(Object.getOwnPropertyDescriptor(holder, name)?.value);
  } catch {
    return 'other';
  }
}
