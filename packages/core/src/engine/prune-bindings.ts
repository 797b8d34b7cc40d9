import type { CompiledPolicy } from '../policy/compile/compiled-policy.js';
import { inheritedFrom } from './inherited.js';
import type { Bindings } from './record-context.js';
import { atAnyDepth, pruneText, step } from '../json/prune.js';

/** Inherited bindings without what a child logger removes beyond its parent. */
export function pruneBindings(compiled: CompiledPolicy, inherited: Bindings): Bindings {
  if (compiled.guards.length === 0) return inherited;
  const states = atAnyDepth(compiled.guards.map(({ segments }) => ({ segments, at: 0 })));
  const pieces = [...inherited.pieces];
  for (const { name, index, node } of compiled.root.fields) {
    const piece = pieces[index];
    const below = step(states, name);
    if (piece !== undefined && below.length > 0) pieces[index] = pruneText(piece, below, node);
  }
  return { ...inherited, ...inheritedFrom(compiled.root, pieces) };
}
