import { actionOf } from '../../actions/index.js';
import type { ActionContext, ActiveKey, Leaf } from '../../actions/action.js';
import { createScanner } from '../../detectors/scan.js';
import { atAnyDepth, step } from '../../json/prune.js';
import { count, createRun } from '../../run/run.js';
import type { Outcome } from '../../run/trace.js';
import { leafForTexts, takesScalars } from '../../structures/text-scalars.js';
import { type ErrorCode, LogsieveError } from '../../errors.js';
import type { CompiledPolicy } from './compiled-policy.js';
import type { CompileOptions, Encrypt, Rewrite } from './compile-options.js';
import { openingsOf } from './field.js';
import { createCiphers } from './ciphers.js';
import { createKeys } from './keys.js';
import { type Issue, PolicyError, type Report } from '../issue.js';
import {
  foldCase,
  formatPathPattern,
  hasAnyDepth,
  parsePathPattern,
  RESERVED_FIELD,
} from '../path-pattern.js';
import type { HoleRule, Limits, Origin, Policy, PolicyRule, Profile, Rule } from '../policy.js';
import { patternKey } from '../merge/pattern-key.js';
import { modeOf } from '../merge/strength.js';
import { compileCatalog } from '../../messages/catalog.js';
import { holeWriters } from '../../messages/holes.js';
import { createNameUnknown } from '../../messages/unknown.js';
import { createScans, rewritten, type Scans } from './scans.js';
import { inEverySpelling } from './spelling.js';
import { buildTree, type CompiledLeaf, type TreeContext } from './tree.js';

/**
 * The fast form of a policy. Throws `PolicyError` with all issues that only show when rules meet: ambiguous and
 * nested rules, missing keys, an unknown profile; `LogsieveError` (`ERR_LOGSIEVE_OPTIONS`) where it is given no parsed
 * policy.
 */
export function compilePolicy(policy: Policy, options: CompileOptions = {}): CompiledPolicy {
  if (!Array.isArray((policy as Partial<Policy> | undefined)?.rules)) {
    throw new LogsieveError('ERR_LOGSIEVE_OPTIONS', 'the policy is not parsed', {
      path: 'policy',
      hint: 'give what parsePolicy returns, or use loadPolicy',
    });
  }
  const issues: Issue[] = [];
  const compiled = buildPolicy(policy, options, (issue) => issues.push(issue));
  if (compiled === undefined || issues.length > 0) throw new PolicyError(issues);
  return compiled;
}

/**
 * As `compilePolicy`, but reports issues; undefined where none of the policy can be compiled. What detectors leave of a
 * text goes through `rewrite`, where there is one, and through the detectors again.
 */
export function buildPolicy(
  policy: Policy,
  options: CompileOptions,
  report: Report,
  rewrite?: Rewrite,
): CompiledPolicy | undefined {
  const profile = findProfile(policy, options.profile, report);
  if (options.profile !== undefined && profile === undefined) return undefined;
  const limits = tighterLimits(policy.limits, profile?.limits ?? {});
  const detectors = [...policy.detectors, ...(profile?.detectors ?? [])];
  const confidence = Math.min(policy.confidence, profile?.confidence ?? 1);
  const scanner = rewritten(createScanner([...new Set(detectors)], policy.define), rewrite);
  const scans = createScans(scanner, confidence);
  const keys = createKeys(policy, options, report);
  const cipher = createCiphers(policy, options, report);
  const compileLeaf = createLeafCompiler({ limits, ...scans, activeKey: keys.of, cipher });
  const messageKey = options.messageKey ?? 'msg';
  const layers = layerRules(policy, profile, limits, messageKey, report);
  const setting = profile?.message ?? policy.message;
  const origin: Origin = { source: policy.name ?? 'policy', path: ['message'] };
  const leafOfHole = (rule: HoleRule): Leaf =>
    compileLeaf({ pattern: messageKey, segments: [], rule, origin }, true).leaf;
  const findText =
    typeof setting === 'string'
      ? undefined
      : compileCatalog(setting.catalog, holeWriters(setting.holes, leafOfHole));
  const unknown = typeof setting === 'string' ? undefined : setting.unknown;
  const unknownKey =
    unknown === undefined
      ? undefined
      : keys.of(unknown.pseudonymize.key, { ...origin, path: ['message', 'unknown'] });
  const spelled = inEverySpelling(layers.rules);
  const build = (added: readonly PolicyRule[]): CompiledPolicy => {
    const guards = [...layers.guards, ...added];
    return {
      policy,
      profile: options.profile,
      root: buildTree(layers.rules, guards, treeContext(compileLeaf, limits, report)),
      guards: added,
      messageKey,
      messageOpenings: openingsOf(messageKey),
      message: removesMessage([...policy.rules, ...guards], messageKey) ? 'remove' : modeOf(setting),
      catalog: typeof setting === 'string' ? undefined : setting.catalog,
      findText,
      nameUnknown: unknownKey === undefined ? undefined : createNameUnknown(unknownKey),
      knownTexts: rewrite === undefined ? new Map() : undefined,
      remarks: profile?.remarks ?? policy.remarks,
      remarksOpening: `"${RESERVED_FIELD}":{"policy":"${policy.hash.slice(0, HASH_SHOWN)}"`,
      limits,
      confidence,
      activeKeys: keys.active,
      ...scans,
      tighten: (patterns) => build([...added, ...removals(patterns).map(spelled)]),
    };
  };
  return build([]);
}

/** Digits of the policy's hash that tell it apart. */
const HASH_SHOWN = 16;

/** True where a removal reaches the message, which is no field of the tree. A `**` rule that replaces removes it. */
function removesMessage(rules: readonly PolicyRule[], messageKey: string): boolean {
  const states = rules
    .filter(({ rule, segments }) => 'remove' in rule || hasAnyDepth(segments))
    .map(({ segments }) => ({ segments, at: 0 }));
  const reached = step(atAnyDepth(states), messageKey);
  return atAnyDepth(reached).some(({ segments, at }) => at === segments.length);
}

function createLeafCompiler(
  shared: Scans & {
    limits: Limits;
    activeKey: (ring: string, origin: Origin) => ActiveKey | undefined;
    cipher: (list: string, origin: Origin) => Encrypt | undefined;
  },
) {
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

function findProfile(policy: Policy, name: string | undefined, report: Report): Profile | undefined {
  if (name === undefined) return undefined;
  if (Object.hasOwn(policy.profiles, name)) return policy.profiles[name];
  const known = Object.keys(policy.profiles);
  report({
    code: 'ERR_LOGSIEVE_POLICY_UNKNOWN_PROFILE',
    message: `the policy has no profile ${JSON.stringify(name)}`,
    path: ['profiles'],
    hint: known.length === 0 ? 'the policy has no profiles' : `known: ${known.join(', ')}`,
    source: policy.name ?? 'policy',
  });
  return undefined;
}

function tighterLimits(limits: Limits, profile: Partial<Limits>): Limits {
  const lower = (name: keyof Limits) => Math.min(limits[name], profile[name] ?? limits[name]);
  return {
    depth: lower('depth'),
    properties: lower('properties'),
    stringLength: lower('stringLength'),
    lineBytes: lower('lineBytes'),
  };
}

/** The rules that list, and the guards that win over them: `**` rules, and what a profile takes away. */
function layerRules(
  policy: Policy,
  profile: Profile | undefined,
  limits: Limits,
  messageKey: string,
  report: Report,
) {
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

function treeContext(
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

/** Removal rules for patterns given in code. Throws `PolicyError` on one that cannot be read. */
function removals(patterns: readonly string[]): PolicyRule[] {
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
