import type { CompiledPolicy } from '../../policy/compile/compiled-policy.js';
import type { KeySource } from '../../policy/policy.js';
import { createFiles } from '../files.js';
import { createReadKey } from '../keys.js';
import { loadProfiles } from '../load-policy.js';
import type { ReadBulkOptions } from './bulk-options.js';
import type { WorkerTask } from './worker-task.js';

/** Reads a policy and its keys, once for all threads. Throws `PolicyError`. */
export function readTask({
  policy: source,
  profile,
  messageKey,
  cwd = process.cwd(),
  env = process.env,
}: ReadBulkOptions['load']): { readonly compiled: CompiledPolicy; readonly task: WorkerTask } {
  const files = createFiles();
  const [compiled] = loadProfiles(source, { messageKey, cwd, env }, [profile], files);
  const { policy } = compiled as CompiledPolicy;
  const readKey = createReadKey(env, cwd, files);
  const keys = new Map<KeySource, Uint8Array>();
  for (const { ring, origin } of Object.values(policy.keys)) {
    for (const place of Object.values(ring.ring)) {
      const key = readKey(place, origin);
      if (key instanceof Uint8Array) keys.set(place, key);
    }
  }
  return { compiled: compiled as CompiledPolicy, task: { policy, profile, messageKey, keys } };
}
