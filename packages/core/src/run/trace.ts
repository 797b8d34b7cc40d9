import type { Limits, PolicyRule } from '../policy/policy.js';

/** What one value is counted as where its rule let something out. */
export type Outcome =
  'kept' | 'replaced' | 'masked' | 'encrypted' | 'pseudonymized' | 'generalized' | 'truncated';

/** What happened to one value. */
export type TraceOutcome = Outcome | 'removed' | 'unlisted' | 'message';

/**
 * Why a listed value did not come out:
 *
 * - `rule`: a rule, or the policy's `message`, removes it whatever it is;
 * - `type`: it is of another type than its rule wants, as a string where an integer may leave;
 * - `range`, `too-long`, `enum`, `form`: out of the bounds of its rule, longer than its rule allows, none of its enum,
 *   not of the form it wants;
 * - `limit`: past one of the policy's `limits`;
 * - `members`: none of the members of a map came out;
 * - `displaced`: a later member with the same name in another case took its place;
 * - `fault`: reading it threw.
 */
export type Reason =
  'rule' | 'type' | 'range' | 'too-long' | 'enum' | 'form' | 'limit' | 'members' | 'displaced' | 'fault';

/** A reason and what of the policy explains it. */
export interface Why {
  readonly reason: Reason;
  /** What the rule lets out, in words: `an integer from 100 to 599`. */
  readonly wants?: string | undefined;
  /** The length that the rule allows, where it is too long. */
  readonly most?: number | undefined;
  /** The limit, where it is past one that is known. */
  readonly limit?: keyof Limits | undefined;
}

/** The type of a value as it was logged, before its `toJSON`; of a getter that was not called, and of code, `other`. */
export type ValueType =
  | 'string'
  | 'number'
  | 'bigint'
  | 'boolean'
  | 'null'
  | 'object'
  | 'array'
  | 'date'
  | 'url'
  | 'error'
  | 'bytes'
  | 'map'
  | 'set'
  | 'other';

/** The form of a string; of a number, that it is as long as the number of a card. */
export type Form = 'uuid' | 'email' | 'ip' | 'time' | 'url' | 'digits';

/** All that is ever told of a value. */
export interface Outline {
  readonly type: ValueType;
  readonly form?: Form | undefined;
  /** Of a string, the power of two, of at least 64, that is not below its length. */
  readonly room?: number | undefined;
}

/** What happened to the member `name` of the current container. */
export interface Decision {
  readonly name: string;
  readonly outcome: TraceOutcome;
  readonly rule: PolicyRule | undefined;
  readonly outline: Outline;
  /** There where it was removed. */
  readonly why?: Why | undefined;
}

/** Follows a run, for `explain` and `discover`. Sees names and outlines, never values. */
export interface Trace {
  readonly limits: Limits;
  /** The names that lead to the current container; the engine pushes and pops. */
  readonly path: string[];
  readonly decided: (decision: Decision) => void;
}
