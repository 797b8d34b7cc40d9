import { faultsOf } from '../actions/index.js';
import type { DocumentPath } from './document.js';
import { type Cells, type LayerContext, originOf, reportAt } from './merge/cell.js';
import { hasAnyDepth, parsePathPattern } from './path-pattern.js';
import { patternKey, upperKeys } from './merge/pattern-key.js';
import type { PolicyRule, Rule, RuleDocument, Segment } from './policy.js';

/** The rules under one `fields`, by canonical pattern. What has a fault is left out. */
export function readRules(
  fields: readonly [string, RuleDocument][],
  path: DocumentPath,
  context: LayerContext,
): Cells<PolicyRule> {
  const cells: Cells<PolicyRule> = new Map();
  for (const [pattern, written] of fields) {
    const at = [...path, pattern];
    if (context.isFaulty(at)) continue;
    const rule = toRule(written);
    const segments = readPattern(pattern, rule, at, context);
    if (!checkRule(rule, at, context) || segments === undefined) continue;
    const key = patternKey(segments);
    const same = cells.get(key);
    if (same !== undefined) {
      reportAt(at, context, {
        code: 'ERR_LOGSIEVE_POLICY_AMBIGUOUS_RULE',
        message: `the pattern says the same as ${JSON.stringify(same.value.pattern)}`,
        hint: 'keep one of the two',
      });
      continue;
    }
    const origin = originOf(at, context);
    cells.set(key, { value: { pattern, segments, rule, origin }, owner: context.owner, origin });
  }
  reportDead(cells, context);
  return cells;
}

/** A rule in its full form; modifiers that say the default are left out, so that equal rules look equal. */
function toRule(written: RuleDocument): Rule {
  if (written === 'remove') return { remove: true };
  if (written.caseInsensitive !== false) return written;
  const rule: Rule & { caseInsensitive?: boolean } = { ...written };
  delete rule.caseInsensitive;
  return rule;
}

function readPattern(
  pattern: string,
  rule: Rule,
  path: DocumentPath,
  context: LayerContext,
): readonly Segment[] | undefined {
  const code = 'ERR_LOGSIEVE_POLICY_PATH_PATTERN';
  const read = parsePathPattern(pattern, rule.caseInsensitive === true);
  if ('fault' in read) {
    reportAt(path, context, { code, message: read.fault, hint: read.hint });
    return undefined;
  }
  if (hasAnyDepth(read.segments) && !('remove' in rule) && !('replace' in rule)) {
    const message = '** may stand in remove and replace rules only';
    reportAt(path, context, { code, message, hint: 'name the path, with * for array elements' });
    return undefined;
  }
  if (read.segments[0]?.kind === 'any' && !('remove' in rule)) {
    const message = 'the path pattern begins with *, and a record is no array';
    reportAt(path, context, { code, message, hint: 'name the field; * stands for array elements below it' });
    return undefined;
  }
  return read.segments;
}

/** False where the rule has a fault; it is reported. */
function checkRule(rule: Rule, path: DocumentPath, context: LayerContext): boolean {
  const faults = [...faultsOf(rule)];
  if ('map' in rule && 'caseInsensitive' in rule.map.value) {
    faults.push({
      code: 'ERR_LOGSIEVE_POLICY_UNKNOWN_PROPERTY',
      path: ['map', 'value', 'caseInsensitive'],
      message: 'the property has no meaning here',
      hint: 'leave it out: the keys of a map are data',
    });
  }
  for (const { code = 'ERR_LOGSIEVE_POLICY_INVALID_VALUE', message, hint, path: below } of faults) {
    reportAt([...path, ...below], context, { code, message, hint });
  }
  return faults.length === 0;
}

/** A rule below a `remove` of the same document never has anything to decide. */
function reportDead(cells: Cells<PolicyRule>, context: LayerContext): void {
  for (const { value, origin } of cells.values()) {
    const upper = upperKeys(value.segments)
      .map((key) => cells.get(key)?.value)
      .find((rule) => rule !== undefined && 'remove' in rule.rule);
    if (upper === undefined) continue;
    reportAt(origin.path, context, {
      code: 'ERR_LOGSIEVE_POLICY_DEAD_RULE',
      message: `${JSON.stringify(upper.pattern)} already removes what the rule is about`,
      hint: 'leave out one of the two',
    });
  }
}
