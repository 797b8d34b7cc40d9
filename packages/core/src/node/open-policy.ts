import { LogsieveError } from '../errors.js';
import type { CompiledPolicy } from '../policy/compile/compiled-policy.js';
import { createRedactor, type Redactor } from '../redactor.js';
import { createFiles, type Files } from './files.js';
import { loadProfiles } from './load-policy.js';
import { isDiscovering, type OpenOptions, tellDiscovered } from './open-redactor.js';
import { checkOptions } from './options.js';
import { tellStderr } from './stderr.js';
import { type Watch, watchFiles } from './watch.js';

export interface OpenPolicyOptions extends Omit<OpenOptions, 'profile'> {
  /** Profiles of the policy, each with a redactor of its own; undefined for the policy itself. */
  readonly profiles: readonly (string | undefined)[];
  /** Load the policy anew whenever one of its files changes. Default `false`. */
  readonly watch?: boolean | undefined;
}

/** What became of loading a policy anew. */
export type Reload = { readonly ok: true } | { readonly ok: false; readonly error: LogsieveError };

/** Running totals. */
export interface ReloadCounters {
  /** How often the policy was loaded anew. */
  readonly reloads: number;
  /** How often that failed, so that the last good policy stayed. */
  readonly failedReloads: number;
}

/** The redactors of one policy, and what it takes to load it anew. */
export interface OpenPolicy {
  /** In the order of the profiles asked for. They stay the same when the policy is loaded anew. */
  readonly redactors: readonly Redactor[];
  /**
   * Reads the policy, what it extends and its keys once more, and puts all of it into force at once, for all profiles;
   * where it has issues, the policy in force stays. Synchronous. Never throws: a failure is counted, told once on
   * stderr, and given back.
   */
  reload(): Reload;
  counters(): ReloadCounters;
  /** Stops watching. */
  close(): void;
}

/**
 * What an adapter starts with. Throws `PolicyError` with all issues of the policy, and `LogsieveError` for options
 * that it does not know, where `discover` is asked for in production, and where there is no file to watch.
 */
export function openPolicy(options: OpenPolicyOptions): OpenPolicy {
  checkOptions(options, OPTIONS);
  const { policy, profiles, discover, watch, ...given } = options;
  // Of now: a process that changes its folder later means the same files, not others of their names.
  const load = { ...given, cwd: given.cwd ?? process.cwd() };
  const telling = isDiscovering(discover, load.env);
  let files = createFiles();
  const redactors = loadProfiles(policy, load, profiles, files).map((compiled, index) =>
    // Paths are told of once, whatever the number of profiles.
    createRedactor(compiled, telling && index === 0 ? { onDiscovered: tellDiscovered } : {}),
  );
  const counters = { reloads: 0, failedReloads: 0 };
  const failed = createFailure(counters);
  const reload = (): Reload => {
    const fresh = createFiles();
    const loaded = attempt(() => loadProfiles(policy, load, profiles, fresh));
    // Also of what failed: mending any of its files is what is waited for.
    files = fresh;
    if ('error' in loaded) return failed(loaded.error);
    redactors.forEach((redactor, index) => {
      redactor.replacePolicy(loaded.compiled[index] as CompiledPolicy);
    });
    failed(undefined);
    counters.reloads++;
    return { ok: true };
  };
  const watching = watch === true ? startWatch(() => files, reload) : undefined;
  return { redactors, reload, counters: () => ({ ...counters }), close: () => watching?.close() };
}

const OPTIONS: readonly string[] = [
  'policy',
  'profiles',
  'discover',
  'watch',
  'messageKey',
  'cwd',
  'env',
] satisfies (keyof OpenPolicyOptions)[];

type Loaded = { readonly compiled: readonly CompiledPolicy[] } | { readonly error: LogsieveError };

function attempt(load: () => readonly CompiledPolicy[]): Loaded {
  try {
    return { compiled: load() };
  } catch (error) {
    if (error instanceof LogsieveError) return { error };
    // A policy given as an object may be made of anything by now.
    return { error: new LogsieveError('ERR_LOGSIEVE_POLICY', 'the policy cannot be read') };
  }
}

/** Counts a failure, and tells it once however often it is tried; undefined for a success. */
function createFailure(counters: { failedReloads: number }) {
  let told: string | undefined;
  return (error: LogsieveError | undefined): Reload => {
    if (error === undefined) {
      told = undefined;
      return { ok: true };
    }
    counters.failedReloads++;
    if (told !== error.message) tellStderr(`the last good policy stays; the new one: ${error.message}`);
    told = error.message;
    return { ok: false, error };
  };
}

function startWatch(files: () => Files, reload: () => Reload): Watch {
  if (files().seen.size === 0) {
    throw new LogsieveError('ERR_LOGSIEVE_OPTIONS', 'there is no file to watch', {
      path: 'options.watch',
      hint: 'give the policy as a path, or leave watch out',
    });
  }
  return watchFiles(() => files().seen, reload);
}
