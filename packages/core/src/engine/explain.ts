import { formatPathPattern } from '../policy/path-pattern.js';
import type { CompiledPolicy } from '../policy/compile/compiled-policy.js';
import { writeRecord } from './record.js';
import type { Trace } from '../run/trace.js';

/** Why a path came out as it did. Holds names, never values. */
export interface Explanation {
  /** The path in the record, as a path pattern. */
  readonly path: string;
  /** What happened. `unlisted` and `removed` did not come out. */
  readonly outcome:
    | 'kept'
    | 'replaced'
    | 'masked'
    | 'encrypted'
    | 'pseudonymized'
    | 'generalized'
    | 'truncated'
    | 'removed'
    | 'unlisted'
    | 'message';
  /** The rule that decided, and where it was written; undefined for an unlisted path. */
  readonly rule?: { readonly pattern: string; readonly source: string } | undefined;
  /** The type of the value: `string`, `number`, `boolean`, `null`, `object`, `array`, `other`. */
  readonly type: string;
}

/** A path that was met without a rule for it. */
export interface Unlisted {
  /** The path as a path pattern. */
  readonly path: string;
  readonly type: string;
  /** The entry under `fields` that would keep it, as JSON. */
  readonly rule: string;
}

/** Why each path of a record came out as it did. Never throws. */
export function explainRecord(compiled: CompiledPolicy, record: object): Explanation[] {
  const explanations: Explanation[] = [];
  const path: string[] = [];
  const trace: Trace = {
    path,
    decided: (name, outcome, rule, type) => {
      const at = formatPath([...path, name]);
      const origin = rule === undefined ? undefined : { pattern: rule.pattern, source: rule.origin.source };
      explanations.push({ path: at, outcome, rule: origin, type });
    },
  };
  writeRecord(compiled, record, {}, trace);
  return explanations;
}

/** Most paths that one process tells of. */
const MAX_PATHS = 1000;

/** Traces, one for each record, that together tell each unlisted path once; array elements count as one path. */
export function createDiscovery(onUnlisted: (unlisted: Unlisted) => void): () => Trace {
  const seen = new Set<string>();
  const tell = (at: string, type: string) => {
    if (seen.size >= MAX_PATHS || seen.has(at)) return;
    seen.add(at);
    try {
      onUnlisted({ path: at, type, rule: suggestedRule(at, type) });
    } catch {
      // Whoever listens has no say in what is logged.
    }
  };
  return () => {
    const path: string[] = [];
    return {
      path,
      decided: (name, outcome, _rule, type) => {
        if (outcome === 'unlisted') tell(formatPath([...path, name], isIndex), type);
      },
    };
  };
}

/** True for the index of an array element, and for a name that looks like one: an id, most often. */
function isIndex(name: string): boolean {
  return /^\d+$/.test(name);
}

/** What a developer would write under `fields` to keep a path of this type. */
function suggestedRule(path: string, type: string): string {
  switch (type) {
    case 'string':
      return `${JSON.stringify(path)}: { "keep": "string", "max": 64 }`;
    case 'number':
    case 'boolean':
      return `${JSON.stringify(path)}: { "keep": "${type}" }`;
    case 'array':
      return `${JSON.stringify(`${path}.*`)}: { "keep": … }`;
    case 'object':
      return `${JSON.stringify(`${path}.…`)}: { "keep": … }`;
    default:
      return `${JSON.stringify(path)}: { "keep": … }`;
  }
}

/** The pattern for the path; `isAny` tells the names that stand for any element. */
function formatPath(names: readonly string[], isAny: (name: string) => boolean = () => false): string {
  return formatPathPattern(names.map((name) => (isAny(name) ? { kind: 'any' } : { kind: 'exact', name })));
}
