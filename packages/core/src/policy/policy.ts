/**
 * The policy language, version 1, as types: what a policy document may say (`PolicyDocument`) and what is left
 * of it once everything it extends is merged (`Policy`). `schema.ts` validates documents against the same
 * shapes; a type test keeps the two equal. The normative text is `docs/policy.md`.
 */
import type { Position } from './issue.js';

/** Modifiers that every rule takes. */
export interface RuleModifiers {
  /** Match the names of the path pattern without regard to case, as HTTP headers need. Default `false`. */
  readonly caseInsensitive?: boolean;
}

export interface KeepNumber extends RuleModifiers {
  readonly keep: 'number' | 'integer';
  readonly min?: number;
  readonly max?: number;
}
export interface KeepString extends RuleModifiers {
  readonly keep: 'string';
  /** Most UTF-16 units; 256 when neither `max`, `enum` nor `pattern` is given. */
  readonly max?: number;
  readonly enum?: readonly string[];
  /** RE2 syntax (linear time); has to match the whole string. */
  readonly pattern?: string;
  /** Findings less sure than this stay; that of the policy where it is left out. Of free text only. */
  readonly confidence?: number;
}
export interface KeepToken extends RuleModifiers {
  /** A short id of `[A-Za-z0-9._:/-]`, or a safe integer. */
  readonly keep: 'token';
  /** Most characters; default 64. */
  readonly max?: number;
}
export interface KeepUrl extends RuleModifiers {
  readonly keep: 'url';
  /** Query keys that may leave, with their values. Default none. */
  readonly query?: readonly string[];
}
export interface KeepError extends RuleModifiers {
  readonly keep: 'error';
  /** Most stack frames that come out, each as `file.js:line:column`. Default 0: none. */
  readonly frames?: number;
  /** Most causes and aggregated errors of which type and code come out. Default 0: none. */
  readonly causes?: number;
  /** The message too, where it is one that everybody's programs have; of one with holes the text. Default: never. */
  readonly message?: 'known';
}
export interface KeepPlain extends RuleModifiers {
  readonly keep: 'boolean' | 'uuid' | 'timestamp' | 'pseudonym';
}
/** Pass, typed and unchanged. */
export type KeepRule = KeepNumber | KeepString | KeepToken | KeepUrl | KeepError | KeepPlain;

/** Delete the field. `"remove"` for short. */
export interface RemoveRule extends RuleModifiers {
  readonly remove: true;
}
/** Put a fixed text, the placeholder, in place of whatever is there. */
export interface ReplaceRule extends RuleModifiers {
  readonly replace: string;
}
/** Show a bounded part: an e-mail address's outline, or the first and last characters. */
export interface MaskRule extends RuleModifiers {
  readonly mask: 'email' | { readonly first?: number; readonly last?: number };
}
/** Same input, same keyed token. */
export interface PseudonymizeRule extends RuleModifiers {
  readonly pseudonymize: {
    /** A key ring declared under `keys`. */
    readonly key: string;
    /** Within what equal values give equal pseudonyms: this path pattern (default), a class, or everywhere. */
    readonly scope?: 'field' | 'class' | 'global';
    /** The class; required with, and only with, `scope: "class"`. */
    readonly class?: string;
  };
}
/** The value as an age file in base64, which only who has a key opens. */
export interface EncryptRule extends RuleModifiers {
  /** A list declared under `recipients`. */
  readonly encrypt: { readonly to: string };
}
/** A coarser value. */
export interface GeneralizeRule extends RuleModifiers {
  readonly generalize:
    | 'ip'
    | 'route'
    | 'email'
    | 'sql'
    | 'stack'
    | { readonly ip: { readonly v4?: number; readonly v6?: number } }
    | { readonly number: { readonly buckets: readonly number[] } }
    | { readonly timestamp: 'hour' | 'day' };
}
/** The first `max` UTF-16 units of a string; detectors run over the whole string first. */
export interface TruncateRule extends RuleModifiers {
  readonly truncate: { readonly max: number };
}
/** An object whose keys are data: keys of one type, values under one rule. */
export interface MapRule extends RuleModifiers {
  readonly map: {
    readonly keys: 'uuid' | 'token' | 'integer' | { readonly enum: readonly string[] };
    /** Most members that come out; default 100. */
    readonly max?: number;
    readonly value: LeafRule;
  };
}

