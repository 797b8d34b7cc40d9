import type { Cell } from './merge/cell.js';
import { resolveDetectors } from '../detectors/registry.js';
import { checkDeclared, checkDeclaredMessage } from './declared.js';
import { readObject, readText } from './document.js';
import { type Extended, extendDocument } from './merge/extend.js';
import { hashOf } from './hash.js';
import { type Issue, PolicyError, type Report } from './issue.js';
import { hintNearest } from './schema/nearest.js';
import { patternKey } from './merge/pattern-key.js';
import type { KeyRing, Limits, Policy, PolicyDocument, PolicyRule, PolicyTest } from './policy.js';
import type { Resolve } from './resolve.js';
import { toProfiles } from './merge/profiles.js';
import { checkDefinitions, checkLengths, checkParses, checkRemovals } from './merge/without-effect.js';

export interface ParseOptions {
  /** What issues call the document, and what relative `extends` are resolved from. Default `policy`. */
  readonly source?: string | undefined;
  /** Finds the files and packages that policies name. Without it only presets can be extended. */
  readonly resolve?: Resolve | undefined;
}

/**
 * A policy, from JSON text with comments or from an object, with everything it extends merged in. Throws
 * `PolicyError` with the issues of all documents at once. Reads nothing by itself: files, packages and keys are
 * the caller's.
 *
 * @example
 * const policy = parsePolicy('{ "logsieve": 1, "fields": { "latencyMs": { "keep": "number" } } }');
 */
export function parsePolicy(source: string | PolicyDocument, options: ParseOptions = {}): Policy {
  const issues: Issue[] = [];
  const policy = readPolicy(source, options, (issue) => issues.push(issue));
  if (policy === undefined || issues.length > 0) throw new PolicyError(issues);
  return policy;
}

/**
 * As `parsePolicy`, but reports issues instead of throwing. What it gives back after an issue is good for finding
 * more of them and for nothing else; undefined where there is not even that.
 */
export function readPolicy(
  source: string | PolicyDocument,
  options: ParseOptions,
  report: Report,
): Policy | undefined {
  const name = options.source ?? 'policy';
  let sound = true;
  const note: Report = (issue) => {
    sound = false;
    report(issue);
  };
  const document = typeof source === 'string' ? readText(source, name, note) : readObject(source, name, note);
  // An object that is no data at all was refused as a whole.
  if (document?.value === undefined) return undefined;
  const extended = extendDocument(document, options.resolve, note);
  const policy = extended && toPolicy(extended, note);
  // What is faulty is left out, so that other rules would seem to be in vain.
  if (extended && policy && sound) {
    checkRemovals(extended, policy.rules, report);
    checkParses(extended, report);
    checkDefinitions(extended, policy, report);
  }
  return policy;
}

const DEFAULT_LIMITS: Limits = { depth: 16, properties: 1000, stringLength: 8192, lineBytes: 1_048_576 };

function toPolicy(extended: Extended, report: Report): Policy {
  const { layer, content } = extended;
  const limits = { ...DEFAULT_LIMITS, ...valuesOf(layer.limits) };
  const message = layer.message.get('message')?.value ?? 'template';
  const define = Object.fromEntries([...layer.define].map(([id, { value }]) => [id, value]));
  const own = Object.keys(define);
  const detectors = resolveDetectors(layer.detectors.get('detectors')?.value ?? ['default'], own).ids;
  const confidence = layer.confidence.get('confidence')?.value ?? 0;
  const rules = [...layer.rules.values()].map(({ value }) => value);
  const profiles = toProfiles(
    layer.profiles,
    { rules: layer.rules, message, detectors, confidence, own, limits },
    report,
  );
  checkDepth(rules, limits.depth, extended, report);
  for (const { rules: own } of [{ rules }, ...Object.values(profiles)]) checkDeclared(own, extended, report);
  for (const sheet of [layer, ...[...layer.profiles.values()].map((profile) => profile.sheet)])
    checkDeclaredMessage(sheet.message.get('message'), extended, report);
  checkLengths(extended, [{ rules, limits }, ...Object.values(profiles)], limits, report);
  const tests = readTests(extended, report);
  const named = (key: 'name' | 'revision') => (extended.isFaulty([key]) ? undefined : content[key]);
  const policy = {
    rules,
    message,
    detectors,
    confidence,
    define,
    keys: Object.fromEntries(
      [...layer.keys].map(([name, { value, origin }]) => [name, { ring: value, origin }]),
    ),
    recipients: Object.fromEntries(
      [...layer.recipients].map(([name, { value, origin }]) => [name, { list: value, origin }]),
    ),
    profiles,
    remarks: layer.remarks.get('remarks')?.value ?? 'silent',
    limits,
  };
  return { name: named('name'), revision: named('revision'), hash: hashPolicy(policy), ...policy, tests };
}

function valuesOf(cells: ReadonlyMap<string, Cell<number>>): Partial<Limits> {
  return Object.fromEntries([...cells].map(([name, { value }]) => [name, value]));
}

/** A pattern below the depth limit matches nothing. Inherited ones may: a lower limit is a way to tighten. */
function checkDepth(rules: readonly PolicyRule[], depth: number, { owner }: Extended, report: Report): void {
  for (const { segments, origin } of rules) {
    if (origin.source !== owner.source || segments.filter(({ kind }) => kind !== 'anyDepth').length <= depth)
      continue;
    report({
      ...origin,
      code: 'ERR_LOGSIEVE_POLICY_DEAD_RULE',
      message: `the path is deeper than limits.depth, which is ${depth}`,
      hint: 'raise limits.depth, or leave the rule out',
    });
  }
}

/** The document's own tests; those of what it extends are about another policy. */
function readTests({ content, layer, isFaulty, originOf }: Extended, report: Report): readonly PolicyTest[] {
  if (isFaulty(['tests']) || content.tests === undefined) return [];
  for (const [index, { profile }] of content.tests.entries()) {
    if (profile === undefined || layer.profiles.has(profile)) continue;
    report({
      code: 'ERR_LOGSIEVE_POLICY_UNKNOWN_PROFILE',
      message: `the policy has no profile ${JSON.stringify(profile)}`,
      hint: hintNearest(profile, [...layer.profiles.keys()]),
      ...originOf(['tests', index, 'profile']),
    });
  }
  return content.tests;
}

/** What the policy says, whatever its layout, its name, and the places of its keys. */
function hashPolicy({
  keys,
  recipients,
  profiles,
  ...policy
}: Omit<Policy, 'name' | 'revision' | 'hash' | 'tests'>): string {
  const rings = Object.entries(keys).map(([name, { ring }]) => [name, idsOf(ring)] as const);
  const lists = Object.entries(recipients).map(([name, { list }]) => [name, list] as const);
  const sheets = Object.entries(profiles).map(([name, profile]) => {
    return [name, { ...profile, origin: undefined, rules: profile.rules.map(ruleIdentity) }] as const;
  });
  return hashOf({
    ...policy,
    // What says nothing is left out, so that a policy without has the hash that it always had.
    define: Object.keys(policy.define).length === 0 ? undefined : policy.define,
    confidence: policy.confidence === 0 ? undefined : policy.confidence,
    recipients: lists.length === 0 ? undefined : Object.fromEntries(lists),
    rules: policy.rules.map(ruleIdentity),
    keys: Object.fromEntries(rings),
    profiles: Object.fromEntries(sheets),
  });
}

function ruleIdentity({ segments, rule }: PolicyRule): unknown {
  return [patternKey(segments), rule];
}

function idsOf({ active, ring }: KeyRing): unknown {
  return { active, ids: Object.keys(ring).sort() };
}
