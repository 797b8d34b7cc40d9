import type { ActionContext, ActiveKey, Leaf } from '../../actions/action.js';
import type { Outcome } from '../../run/trace.js';
import type { Limits, MessageMode, Policy, PolicyRule, RemarksMode } from '../policy.js';

/** A listed member of a container. */
export interface Field {
  readonly name: string;
  /** Place in policy order among the container's fields. */
  readonly index: number;
  /** `"name":`, ready to be written. */
  readonly prefix: string;
  /** `,"name":`, where another field stands before it. */
  readonly next: string;
  readonly node: Node;
}

/** What the policy says about one path. */
export type Node =
  | { readonly kind: 'remove'; readonly rule: PolicyRule | undefined }
  | { readonly kind: 'replace'; readonly text: string; readonly rule: PolicyRule }
  | {
      readonly kind: 'leaf';
      readonly leaf: Leaf;
      readonly outcome: Outcome | null;
      readonly rule: PolicyRule;
      /** Some of what the rule lets out is removed again, by rules below it. */
      readonly isPruned: boolean;
    }
  | Container;

/** A path that has listed paths below it. */
export interface Container {
  readonly kind: 'container';
  /** In policy order. */
  readonly fields: readonly Field[];
  /** The fields by exact name. */
  readonly byName: ReadonlyMap<string, Field>;
  /** The fields that match whatever their case, by folded name. */
  readonly byFoldedName: ReadonlyMap<string, Field> | undefined;
  /** For every element, where the value is an array. */
  readonly element: Node | undefined;
}

/** The fast, immutable form of a policy. Opaque to users; made by `compilePolicy`. */
export interface CompiledPolicy {
  readonly policy: Policy;
  /** The profile it was compiled for. */
  readonly profile: string | undefined;
  readonly root: Container;
  /** The removals that `tighten` added. */
  readonly guards: readonly PolicyRule[];
  readonly messageKey: string;
  readonly message: MessageMode;
  readonly remarks: RemarksMode;
  readonly limits: Limits;
  /** By name of the ring. */
  readonly activeKeys: ReadonlyMap<string, ActiveKey>;
  /** Text in, text with every finding replaced out. */
  readonly scan: ActionContext['scan'];
  readonly scanQuoted: ActionContext['scanQuoted'];
  /** The same policy with further paths removed. Throws `PolicyError` on a pattern it cannot read. */
  readonly tighten: (patterns: readonly string[]) => CompiledPolicy;
}