/** The kinds of structured strings. */
export type StructureName = 'json' | 'url' | 'form' | 'headers' | 'cookies' | 'multipart';

/** What a structured string may be encoded in. */
export type Encoding = 'base64' | 'base64url';

/** A string with members that have paths of their own: read, decided member by member, and written as a string again. */
export interface ParseRule extends RuleModifiers {
  readonly parse: StructureName;
  /** The string is in this encoding. Default: in none. */
  readonly encoded?: Encoding;
}

/** A rule that decides one value. */
export type LeafRule =
  KeepRule | ReplaceRule | EncryptRule | PseudonymizeRule | GeneralizeRule | MaskRule | TruncateRule;

/** One entry under `fields`, in its full form. */
export type Rule = LeafRule | RemoveRule | MapRule | ParseRule;
/** One entry under `fields`, as written. */
export type RuleDocument = Rule | 'remove';

/** What is done to a value. */
export type ActionName =
  | 'keep'
  | 'remove'
  | 'replace'
  | 'mask'
  | 'encrypt'
  | 'pseudonymize'
  | 'generalize'
  | 'truncate'
  | 'map'
  | 'parse';

/** A check digit, by name. */
export type CheckName = 'luhn' | 'mod97' | 'verhoeff' | 'mod11';

/** What every detector takes that a policy defines. */
interface AnyDefinition {
  /** Put in place of a finding; the id in brackets where it is left out. */
  readonly placeholder?: string;
  /** Words of which one has to stand before a finding. */
  readonly near?: readonly string[];
}
/** Finds what has a form. */
export interface PatternDefinition extends AnyDefinition {
  /** RE2 syntax of which every match has a bounded length: no `*`, no `+`. */
  readonly pattern: string;
  /** The check digit that a finding has to have. */
  readonly check?: CheckName;
}
/** Finds words, whole and in any case. */
export interface WordsDefinition extends AnyDefinition {
  readonly words: readonly string[];
}
/** A detector of the policy's own. */
export type DetectorDefinition = PatternDefinition | WordsDefinition;
/** Such detectors, by id. */
export type Definitions = Readonly<Record<string, DetectorDefinition>>;

/** How the logger's message may leave. */
export type MessageMode = 'template' | 'catalog' | 'scan' | 'remove';
/** A text of a program: a constant, or what stands before, between and after the holes of a text with holes. */
export type CatalogText = string | readonly string[];
/** The texts that a program logs, as `@logsieve/catalog` finds them in its source. */
export interface MessageCatalog {
  readonly messages: readonly CatalogText[];
  /** What child loggers put before messages. */
  readonly prefixes?: readonly string[];
}
/** What may leave of the value in a hole of a text: all that is not free text. */
export type HoleRule = KeepNumber | KeepString | KeepToken | KeepPlain;
/** By text of a catalog, with `…` for each hole: the rule of each hole, null where nothing of it leaves. */
export type Holes = Readonly<Record<string, readonly (HoleRule | null)[]>>;
/** What stands for a message that the catalog does not have: a placeholder with the pseudonym of its shape. */
export interface UnknownRule {
  /** A key ring declared under `keys`. */
  readonly pseudonymize: { readonly key: string };
}
/** `message` as written: a mode, or a catalog, by the path of its file or itself. */
export type MessageDocument =
  | Exclude<MessageMode, 'catalog'>
  | {
      readonly catalog: string | MessageCatalog;
      /** Values that are kept. Default none. */
      readonly holes?: Holes;
      /** Default: `[message]` stands for all of them. */
      readonly unknown?: UnknownRule;
    };
/** `message` once the catalog is read. */
export type MessageSetting =
  | Exclude<MessageMode, 'catalog'>
  | { readonly catalog: MessageCatalog; readonly holes?: Holes; readonly unknown?: UnknownRule };
/** Whether a record carries an account of what was done. */
export type RemarksMode = 'silent' | 'counts';

/** Where a key is. Never the key itself. */
export type KeySource = { readonly env: string } | { readonly file: string };
/** Keys of one purpose: new pseudonyms use `active`, the others serve look-ups. */
export interface KeyRing {
  readonly active: string;
  readonly ring: Readonly<Record<string, KeySource>>;
}

