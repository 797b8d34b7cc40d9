import { patternKey } from '../merge/pattern-key.js';
import { foldCase, hasAnyDepth } from '../path-pattern.js';
import type { Limits, Policy, PolicyRule, Profile } from '../policy.js';
import type { Report } from '../issue.js';
import { inEverySpelling } from './spelling.js';

/** The rules that list, and the guards that win over them: `**` rules, and what a profile takes away. */
export function layerRules(
  policy: Policy,
  profile: Profile | undefined,
  limits: Limits,
  messageKey: string,
  report: Report,
): { readonly rules: readonly PolicyRule[]; readonly guards: readonly PolicyRule[] } {
  const replacements = new Map<string, PolicyRule>();
  const stronger: PolicyRule[] = [];
  const parsed = new Set(
    policy.rules.filter(({ rule }) => 'parse' in rule).map(({ segments }) => patternKey(segments)),
  );
  for (const rule of profile?.rules ?? []) {
    const key = patternKey(rule.segments);
    // Of a text it takes the rules for its members away too, as a removal does.
    if ('remove' in rule.rule || ('replace' in rule.rule && parsed.has(key))) stronger.push(rule);
    else replacements.set(key, rule);
  }
  const all = policy.rules.map((rule) => replacements.get(patternKey(rule.segments)) ?? rule);
  const rules = all
    .filter(({ segments }) => !hasAnyDepth(segments) && segments.length <= limits.depth)
    .filter((rule) => !isMessage(rule, messageKey, report));
  const anyDepth = all.filter(({ segments }) => hasAnyDepth(segments));
  return { rules, guards: [...anyDepth, ...stronger.map(inEverySpelling(rules))] };
}

/** A rule for the message would be a second decision about it: `message` makes the one. */
function isMessage(rule: PolicyRule, messageKey: string, report: Report): boolean {
  const [first] = rule.segments;
  if (first === undefined || !('name' in first) || !isSameName(first, messageKey)) return false;
  const isRemoval = 'remove' in rule.rule && rule.segments.length === 1;
  if (!isRemoval && !rule.origin.source.startsWith('logsieve:')) {
    report({
      code: 'ERR_LOGSIEVE_POLICY_DEAD_RULE',
      message: `${JSON.stringify(messageKey)} is the message, which "message" decides`,
      hint: 'set "message", or write "remove"',
      ...rule.origin,
    });
  }
  return true;
}

function isSameName(segment: { readonly kind: string; readonly name: string }, name: string): boolean {
  return segment.kind === 'exact' ? segment.name === name : foldCase(segment.name) === foldCase(name);
}
