import type { ErrorCode } from '../../errors.js';
import type { Report } from '../issue.js';
import type { Limits, PolicyRule } from '../policy.js';
import type { CompiledLeaf, TreeContext } from './tree.js';

/** What the tree asks for and tells while it is built: each rule is compiled once, and each fault reported once. */
export function createTreeContext(
  compileLeaf: TreeContext['compileLeaf'],
  { stringLength }: Limits,
  report: Report,
): TreeContext {
  const seen = new Set<string>();
  const once = (code: ErrorCode, message: string, hint: string, first: PolicyRule, second: PolicyRule) => {
    const key = JSON.stringify([code, first.pattern, second.pattern]);
    if (seen.has(key)) return;
    seen.add(key);
    report({ code, message, hint, ...second.origin });
  };
  const compiled = {
    values: new Map<PolicyRule, CompiledLeaf>(),
    texts: new Map<PolicyRule, CompiledLeaf>(),
  };
  return {
    stringLength,
    compileLeaf: (rule, isText) => {
      const known = isText ? compiled.texts : compiled.values;
      const leaf = known.get(rule) ?? compileLeaf(rule, isText);
      known.set(rule, leaf);
      return leaf;
    },
    nested: (upper, lower) => {
      const message = `the rule lies below ${describe(upper)}, which decides the whole value`;
      const hint =
        'one path, one decision: delete one of the two, or write "extends": [] and list what you need';
      once('ERR_LOGSIEVE_POLICY_NESTED_RULE', message, hint, upper, lower);
    },
    ambiguous: (first, second) => {
      const message = `the rule and ${describe(first)} are equally specific and match the same path`;
      once('ERR_LOGSIEVE_POLICY_AMBIGUOUS_RULE', message, 'delete one of the two', first, second);
    },
    shadowed: (guard, rule) => {
      // A profile's removals are there to win; only rules of one document contradict each other.
      if (guard.origin.source !== rule.origin.source || guard.origin.path[0] !== 'fields') return;
      const message = `the rule can never take effect: ${describe(guard)} wins over it`;
      once('ERR_LOGSIEVE_POLICY_DEAD_RULE', message, 'delete one of the two', guard, rule);
    },
    misplaced: (rule, hint) => {
      once(
        'ERR_LOGSIEVE_POLICY_DEAD_RULE',
        'the parsed string cannot hold what the rule is about',
        hint,
        rule,
        rule,
      );
    },
    tooDeep: (rule) => {
      const what = 'encoded' in rule.rule ? 'what is encoded in the string' : 'the string';
      const message = `${what} is within three others, and no further one is parsed`;
      once(
        'ERR_LOGSIEVE_POLICY_DEAD_RULE',
        message,
        'remove it, and leave the rules below it out',
        rule,
        rule,
      );
    },
  };
}

function describe({ pattern, origin }: PolicyRule): string {
  return `${JSON.stringify(pattern)} of ${origin.source}`;
}
