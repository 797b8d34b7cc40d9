import type { ActiveKey } from '../../actions/action.js';
import type { CompileOptions } from './compile-options.js';
import type { Report } from '../issue.js';
import type { Origin, Policy } from '../policy.js';

/** The active keys of a policy. */
export interface Keys {
  /** By name of the ring; those that can be used. */
  readonly active: ReadonlyMap<string, ActiveKey>;
  /** The active key of a ring for a rule; what it lacks is reported. */
  readonly of: (ring: string, origin: Origin) => ActiveKey | undefined;
}

/**
 * The active key of each ring. A ring that cannot be used is reported: every declared ring at
 * once, whether a rule uses it or not; a missing HMAC function at the first rule that needs it.
 */
export function createKeys(policy: Policy, options: CompileOptions, report: Report): Keys {
  const { createHmac } = options;
  const active = new Map<string, ActiveKey>();
  for (const [name, { ring, origin }] of Object.entries(policy.keys)) {
    for (const [keyId, source] of Object.entries(ring.ring)) {
      const key = readKey(keyId, options, source, origin);
      if (key instanceof Uint8Array) {
        if (keyId === ring.active && createHmac !== undefined)
          active.set(name, { keyId, hmac: createHmac(key) });
      } else {
        const path = [...origin.path, 'ring', keyId];
        report({ code: key.fault, message: key.message, hint: key.hint, ...origin, path });
      }
    }
  }
  const of = (name: string, origin: Origin) => {
    if (createHmac === undefined) {
      report({
        code: 'ERR_LOGSIEVE_POLICY_NO_HMAC',
        message: 'the rule pseudonymizes but no HMAC function was given',
        hint: 'pass createHmac to compilePolicy, or load the policy with @logsieve/core/node',
        ...origin,
      });
    }
    return active.get(name);
  };
  return { active, of };
}

const MIN_KEY_BYTES = 32;

function readKey(
  keyId: string,
  options: CompileOptions,
  ...at: Parameters<NonNullable<CompileOptions['readKey']>>
) {
  const key = options.readKey?.(...at) ?? {
    fault: 'ERR_LOGSIEVE_POLICY_KEY_MISSING' as const,
    message: `key ${JSON.stringify(keyId)} cannot be read`,
    hint: 'pass readKey to compilePolicy, or load the policy with @logsieve/core/node',
  };
  if (!(key instanceof Uint8Array) || key.length >= MIN_KEY_BYTES) return key;
  return {
    fault: 'ERR_LOGSIEVE_POLICY_KEY_SHORT' as const,
    message: `key ${JSON.stringify(keyId)} has fewer than ${MIN_KEY_BYTES} bytes`,
    hint: 'make one with: openssl rand -base64 32',
  };
}
