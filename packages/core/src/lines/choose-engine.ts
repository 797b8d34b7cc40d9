import type { CompiledPolicy } from '../policy/compile/compiled-policy.js';
import type { EngineName, LineEngine, RedactLine } from './line-engine.js';
import type { CurrentEngine } from './line-stream.js';
import { createReferenceEngine } from './reference-engine.js';
import { createWasmEngine, type LineTotals } from './wasm-engine.js';

export interface LineOptions {
  /** Only this engine; the same bytes come out of each. Default: the fastest that can be had. */
  readonly engine?: EngineName | undefined;
}

/** What engines work with. */
export interface LineSource {
  /** The policy in force. */
  readonly current: () => CompiledPolicy;
  readonly redactLine: RedactLine;
  readonly totals: LineTotals;
  /** Somebody wants to know of each member what becomes of it. */
  readonly isTraced: boolean;
}

/** Gives the engine for the policy in force; makes another one only when another policy came into force. */
export function createEngines(source: LineSource, { engine: wanted }: LineOptions): CurrentEngine {
  let known: CompiledPolicy | undefined;
  let engine: LineEngine | undefined;
  return () => {
    const policy = source.current();
    if (engine === undefined || policy !== known) engine = chooseEngine(policy, source, wanted);
    known = policy;
    return engine;
  };
}

function chooseEngine(
  policy: CompiledPolicy,
  { redactLine, totals, isTraced }: LineSource,
  wanted: EngineName | undefined,
): LineEngine {
  const fast = isTraced || wanted === 'js' ? undefined : createWasmEngine(policy, redactLine, totals);
  return fast ?? createReferenceEngine(policy.limits.lineBytes, redactLine);
}
