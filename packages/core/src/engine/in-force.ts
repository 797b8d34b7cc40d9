/** One policy for a redactor and all that are tightened from it, which can be replaced between two records. */
import type { CompiledPolicy } from '../policy/compile/compiled-policy.js';
import { pruneBindings } from './prune-bindings.js';
import { rebind } from './rebind.js';
import type { Bindings, RecordContext } from './record-context.js';

/** Holds the policy in force, without what a tightened redactor removes beyond it. */
export interface InForce {
  policy: CompiledPolicy;
}

/** Gives the policy in force without the paths of `patterns`; compiles anew only when another one came into force. */
export function tracker(inForce: InForce, patterns: readonly string[]): () => CompiledPolicy {
  let known = inForce.policy;
  let compiled = tightened(known, patterns);
  return () => {
    if (known !== inForce.policy) {
      known = inForce.policy;
      compiled = tightened(known, patterns);
    }
    return compiled;
  };
}

/** Remembers what bindings became: a child logger brings the same ones with every record. */
export function rebinder(inForce: InForce, current: () => CompiledPolicy): (bindings: Bindings) => Bindings {
  const known = new WeakMap<Bindings, Bindings>();
  return (bindings) => {
    if (bindings.policy === inForce.policy) return bindings;
    const before = known.get(bindings);
    if (before?.policy === inForce.policy) return before;
    const moved = pruneBindings(current(), rebind(bindings, inForce.policy));
    known.set(bindings, moved);
    return moved;
  };
}

/** The context, its bindings under the policy in force. */
export function underPolicy(
  context: RecordContext,
  { policy }: InForce,
  rebound: (bindings: Bindings) => Bindings,
): RecordContext {
  const { bindings } = context;
  if (bindings === undefined || bindings.policy === policy) return context;
  return { ...context, bindings: rebound(bindings) };
}

function tightened(policy: CompiledPolicy, patterns: readonly string[]): CompiledPolicy {
  return patterns.length === 0 ? policy : policy.tighten(patterns);
}
