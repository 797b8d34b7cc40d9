/** What a document says in vain: most often a name with a typing error in it. */
import type { Cell } from './cell.js';
import type { Extended } from './extend.js';
import type { Report } from '../issue.js';
import { createListing, type Listing } from './listing.js';
import { nearestName } from '../schema/nearest.js';
import { formatPathPattern, hasAnyDepth } from '../path-pattern.js';
import type { Limits, Policy, PolicyRule, Profile, Rule } from '../policy.js';

/**
 * Reports removals of the document itself that can meet no path that a rule lists. Rules with `**` are exempt: they
 * are guards against what is not there yet. So are documents that this one builds on: their removals are decisions
 * that other documents may meet.
 */
export function checkRemovals(
  { layer, owner }: Extended,
  rules: readonly PolicyRule[],
  report: Report,
): void {
  const isOwn = (cell: Cell<PolicyRule>) => cell.owner.source === owner.source;
  const own = (cells: ReadonlyMap<string, Cell<PolicyRule>>) =>
    [...cells.values()].filter(isOwn).map(({ value }) => value);
  // A removal that takes an inherited rule's place leaves nothing to meet: what was ever listed counts.
  reportVain(own(layer.rules), [...layer.listed.values()], report);
  const removals = [...layer.profiles.values()].flatMap(({ sheet }) => own(sheet.rules));
  reportVain(removals, rules, report);
}

/** What loggers call the message. It has no rule, but a removal may name it. */
const MESSAGE_NAMES = ['msg', 'message'].map((name) => ({
  segments: [{ kind: 'exact', name }] as const,
  rule: { replace: '' },
}));
/** To find the name that was meant takes time for all names. */
const MOST_HINTS = 100;

function reportVain(rules: readonly PolicyRule[], listed: readonly PolicyRule[], report: Report): void {
  const vain = findVain(rules, createListing([...listed, ...MESSAGE_NAMES]));
  const names = vain.length === 0 ? [] : namesOf(listed);
  for (const [index, { pattern, origin }] of vain.entries()) {
    const nearest = index < MOST_HINTS && pattern.length > 2 ? nearestName(pattern, names) : undefined;
    report({
      ...origin,
      code: 'ERR_LOGSIEVE_POLICY_DEAD_RULE',
      message: 'nothing lists the path that the rule removes',
      hint:
        nearest === undefined
          ? 'delete the rule: what nothing lists does not come out'
          : `did you mean ${JSON.stringify(nearest)}?`,
    });
  }
}

function findVain(rules: readonly PolicyRule[], isListed: Listing): readonly PolicyRule[] {
  return rules.filter(
    ({ rule, segments }) => 'remove' in rule && !hasAnyDepth(segments) && !isListed(segments),
  );
}

/** The patterns that are listed, and those of the containers above them. */
function namesOf(listed: readonly PolicyRule[]): readonly string[] {
  const names = listed
    .filter(({ segments }) => !hasAnyDepth(segments))
    .flatMap(({ segments, pattern }) => [
      pattern,
      ...segments.slice(1).map((_, index) => formatPathPattern(segments.slice(0, index + 1))),
    ]);
  return [...new Set(names)];
}

/** Reports strings that the document itself has parsed though no rule lists anything in them. */
export function checkParses({ layer, owner }: Extended, report: Report): void {
  const listed = [...layer.listed.values()].filter(({ rule }) => !('parse' in rule));
  const isListed = createListing(listed);
  for (const { value, owner: by } of layer.rules.values()) {
    if (!('parse' in value.rule) || by.source !== owner.source || isListed(value.segments)) continue;
    report({
      ...value.origin,
      code: 'ERR_LOGSIEVE_POLICY_DEAD_RULE',
      message: 'no rule lists anything in the string',
      hint: `list what may leave of it, as ${JSON.stringify(`${value.pattern}.name`)}, or delete the rule`,
    });
  }
}

/** Reports detectors that the document itself defines and that neither the policy nor a profile runs. */
export function checkDefinitions(
  { layer, owner }: Extended,
  { detectors, profiles }: Pick<Policy, 'detectors' | 'profiles'>,
  report: Report,
): void {
  const lists = [detectors, ...Object.values(profiles).map((profile) => profile.detectors ?? [])];
  for (const [id, { owner: by, origin }] of layer.define) {
    if (by.source !== owner.source || lists.some((ids) => ids.includes(id))) continue;
    report({
      ...origin,
      code: 'ERR_LOGSIEVE_POLICY_DETECTOR',
      message: 'nothing runs the detector',
      hint: `name ${JSON.stringify(id)} under "detectors"`,
    });
  }
}

/** Reports lengths that no string can have: longer ones than `limits.stringLength` are removed before. */
export function checkLengths(
  { owner }: Extended,
  sheets: readonly Pick<Profile, 'rules' | 'limits'>[],
  limits: Limits,
  report: Report,
): void {
  for (const sheet of sheets) {
    const most = Math.min(limits.stringLength, sheet.limits.stringLength ?? Infinity);
    for (const { rule, origin } of sheet.rules) {
      const [max, path] = lengthOf(rule) ?? [];
      if (origin.source !== owner.source || max === undefined || path === undefined || max <= most) continue;
      report({
        ...origin,
        path: [...origin.path, ...path],
        code: 'ERR_LOGSIEVE_POLICY_INVALID_VALUE',
        message: `the value is above limits.stringLength, which is ${most}`,
        hint: 'lower it, or raise limits.stringLength',
      });
    }
  }
}

/** The longest string that a rule lets out, where it says one, and the place of that in the rule. */
function lengthOf(rule: Rule): readonly [number, readonly string[]] | undefined {
  if ('truncate' in rule) return [rule.truncate.max, ['truncate', 'max']];
  if ('map' in rule) {
    const [max, path] = lengthOf(rule.map.value) ?? [];
    return max === undefined || path === undefined ? undefined : [max, ['map', 'value', ...path]];
  }
  if (!('keep' in rule) || (rule.keep !== 'string' && rule.keep !== 'token')) return undefined;
  return rule.max === undefined ? undefined : [rule.max, ['max']];
}
