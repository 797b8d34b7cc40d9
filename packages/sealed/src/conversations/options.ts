import {
  type AsyncConversationOptions,
  type AsyncConversationRedactor,
  type ConversationRedactor,
  createAsyncConversationRedactor,
  createConversationRedactor,
  type PolicyDocument,
} from '@logsieve/core';
import { checkOptions, loadPolicy, wrongOption } from '@logsieve/core/node';
import { recipientsOf, type RecipientSource } from '../key-sources/recipients.js';
import { refusePrivateKeys } from '../private-keys.js';
import { checkAccessLog } from '../read/access.js';
import type { SealedLog } from '../write/sealed-log.js';
import type { StoredMessage } from './frame.js';

/**
 * Takes the messages that are to be stored and gives those that may be: fewer, others, or the same. They are a copy. What
 * it throws, or a promise that is rejected, keeps all of them from being stored.
 */
export type Sanitize = (
  messages: StoredMessage[],
  conversation: { readonly id: string },
) => readonly StoredMessage[] | Promise<readonly StoredMessage[]>;

/** The options of `createConversationStore`. */
export interface ConversationStoreOptions {
  /** The folder of the store. Several processes may share it. */
  readonly dir: string;
  /** Who can read what is stored: `age1…`, or where that is kept. Each of them alone can. */
  readonly recipients: readonly RecipientSource[];
  /**
   * What is found in texts: the `detectors`, `define` and `confidence` of a policy, its file, or the name of a preset.
   * Without, `logsieve:base` alone, which has the default detectors.
   */
  readonly policy?: string | PolicyDocument | undefined;
  /** A profile of the policy. */
  readonly profile?: string | undefined;
  /** Functions of your own, in order, before the policy's redactor: nothing is stored that it did not see. */
  readonly sanitize?: Sanitize | readonly Sanitize[] | undefined;
  /** Recognizers, which take their time: see `createAsyncConversationRedactor`. */
  readonly recognizers?: AsyncConversationOptions['recognizers'] | undefined;
  /** How long a recognizer may take for a text, in milliseconds. */
  readonly timeout?: number | undefined;
  /** Whether a message is acknowledged only once it has reached the disk. Default `true`. */
  readonly fsync?: boolean | undefined;
  /** A sealed log of its own, which gets a line before anything is opened; who reads has to say who, and why, then. */
  readonly accessLog?: SealedLog | undefined;
}

/** The same, checked. */
export interface Settings {
  readonly dir: string;
  readonly recipients: readonly string[];
  readonly durable: boolean;
  readonly accessLog: SealedLog | undefined;
  readonly sanitize: readonly Sanitize[];
  /** For each conversation its own. */
  readonly createRedactor: () => ConversationRedactor | AsyncConversationRedactor;
}

const OPTIONS = [
  'dir',
  'recipients',
  'policy',
  'profile',
  'sanitize',
  'recognizers',
  'timeout',
  'fsync',
  'accessLog',
] satisfies (keyof ConversationStoreOptions)[];

/** Throws `LogsieveError` at the first option that is unknown, missing or of the wrong type, or is a private key. */
export function readOptions(options: ConversationStoreOptions): Settings {
  const given = checkOptions(options, OPTIONS);
  refusePrivateKeys(given);
  if (typeof given['dir'] !== 'string') throw wrongOption('options.dir', 'the path of a folder');
  const recipients = recipientsOf(given['recipients'], 'options.recipients');
  const { dir, policy, profile, recognizers, timeout, fsync = true, accessLog } = options;
  if (typeof fsync !== 'boolean') throw wrongOption('options.fsync', 'true or false');
  if (accessLog !== undefined) checkAccessLog(accessLog);
  const compiled = loadPolicy(policy, { profile });
  const tighter = profile === undefined ? undefined : compiled.policy.profiles[profile]?.detectors;
  const redaction = {
    detectors: [...new Set([...compiled.policy.detectors, ...(tighter ?? [])])],
    define: compiled.policy.define,
    confidence: compiled.confidence,
  };
  const createRedactor = () =>
    recognizers === undefined
      ? createConversationRedactor(redaction)
      : createAsyncConversationRedactor({ ...redaction, recognizers, timeout });
  // What it refuses is refused now.
  createRedactor();
  return {
    dir,
    recipients,
    durable: fsync,
    accessLog,
    sanitize: sanitizersOf(given['sanitize']),
    createRedactor,
  };
}

function sanitizersOf(given: unknown): readonly Sanitize[] {
  const list: readonly unknown[] = Array.isArray(given) ? given : given === undefined ? [] : [given];
  if (list.every((one) => typeof one === 'function')) return list as readonly Sanitize[];
  throw wrongOption('options.sanitize', 'a function, or a list of them');
}
