import type { CompiledPolicy } from '../policy/compile/compiled-policy.js';
import type { ErrorMessage } from '../json/error-messages.js';
import type { Message } from './message.js';
import type { Counts } from '../run/run.js';

/** What an adapter knows of a record beside the record. */
export interface RecordContext {
  /** Displaces the record's own message field. */
  readonly message?: Message | undefined;
  /** The logger's own fields, level and time: nothing displaces them. */
  readonly head?: object | undefined;
  /** Fields redacted before, which the record's own fields displace. */
  readonly bindings?: Bindings | undefined;
  /** The record's fields belong under this field instead of at the root. */
  readonly nestedKey?: string | undefined;
  /**
   * Turns the value of one of the record's own fields into what the logger would emit for it. Called once for
   * each listed field, never for others. Where it throws, the field is removed.
   */
  readonly serialize?: ((key: string, value: unknown) => unknown) | undefined;
  /** Errors of the call that are not fields of the record; a message that repeats theirs is replaced. */
  readonly errors?: readonly unknown[] | undefined;
}

/** The redacted bindings of a child logger, nothing of the caller's. Made by `bind`. */
export interface Bindings {
  /** The policy whose fields they are, without what a child logger removes beyond it. */
  readonly policy: CompiledPolicy;
  /** JSON text of each field, by the field's place in the policy; undefined where nothing may leave. */
  readonly pieces: readonly (string | undefined)[];
  /** A bit for each place that has a text, 32 to a word. */
  readonly present: readonly number[];
  /** Messages of errors among the bindings, for messages that repeat them. */
  readonly errors: readonly ErrorMessage[];
  /** The bindings were too much to search for errors. */
  readonly incomplete: boolean;
  readonly counts: Readonly<Counts>;
}
