import type { ActionContext, ActiveKey, Leaf, TextLeaf } from '../../actions/action.js';
import type { Room } from '../../run/members.js';
import type { Outcome } from '../../run/trace.js';
import type { FindText } from '../../messages/catalog.js';
import type { NameUnknown } from '../../messages/unknown.js';
import type { Structure } from '../../structures/structure.js';
import type { Limits, MessageCatalog, MessageMode, Policy, PolicyRule, RemarksMode } from '../policy.js';

/** A listed member of a container. */
export interface Field {
  readonly name: string;
  /** Place in policy order among the container's fields. */
  readonly index: number;
  /** `"name":`, ready to be written. */
  readonly prefix: string;
  readonly openings: Openings;
  readonly node: Node;
}

/**
 * What stands before a field's value, by what stands before that: nothing, which takes the brace that opens the object;
 * a value; a text whose closing quote is still to be written. Each once for values as they are, and once more for texts without their quotes. Every string that a
 * line is joined from costs as much as reading a member: hence one where there could be three.
 */
export type Openings = readonly string[];

/** Place of an opening: `FIRST`, `AFTER_VALUE` or `AFTER_TEXT`, plus `OF_TEXT` where the value is a text. */
export const FIRST = 0;
export const AFTER_VALUE = 1;
export const AFTER_TEXT = 2;
export const OF_TEXT = 3;

/** What the policy says about one path. */
export type Node =
  | { readonly kind: 'remove'; readonly rule: PolicyRule | undefined }
  | { readonly kind: 'replace'; readonly text: string; readonly rule: PolicyRule }
  | LeafNode
  | ParsedNode
  | Container;

/** A path whose value one rule decides. */
export interface LeafNode {
  readonly kind: 'leaf';
  readonly leaf: Leaf;
  /** What `leaf` gives for strings, without the quotes; undefined where there is no such form. */
  readonly text: TextLeaf | undefined;
  readonly outcome: Outcome | null;
  readonly rule: PolicyRule;
  /** Some of what the rule lets out is removed again, by rules below it. */
  readonly isPruned: boolean;
}

/** A path of which the text is read for members, which have listed paths of their own. */
export interface ParsedNode {
  readonly kind: 'parsed';
  readonly structure: Structure;
  readonly below: Container;
  /** Longest text that is read, and that is written, in UTF-16 units. */
  readonly most: number;
  readonly rule: PolicyRule;
}

/** A path that has listed paths below it. */
export interface Container {
  readonly kind: 'container';
  /** In policy order. */
  readonly fields: readonly Field[];
  /** The fields by exact name. */
  readonly byName: ReadonlyMap<string, Field>;
  /** The fields that match whatever their case, by folded name. */
  readonly byFoldedName: ReadonlyMap<string, Field> | undefined;
  /** Its members between two records, to be taken and given back. */
  readonly room: Room;
  /** For every element, where the value is an array. */
  readonly element: Node | undefined;
}

/** What is known of a text in which no detector finds anything. */
export interface KnownText {
  /** As JSON text without its quotes. */
  readonly text: string;
  readonly isPlainWords: boolean;
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
  readonly messageOpenings: Openings;
  readonly message: MessageMode;
  /** The texts of the program; there under `catalog` only. */
  readonly catalog: MessageCatalog | undefined;
  /** Finds the text of the program that a message is; there under `catalog` only. */
  readonly findText: FindText | undefined;
  /** What stands for other messages; undefined where all have one placeholder. */
  readonly nameUnknown: NameUnknown | undefined;
  /** Messages of late that came out as they are; undefined where others than detectors have to look at each. */
  readonly knownTexts: Map<string, KnownText> | undefined;
  readonly remarks: RemarksMode;
  /** The remarks up to the counts: `"_logsieve":{"policy":"…"`, with the policy's hash in short. */
  readonly remarksOpening: string;
  readonly limits: Limits;
  /** How sure a finding has to be where the rule does not say, by the policy and its profile. */
  readonly confidence: number;
  /** By name of the ring. */
  readonly activeKeys: ReadonlyMap<string, ActiveKey>;
  /** Text in, text with every finding replaced out. */
  readonly scan: ActionContext['scan'];
  readonly scanQuoted: ActionContext['scanQuoted'];
  readonly scanText: ActionContext['scanText'];
  /** The same policy with further paths removed. Throws `PolicyError` on a pattern it cannot read. */
  readonly tighten: (patterns: readonly string[]) => CompiledPolicy;
}
