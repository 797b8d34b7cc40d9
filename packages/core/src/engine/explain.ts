import { formatNames } from '../policy/path-pattern.js';
import type { Position } from '../policy/issue.js';
import type { CompiledPolicy } from '../policy/compile/compiled-policy.js';
import type { PolicyRule } from '../policy/policy.js';
import { writeRecord } from './record.js';
import type { Reason, Trace, TraceOutcome, ValueType } from '../run/trace.js';

/** Why a path came out as it did. Holds names, never values. */
export interface Explanation {
  /** The path in the record, as a path pattern. */
  readonly path: string;
  /** What happened. `unlisted` and `removed` did not come out. */
  readonly outcome: TraceOutcome;
  /** The rule that decided, and where it was written; undefined for an unlisted path. */
  readonly rule?:
    | { readonly pattern: string; readonly source: string; readonly position?: Position | undefined }
    | undefined;
  /** The type of the value as it was logged: of a `Date` it is `date`, whatever its `toJSON` makes of it. */
  readonly type: ValueType;
  /** Why it did not come out; there where it was removed. */
  readonly reason?: Reason | undefined;
}

/** Why each path of a record came out as it did. Never throws. */
export function explainRecord(compiled: CompiledPolicy, record: object): Explanation[] {
  const explanations: Explanation[] = [];
  const path: string[] = [];
  const trace: Trace = {
    limits: compiled.limits,
    path,
    decided: ({ name, outcome, rule, outline: { type }, why }) => {
      const at = formatNames([...path, name]);
      const explanation = { path: at, outcome, rule: rule && placeOf(rule), type };
      explanations.push(why === undefined ? explanation : { ...explanation, reason: why.reason });
    },
  };
  writeRecord(compiled, record, {}, trace);
  return explanations;
}

function placeOf({ pattern, origin: { source, position } }: PolicyRule): Explanation['rule'] {
  return position === undefined ? { pattern, source } : { pattern, source, position };
}
