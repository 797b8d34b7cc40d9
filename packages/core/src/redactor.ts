import { LogsieveError } from './errors.js';
import { createDiscovery, type Discovered } from './engine/discovery.js';
import { explainRecord, type Explanation } from './engine/explain.js';
import { parseLine } from './engine/line.js';
import { writeBindings, writeRecord } from './engine/record.js';
import { placeholderLine, type Written } from './engine/stub.js';
import { addCounts, type Counts, createCounts, createRun } from './run/run.js';
import type { Bindings, RecordContext } from './engine/record-context.js';
import { pruneBindings } from './engine/prune-bindings.js';
import { type InForce, rebinder, tracker, underPolicy } from './engine/in-force.js';
import type { Trace } from './run/trace.js';
import { createEngines, type LineOptions } from './lines/choose-engine.js';
import { createLineStream, type LineStream } from './lines/line-stream.js';
import type { CompiledPolicy } from './policy/compile/compiled-policy.js';

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

export interface RedactorOptions {
  /**
   * Told each unlisted path once, and each path of which a rule lets nothing out once for each reason. For development:
   * paths are made of names, and names can be data.
   */
  readonly onDiscovered?: ((discovered: Discovered) => void) | undefined;
}

/** Lets out what the policy allows. No method throws, changes its input, or keeps any part of it. */
export interface Redactor {
  /** The policy in force. */
  readonly compiled: CompiledPolicy;
  /** A record in, a fresh plain object out. */
  redact(record: object, context?: RecordContext): Record<string, unknown>;
  /** A record in, one JSON line out, without the line feed. */
  stringify(record: object, context?: RecordContext): string;
  /** One JSON line in, one out; a placeholder where it is not one JSON object. */
  redactLine(line: string | Uint8Array): string;
  /** The same for lines that come in chunks of bytes, many times as fast. */
  lines(options?: LineOptions): LineStream;
  /** Free text in, text with every finding replaced out; the empty string where it is over `limits.stringLength`. */
  redactText(text: string): string;
  /** Why each path of the record came out as it did. Does not count. */
  explain(record: object): readonly Explanation[];
  counters(): Counters;
  /** Redacts bindings once, for all records of a child logger. Later fields displace inherited ones. */
  bind(bindings: object, inherited?: Bindings, serialize?: RecordContext['serialize']): Bindings;
  /**
   * Bindings, made at any time, under the policy in force: the same where they were made under it. Of others the
   * fields whose rules are the same stay, fields that had only been kept are redacted once more, the rest is gone.
   */
  rebind(bindings: Bindings): Bindings;
  /**
   * A redactor that removes further paths and counts into the same counters; and the same for bindings it
   * inherits. Throws `PolicyError` on a pattern it cannot read.
   */
  tighten(patterns: readonly string[]): Redactor;
  /**
   * Puts another policy into force, from the next call on, for this redactor and all that were made from it or that
   * it was made from by `tighten`. Bindings made before are taken over as `rebind` says. Counters go on.
   */
  replacePolicy(compiled: CompiledPolicy): void;
}

/** Makes a redactor for a compiled policy. Throws `LogsieveError` (`ERR_LOGSIEVE_OPTIONS`) where it is none. */
export function createRedactor(compiled: CompiledPolicy, options: RedactorOptions = {}): Redactor {
  if ((compiled as Partial<CompiledPolicy> | undefined)?.root?.kind !== 'container') {
    throw new LogsieveError('ERR_LOGSIEVE_OPTIONS', 'the policy is not compiled', {
      path: 'compiled',
      hint: 'give what compilePolicy or loadPolicy returns',
    });
  }
  const totals: Counters = { ...createCounts(), records: 0, notJson: 0, tooLong: 0, stubs: 0 };
  const { onDiscovered } = options;
  const trace = onDiscovered === undefined ? undefined : createDiscovery(onDiscovered);
  return redactorFor({ policy: compiled, trace, totals }, []);
}

type Totals = { -readonly [Name in keyof Counters]: number };

/** What a redactor and all that are tightened from it have in common. */
interface Shared extends InForce {
  /** A trace for each record: one may be logged while another is read. */
  readonly trace: ((compiled: CompiledPolicy) => Trace) | undefined;
  readonly totals: Totals;
}

function redactorFor(shared: Shared, patterns: readonly string[]): Redactor {
  const { totals, trace } = shared;
  const current = tracker(shared, patterns);
  const rebound = rebinder(shared, current);
  const stringify = (record: object, context: RecordContext = {}): string =>
    count(totals, writeRecord(current(), record, underPolicy(context, shared, rebound), trace?.(current())));
  const redactLine = (line: string | Uint8Array): string => {
    const parsed = parseLine(current(), line);
    if ('record' in parsed) return stringify(parsed.record);
    totals.records++;
    totals[parsed.fault === 'ERR_LOGSIEVE_LINE_TOO_LONG' ? 'tooLong' : 'notJson']++;
    return placeholderLine(parsed.fault);
  };
  return {
    get compiled() {
      return current();
    },
    stringify,
    redact: (record, context) => JSON.parse(stringify(record, context)) as Record<string, unknown>,
    redactLine,
    lines: (options = {}) =>
      createLineStream(
        createEngines({ current, redactLine, totals, isTraced: trace !== undefined }, options),
      ),
    redactText: (text) => redactText(current(), text, totals),
    explain: (record) => explainRecord(current(), record),
    counters: () => ({ ...totals }),
    bind: (bindings, inherited, serialize) => {
      const below = inherited && pruneBindings(current(), rebound(inherited));
      return {
        ...writeBindings(current(), bindings, below, serialize, trace?.(current())),
        policy: shared.policy,
      };
    },
    rebind: rebound,
    tighten: (more) => redactorFor(shared, [...patterns, ...more]),
    replacePolicy: (compiled) => {
      shared.policy = compiled;
    },
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
