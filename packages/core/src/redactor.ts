import { createDiscovery, explainRecord } from './engine/explain.js';
import { parseLine } from './engine/line.js';
import { placeholderLine, writeBindings, writeRecord, type Written } from './engine/record.js';
import { addCounts, type Counts, createCounts, createRun } from './engine/run.js';
import { pruneBindings } from './engine/prune-bindings.js';
import type { ErrorMessage } from './engine/message.js';
import type { CompiledPolicy } from './policy/compiled-policy.js';

/** The message of a record, where the caller knows more of it than its text. */
export interface Message {
  /** The format string as the program wrote it, a prefix included; or the lone string that was logged. */
  readonly template: string;
  /** The text with its values. Called only under `message: "scan"`; may throw. */
  readonly interpolate?: () => string;
}

/** What an adapter knows of a record beside the record. */
export interface RecordContext {
  /** Displaces the record's own message field. */
  readonly message?: Message | undefined;
  /** Fields that everything else displaces: level and time. */
  readonly head?: object | undefined;
  /** Fields redacted before; they displace the head, and the record's own fields displace them. */
  readonly bindings?: Bindings | undefined;
  /** The record's fields belong under this field instead of at the root. */
  readonly nestedKey?: string | undefined;
  /**
   * Turns the value of one of the record's own fields into what the logger would emit for it. Called once for
   * each listed field, never for others. Where it throws, the field is removed.
   */
  readonly serialize?: ((key: string, value: unknown) => unknown) | undefined;
  /** Errors of the call that are not fields of the record; a message that repeats theirs is replaced. */
  readonly errors?: readonly unknown[] | undefined;
}

/** The redacted bindings of a child logger, nothing of the caller's. Made by `bind`. */
export interface Bindings {
  /** JSON text of each field, by the field's place in the policy; undefined where nothing may leave. */
  readonly pieces: readonly (string | undefined)[];
  /** Messages of errors among the bindings, for messages that repeat them. */
  readonly errors: readonly ErrorMessage[];
  readonly counts: Readonly<Counts>;
}

/** Running totals. */
export interface Counters extends Counts {
  /** Records and lines taken in. */
  readonly records: number;
  /** Lines replaced by a placeholder, not being one JSON object. */
  readonly notJson: number;
  /** Lines replaced by a placeholder, being over `limits.lineBytes`. */
  readonly tooLong: number;
  /** Records replaced by a stub, because redacting them failed as a whole. */
  readonly stubs: number;
}

/** Why a path came out as it did. Holds names, never values. */
export interface Explanation {
  /** The path in the record, as a path pattern. */
  readonly path: string;
  /** What happened. `unlisted` and `removed` did not come out. */
  readonly outcome:
    | 'kept'
    | 'replaced'
    | 'masked'
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

export interface RedactorOptions {
  /** Told each unlisted path once. For development: paths are made of names, and names can be data. */
  readonly onUnlisted?: ((unlisted: Unlisted) => void) | undefined;
}

/** Lets out what the policy allows. No method throws, changes its input, or keeps any part of it. */
export interface Redactor {
  readonly compiled: CompiledPolicy;
  /** A record in, a fresh plain object out. */
  redact(record: object, context?: RecordContext): Record<string, unknown>;
  /** A record in, one JSON line out, without the line feed. */
  stringify(record: object, context?: RecordContext): string;
  /** One JSON line in, one out; a placeholder where it is not one JSON object. */
  redactLine(line: string | Uint8Array): string;
  /** Free text in, text with every finding replaced out; the empty string where it is over `limits.stringLength`. */
  redactText(text: string): string;
  /** Why each path of the record came out as it did. Does not count. */
  explain(record: object): readonly Explanation[];
  counters(): Counters;
  /** Redacts bindings once, for all records of a child logger. Later fields displace inherited ones. */
  bind(bindings: object, inherited?: Bindings, serialize?: RecordContext['serialize']): Bindings;
  /**
   * A redactor that removes further paths and counts into the same counters; and the same for bindings it
   * inherits. Throws `PolicyError` on a pattern it cannot read.
   */
  tighten(patterns: readonly string[]): Redactor;
}

/** Makes a redactor for a compiled policy. */
export function createRedactor(compiled: CompiledPolicy, options: RedactorOptions = {}): Redactor {
  const totals: Counters = { ...createCounts(), records: 0, notJson: 0, tooLong: 0, stubs: 0 };
  return redactorFor(compiled, options, totals);
}

type Totals = { -readonly [Name in keyof Counters]: number };

function redactorFor(compiled: CompiledPolicy, options: RedactorOptions, totals: Totals): Redactor {
  const { onUnlisted } = options;
  const trace = onUnlisted === undefined ? undefined : createDiscovery(onUnlisted);
  const stringify = (record: object, context?: RecordContext): string =>
    count(totals, writeRecord(compiled, record, context, trace));
  return {
    compiled,
    stringify,
    redact: (record, context) => JSON.parse(stringify(record, context)) as Record<string, unknown>,
    redactLine: (line) => {
      const parsed = parseLine(compiled, line);
      if ('record' in parsed) return stringify(parsed.record);
      totals.records++;
      totals[parsed.fault === 'ERR_LOGSIEVE_LINE_TOO_LONG' ? 'tooLong' : 'notJson']++;
      return placeholderLine(parsed.fault);
    },
    redactText: (text) => redactText(compiled, text, totals),
    explain: (record) => explainRecord(compiled, record),
    counters: () => ({ ...totals }),
    bind: (bindings, inherited, serialize) =>
      writeBindings(compiled, bindings, pruneBindings(compiled, inherited), serialize),
    tighten: (patterns) => redactorFor(compiled.tighten(patterns), options, totals),
  };
}

function count(totals: Totals, written: Written): string {
  totals.records++;
  addCounts(totals, written.counts);
  if (written.fault !== undefined) totals.stubs++;
  return written.line;
}

function redactText(compiled: CompiledPolicy, text: string, totals: Totals): string {
  const run = createRun(0);
  try {
    return text.length > compiled.limits.stringLength ? '' : compiled.scan(text, run);
  } catch {
    return '';
  } finally {
    addCounts(totals, run.counts);
  }
}
