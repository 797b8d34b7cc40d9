import { buildPolicy } from '../../policy/compile/compile.js';
import type { CompiledPolicy } from '../../policy/compile/compiled-policy.js';
import type { Rewrite } from '../../policy/compile/compile-options.js';
import type { KeySource, Policy } from '../../policy/policy.js';
import { createNodeCipher } from '../cipher.js';
import { createNodeHmac } from '../keys.js';
import type { FoundModule } from './recognizer-module.js';

/** What a worker is started with: the policy and its keys as they were read, so that all threads go by the same. */
export interface WorkerTask {
  readonly policy: Policy;
  readonly profile: string | undefined;
  readonly messageKey: string | undefined;
  /** By the objects of the policy that say where a key is; on the way to the worker they stay the same ones. */
  readonly keys: ReadonlyMap<KeySource, Uint8Array>;
  /** The recognizers that the worker loads and runs. */
  readonly recognizing?: WorkerRecognizing | undefined;
}

/** As `RecognizingOptions`, of a module. */
export interface WorkerRecognizing {
  readonly recognizers: FoundModule;
  readonly timeout: number | undefined;
  readonly concurrency: number;
}

/** In the worker. The policy was compiled before, so that there is nothing to report. */
export function compileTask(
  { policy, keys, profile, messageKey }: WorkerTask,
  rewrite?: Rewrite,
): CompiledPolicy | undefined {
  const readKey = (source: KeySource) => keys.get(source) ?? NO_KEY;
  const tools = { createHmac: createNodeHmac, createCipher: createNodeCipher, readKey };
  return buildPolicy(policy, { profile, messageKey, ...tools }, () => undefined, rewrite);
}

const NO_KEY = {
  fault: 'ERR_LOGSIEVE_POLICY_KEY_MISSING',
  message: 'there is no such key',
  hint: '',
} as const;
