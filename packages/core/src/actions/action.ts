import type { Run } from '../run/run.js';
import type { Outcome } from '../run/trace.js';
import type { ErrorCode } from '../errors.js';
import type { CreateHmac, Encrypt } from '../policy/compile/compile-options.js';
import type { LeafRule, Limits, Rule } from '../policy/policy.js';

/**
 * A compiled rule: what may leave of one value, as JSON text; `undefined` removes the value. Called with what
 * JSON would carry (strings, numbers, booleans, plain objects and arrays) and with what it would not (bigint,
 * Error, class instances); never with `null`, `undefined`, functions or symbols, which the engine decides. May
 * throw: the engine then removes the value and counts a fault. Must not keep or change the value.
 */
export type Leaf = (value: unknown, run: Run) => string | undefined;

/**
 * A compiled rule for strings only: what may leave, as JSON text without the quotes around it. As for `Leaf` else.
 */
export type TextLeaf = (value: string, run: Run) => string | undefined;

/** The active key of a ring, ready for use. */
export interface ActiveKey {
  readonly keyId: string;
  /** HMAC-SHA-256 of the data under this key: 32 bytes, or those in base64url. */
  readonly hmac: ReturnType<CreateHmac>;
}

/** What a rule may need to become a leaf. */
export interface ActionContext {
  /** The rule's path pattern in canonical spelling: the scope of `field` pseudonyms. */
  readonly pattern: string;
  readonly limits: Limits;
  /** Free text in, text with every finding replaced out; counts findings. The policy's detectors. */
  readonly scan: (text: string, run: Run) => string;
  /** As `scan`, as JSON text; undefined where the text without its findings is longer than `most` UTF-16 units. */
  readonly scanQuoted: (text: string, run: Run, most: number) => string | undefined;
  /** As `scanQuoted`, without the quotes; findings less sure than `confidence`, default the policy's, stay. */
  readonly scanText: (text: string, run: Run, most: number, confidence?: number) => string | undefined;
  /** The active key of a ring. Undefined where it is missing; that is an issue already reported. */
  readonly activeKey: (ring: string) => ActiveKey | undefined;
  /** Encrypts to a list of recipients. Undefined where that cannot be; that is an issue already reported. */
  readonly cipher: (recipients: string) => Encrypt | undefined;
  /** Compiles the value rule of a map. Counts the outcome of each value itself. */
  readonly compileValue: (rule: LeafRule) => Leaf;
}

/** A fault that a rule's shape alone does not show, as a minimum above the maximum. */
export interface RuleFault {
  /** Default `ERR_LOGSIEVE_POLICY_INVALID_VALUE`. */
  readonly code?: ErrorCode;
  /** Below the rule: `['generalize', 'number', 'buckets']`. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly hint: string;
}

/** How one kind of rule is checked, run and compared. Every file of this folder exports one. */
export interface Action<R extends Rule> {
  /** What a value is counted as when something of it leaves; `null` where the action counts by itself. */
  readonly outcome: Outcome | null;
  /** What the schema cannot say. */
  readonly check?: (rule: R) => readonly RuleFault[];
  readonly compile: (rule: R, context: ActionContext) => Leaf;
  /** The leaf for strings, where its texts come out often: without quotes there is less to join. */
  readonly compileText?: (rule: R, context: ActionContext) => TextLeaf;
  /** True only where `to` provably lets out no more than `from`, both being rules of this action. */
  readonly narrows: (from: R, to: R) => boolean;
}

/** The leaf that goes with a leaf for strings: `others` decides about what is none, which is removed by default. */
export function leafOfText(text: TextLeaf, others?: Leaf): Leaf {
  return (value, run) => {
    if (typeof value !== 'string') return others?.(value, run);
    const content = text(value, run);
    return content === undefined ? undefined : `"${content}"`;
  };
}
