import { resolve } from 'node:path';
import { buildPolicy } from '../policy/compile/compile.js';
import type { CompiledPolicy } from '../policy/compile/compiled-policy.js';
import { formatIssue, type Issue, PolicyError, type Report } from '../policy/issue.js';
import { readPolicy } from '../policy/parse.js';
import type { Policy, PolicyDocument } from '../policy/policy.js';
import { hintPreset } from '../policy/presets/index.js';
import { createNodeCipher } from './cipher.js';
import { createFiles, createResolve, type Files } from './files.js';
import { type Environment, createNodeHmac, createReadKey } from './keys.js';
import { checkOptions } from './options.js';

export interface LoadOptions {
  /** Compile for this profile of the policy. Default: the policy itself. */
  readonly profile?: string | undefined;
  /** What the logger calls the message. Default `msg`. */
  readonly messageKey?: string | undefined;
  /** Paths that are given in code are relative to this. Default `process.cwd()`. */
  readonly cwd?: string | undefined;
  /** Where keys are looked up. Default `process.env`. */
  readonly env?: Environment | undefined;
}

/**
 * A compiled policy from a file (JSON with comments), a preset's name, or an object; without any, `logsieve:base`
 * alone. Reads the files, packages and keys that the policy names, synchronously, once. Throws `PolicyError` with
 * all issues at once, those of missing keys included, and `LogsieveError` for options that it does not know.
 *
 * @example
 * const compiled = loadPolicy('logsieve.json', { profile: 'console' });
 */
export function loadPolicy(
  source: string | PolicyDocument | undefined,
  options: LoadOptions = {},
): CompiledPolicy {
  checkOptions(options, OPTIONS);
  const { profile, ...load } = options;
  return loadProfiles(source, load, [profile], createFiles())[0] as CompiledPolicy;
}

/** As `loadPolicy`, for each profile in turn, from one state of the files. */
export function loadProfiles(
  source: string | PolicyDocument | undefined,
  { messageKey, cwd = process.cwd(), env = process.env }: Omit<LoadOptions, 'profile'>,
  profiles: readonly (string | undefined)[],
  files: Files,
): CompiledPolicy[] {
  const issues = new Map<string, Issue>();
  // A fault beyond profiles is found with each of them.
  const report: Report = (issue) => issues.set(formatIssue(issue), issue);
  const policy = read(source, cwd, files, report);
  const readKey = createReadKey(env, cwd, files);
  const tools = { createHmac: createNodeHmac, createCipher: createNodeCipher, readKey };
  const compile = (profile: string | undefined) =>
    policy && buildPolicy(policy, { profile, messageKey, ...tools }, report);
  const compiled = profiles.map(compile).filter((one) => one !== undefined);
  if (compiled.length < profiles.length || issues.size > 0) throw new PolicyError([...issues.values()]);
  return compiled;
}

const OPTIONS: readonly string[] = ['profile', 'messageKey', 'cwd', 'env'] satisfies (keyof LoadOptions)[];

const BASE_ALONE: PolicyDocument = { logsieve: 1 };

function read(
  source: string | PolicyDocument | undefined,
  cwd: string,
  files: Files,
  report: Report,
): Policy | undefined {
  const resolveExtends = createResolve(cwd, files);
  if (source === undefined) return readPolicy(BASE_ALONE, {}, report);
  if (typeof source !== 'string') {
    const misfit = misfitOf(source);
    if (misfit === undefined) return readPolicy(source, { resolve: resolveExtends }, report);
    report({ code: 'ERR_LOGSIEVE_POLICY_INVALID_VALUE', ...misfit, path: [], source: 'policy' });
    return undefined;
  }
  if (source.startsWith('logsieve:')) return readPolicy({ logsieve: 1, extends: [source] }, {}, report);
  const path = resolve(cwd, source);
  const file = files.read(path);
  if ('text' in file) return readPolicy(file.text, { source: path, resolve: resolveExtends }, report);
  // Text given where a path belongs would fill the error with the policy itself.
  const isText = /[\n{]/.test(source);
  report({
    code: 'ERR_LOGSIEVE_POLICY_UNREADABLE',
    message: isText ? 'the text of a policy is no path' : `the policy cannot be read (${file.code})`,
    hint: isText ? 'pass a path or an object; parsePolicy takes text' : hintPath(source),
    path: [],
    source: isText ? 'policy' : path,
  });
  return undefined;
}

function hintPath(source: string): string {
  if (source.startsWith('file:')) return URL_HINT;
  return hintPreset(source) ?? 'the path is relative to the working directory';
}

const URL_HINT = 'pass fileURLToPath(url) of node:url';

interface Misfit {
  readonly message: string;
  readonly hint: string;
}

/** What is often given in place of a document; undefined where it may be one. */
function misfitOf(source: unknown): Misfit | undefined {
  try {
    if (typeof source !== 'object' || source === null) return undefined;
    if (source instanceof URL) return { message: 'the policy is a URL', hint: URL_HINT };
    const made = madeOf(source);
    if (made === undefined) return undefined;
    return { message: `the policy is ${made} already`, hint: 'pass the document itself, or its path' };
  } catch {
    // Only a Proxy can throw here; reading it says so.
    return undefined;
  }
}

function madeOf(source: object): string | undefined {
  if ('root' in source && 'scan' in source) return 'compiled';
  return 'rules' in source && 'hash' in source ? 'parsed' : undefined;
}
