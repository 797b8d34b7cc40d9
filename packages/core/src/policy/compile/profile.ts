import type { Limits, Policy, Profile } from '../policy.js';
import type { Report } from '../issue.js';

/** The profile of this name; undefined for no name, and for one that is unknown, which is reported. */
export function findProfile(policy: Policy, name: string | undefined, report: Report): Profile | undefined {
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

/** Of each limit the lower one. */
export function tighterLimits(limits: Limits, profile: Partial<Limits>): Limits {
  const lower = (name: keyof Limits) => Math.min(limits[name], profile[name] ?? limits[name]);
  return {
    depth: lower('depth'),
    properties: lower('properties'),
    stringLength: lower('stringLength'),
    lineBytes: lower('lineBytes'),
  };
}
