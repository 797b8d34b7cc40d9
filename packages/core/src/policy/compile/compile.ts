import { createScanner } from '../../detectors/scan.js';
import { LogsieveError } from '../../errors.js';
import { type Issue, PolicyError, type Report } from '../issue.js';
import { modeOf } from '../merge/strength.js';
import { RESERVED_FIELD } from '../path-pattern.js';
import type { Policy, PolicyRule, Profile } from '../policy.js';
import { createCiphers } from './ciphers.js';
import type { CompileOptions, Rewrite } from './compile-options.js';
import type { CompiledPolicy } from './compiled-policy.js';
import { openingsOf } from './field.js';
import { createKeys } from './keys.js';
import { layerRules } from './layers.js';
import { createLeafCompiler } from './leaf-compiler.js';
import { compileMessage, removesMessage } from './message-setting.js';
import { findProfile, tighterLimits } from './profile.js';
import { removalsOf } from './removals.js';
import { createScans, rewritten, type Scans } from './scans.js';
import { inEverySpelling } from './spelling.js';
import { createTreeContext } from './tree-context.js';
import { buildTree } from './tree.js';

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
  const confidence = Math.min(policy.confidence, profile?.confidence ?? 1);
  const scans = scansOf(policy, profile, confidence, rewrite);
  const keys = createKeys(policy, options, report);
  const cipher = createCiphers(policy, options, report);
  const compileLeaf = createLeafCompiler({ limits, ...scans, activeKey: keys.of, cipher });
  const messageKey = options.messageKey ?? 'msg';
  const layers = layerRules(policy, profile, limits, messageKey, report);
  const setting = profile?.message ?? policy.message;
  const place = { messageKey, origin: { source: policy.name ?? 'policy', path: ['message'] } };
  const shared = {
    policy,
    profile: options.profile,
    messageKey,
    messageOpenings: openingsOf(messageKey),
    ...compileMessage(setting, place, keys, compileLeaf),
    knownTexts: rewrite === undefined ? new Map() : undefined,
    remarks: profile?.remarks ?? policy.remarks,
    remarksOpening: `"${RESERVED_FIELD}":{"policy":"${policy.hash.slice(0, HASH_SHOWN)}"`,
    limits,
    confidence,
    activeKeys: keys.active,
    ...scans,
  };
  const spelled = inEverySpelling(layers.rules);
  /** With these removals, which win over all other rules. */
  const build = (added: readonly PolicyRule[]): CompiledPolicy => {
    const guards = [...layers.guards, ...added];
    return {
      ...shared,
      root: buildTree(layers.rules, guards, createTreeContext(compileLeaf, limits, report)),
      guards: added,
      message: removesMessage([...policy.rules, ...guards], messageKey) ? 'remove' : modeOf(setting),
      tighten: (patterns) => build([...added, ...removalsOf(patterns).map(spelled)]),
    };
  };
  return build([]);
}

/** Digits of the policy's hash that tell it apart. */
const HASH_SHOWN = 16;

/** The detectors of the policy, and those that its profile adds. */
function scansOf(
  { detectors, define }: Policy,
  profile: Profile | undefined,
  confidence: number,
  rewrite: Rewrite | undefined,
): Scans {
  const ids = new Set([...detectors, ...(profile?.detectors ?? [])]);
  return createScans(rewritten(createScanner([...ids], define), rewrite), confidence);
}
