import { type Issue, PolicyError } from '../issue.js';
import { parsePathPattern } from '../path-pattern.js';
import type { Origin, PolicyRule } from '../policy.js';

/** Removal rules for patterns given in code. Throws `PolicyError` on one that cannot be read. */
export function removalsOf(patterns: readonly string[]): PolicyRule[] {
  const issues: Issue[] = [];
  const rules = patterns.flatMap((pattern): PolicyRule[] => {
    const origin: Origin = { source: 'options', path: [pattern] };
    const parsed = parsePathPattern(pattern, false);
    if ('segments' in parsed) return [{ pattern, segments: parsed.segments, rule: { remove: true }, origin }];
    issues.push({
      code: 'ERR_LOGSIEVE_POLICY_PATH_PATTERN',
      message: parsed.fault,
      hint: parsed.hint,
      ...origin,
    });
    return [];
  });
  if (issues.length > 0) throw new PolicyError(issues);
  return rules;
}
