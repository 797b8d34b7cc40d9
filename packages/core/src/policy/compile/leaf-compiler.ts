import type { ActionContext, ActiveKey, Leaf } from '../../actions/action.js';
import { actionOf } from '../../actions/index.js';
import { count, createRun } from '../../run/run.js';
import type { Outcome } from '../../run/trace.js';
import { leafForTexts, takesScalars } from '../../structures/text-scalars.js';
import { formatPathPattern } from '../path-pattern.js';
import type { Limits, Origin, PolicyRule, Rule } from '../policy.js';
import type { Encrypt } from './compile-options.js';
import type { Scans } from './scans.js';
import type { CompiledLeaf } from './tree.js';

/** What all leaves of a policy share: its limits, its detectors, its keys. */
export interface LeafTools extends Scans {
  readonly limits: Limits;
  readonly activeKey: (ring: string, origin: Origin) => ActiveKey | undefined;
  readonly cipher: (list: string, origin: Origin) => Encrypt | undefined;
}

/** Makes of a rule the function that decides a value; `isText` where the value is a member of a text. */
export function createLeafCompiler(shared: LeafTools): (rule: PolicyRule, isText: boolean) => CompiledLeaf {
  return ({ rule, gate, segments, origin }: PolicyRule, isText: boolean): CompiledLeaf => {
    const context: ActionContext = {
      limits: shared.limits,
      scan: shared.scan,
      scanQuoted: shared.scanQuoted,
      scanText: shared.scanText,
      pattern: formatPathPattern(segments),
      activeKey: (ring) => shared.activeKey(ring, origin),
      cipher: (list) => shared.cipher(list, origin),
      compileValue: (value) => countingLeaf(compileRule(value), actionOf(value).outcome),
    };
    const compileRule = (one: Rule): Leaf => {
      const leaf = actionOf(one).compile(one, context);
      return isText && takesScalars(one) ? leafForTexts(leaf) : leaf;
    };
    const { compileText, outcome } = actionOf(rule);
    const leaf = compileRule(rule);
    // For texts that may say something else than a text there is no leaf that only sees text.
    const text = isText && takesScalars(rule) ? undefined : compileText?.(rule, context);
    if (gate === undefined) return { leaf, text, outcome };
    return { leaf: gated(compileRule(gate), leaf), text: undefined, outcome };
  };
}

/** A leaf that sees only what another one lets out, which counts nothing. */
function gated(gate: Leaf, leaf: Leaf): Leaf {
  const silent = createRun(Infinity);
  return (value, run) => {
    const text = gate(value, silent);
    return text === undefined ? undefined : leaf(JSON.parse(text), run);
  };
}

/** A leaf that counts what it lets out, for the values of a map. */
function countingLeaf(leaf: Leaf, outcome: Outcome | null): Leaf {
  return (value, run) => {
    const text = leaf(value, run);
    if (text !== undefined && outcome !== null) count(run.counts, outcome);
    return text;
  };
}