export interface Limits {
  /** Most levels of nesting below the record. */
  readonly depth: number;
  /** Most allowed values and array elements of one record. */
  readonly properties: number;
  /** Longest string that detectors go over, in UTF-16 units; a longer one is removed, save by truncate and encrypt. */
  readonly stringLength: number;
  /** Longest line, in bytes, read or written. */
  readonly lineBytes: number;
}

/** A change of the policy for one destination. May only tighten. */
export interface ProfileDocument {
  readonly fields?: Readonly<Record<string, RuleDocument>>;
  readonly message?: MessageDocument;
  readonly detectors?: readonly string[];
  /** Findings less sure than this stay, 0 to 1; default 0: none does. */
  readonly confidence?: number;
  readonly remarks?: RemarksMode;
  readonly limits?: Partial<Limits>;
}

/** An example that the policy carries, for `policy test`. */
export interface PolicyTest {
  readonly name: string;
  readonly record: Readonly<Record<string, unknown>>;
  readonly expect: Readonly<Record<string, unknown>>;
  readonly profile?: string;
}

/** A policy as written: one JSON document. */
export interface PolicyDocument extends ProfileDocument {
  readonly $schema?: string;
  readonly logsieve: 1;
  readonly name?: string;
  readonly revision?: string;
  readonly extends?: readonly string[];
  readonly define?: Definitions;
  readonly keys?: Readonly<Record<string, KeyRing>>;
  /** Who opens what is encrypted: age recipients, by name of the list. */
  readonly recipients?: Readonly<Record<string, readonly string[]>>;
  readonly profiles?: Readonly<Record<string, ProfileDocument>>;
  readonly tests?: readonly PolicyTest[];
}

/** Where a part of a policy was written. */
export interface Origin {
  /** A file's path, a preset's name, or `policy`. */
  readonly source: string;
  /** Path into the document, as in an issue. */
  readonly path: readonly (string | number)[];
  readonly position?: Position | undefined;
}

/** One segment of a path pattern. */
export type Segment =
  | { readonly kind: 'exact'; readonly name: string }
  | { readonly kind: 'caseInsensitive'; readonly name: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'anyDepth' };

/** A rule with its parsed pattern and its place of origin. */
export interface PolicyRule {
  /** The path pattern as written. */
  readonly pattern: string;
  readonly segments: readonly Segment[];
  readonly rule: Rule;
  /**
   * The policy's rule that a stronger one of a profile stands in place of: the profile's rule sees what this one lets
   * out, and nothing where it lets out nothing.
   */
  readonly gate?: KeepRule;
  readonly origin: Origin;
}

export interface Profile {
  readonly rules: readonly PolicyRule[];
  readonly message?: MessageSetting | undefined;
  readonly detectors?: readonly string[] | undefined;
  readonly confidence?: number | undefined;
  readonly remarks?: RemarksMode | undefined;
  readonly limits: Partial<Limits>;
  readonly origin: Origin;
}

/** A policy with everything it extends merged in. Plain data; made by `parsePolicy`. */
export interface Policy {
  readonly name: string | undefined;
  readonly revision: string | undefined;
  /** SHA-256 of the merged policy in canonical JSON, hex: what the policy says, whatever its layout. */
  readonly hash: string;
  /** In policy order: base first, then parents, then local; a replaced rule keeps its place. */
  readonly rules: readonly PolicyRule[];
  readonly message: MessageSetting;
  /** Ids of single detectors, bundles resolved. */
  readonly detectors: readonly string[];
  /** Findings less sure than this stay. */
  readonly confidence: number;
  /** The detectors that the policy defines. */
  readonly define: Definitions;
  readonly keys: Readonly<Record<string, { readonly ring: KeyRing; readonly origin: Origin }>>;
  readonly recipients: Readonly<
    Record<string, { readonly list: readonly string[]; readonly origin: Origin }>
  >;
  readonly profiles: Readonly<Record<string, Profile>>;
  readonly remarks: RemarksMode;
  readonly limits: Limits;
  readonly tests: readonly PolicyTest[];
}
