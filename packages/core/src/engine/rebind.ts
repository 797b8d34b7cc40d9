/**
 * Bindings are redacted when they are bound, and nothing raw is kept of them. When another policy comes into force,
 * what of them may stay is decided from what had come out: each field
 *
 * - as it is, where everything that decides about it is the same in both policies;
 * - redacted once more, where the old policy only kept or removed, so that what came out is data as the logger had it;
 * - not at all otherwise: a mask, a pseudonym or a coarse value says nothing about what the new policy would do.
 */
import type { CompiledPolicy } from '../policy/compile/compiled-policy.js';
import { foldCase } from '../policy/path-pattern.js';
import type { PolicyRule, Rule } from '../policy/policy.js';
import { inheritedFrom } from './inherited.js';
import type { Bindings } from './record-context.js';
import { writeBindings } from './record.js';

/** Bindings made under one policy, as far as another one lets them out. Never throws. */
export function rebind(bindings: Bindings, policy: CompiledPolicy): Bindings {
  const pieces: (string | undefined)[] = [];
  const data: Record<string, unknown> = {};
  const terms = termsOf(bindings.policy);
  const same = terms !== undefined && terms === termsOf(policy);
  let dropped = 0;
  for (const { name, index } of bindings.policy.root.fields) {
    const piece = bindings.pieces[index];
    if (piece === undefined) continue;
    const rules = rulesAt(bindings.policy, name);
    const place = policy.root.fields.find((field) => field.name === name)?.index;
    if (place === undefined) dropped++;
    else if (same && identityOf(rules) === identityOf(rulesAt(policy, name))) pieces[place] = piece;
    else if (rules.every(isPlain)) define(data, name, JSON.parse(piece));
    else dropped++;
  }
  const again = writeBindings(policy, data, undefined, undefined);
  // What stays as it is was counted before.
  const isWhole = dropped === 0 && Object.keys(data).length === 0;
  const counts = isWhole ? bindings.counts : { ...again.counts, removed: again.counts.removed + dropped };
  const { errors, incomplete } = bindings;
  const moved = inheritedFrom(
    policy.root,
    again.pieces.map((piece, at) => piece ?? pieces[at]),
  );
  return { policy, ...moved, errors, incomplete, counts };
}

/** What decides about values beside the rules; undefined where that cannot be told. */
function termsOf({ policy, profile, limits, confidence, activeKeys }: CompiledPolicy): string | undefined {
  const detectors = profile === undefined ? undefined : policy.profiles[profile]?.detectors;
  const rings = Object.entries(policy.keys).map(([name, { ring }]) => [name, ring]);
  try {
    const marks = [...activeKeys].map(([name, { hmac }]) => [name, hmac(NO_DATA).toString()]);
    const lists = Object.entries(policy.recipients).map(([name, { list }]) => [name, list]);
    return JSON.stringify([
      limits,
      policy.detectors,
      policy.define,
      detectors,
      confidence,
      rings,
      marks,
      lists,
    ]);
  } catch {
    return undefined;
  }
}

/** Tells keys apart that have one id; no pseudonym is made of so little. */
const NO_DATA = new Uint8Array(0);

/** The rules of a policy and of its profile that decide about a field of the root or anything in it. */
function rulesAt({ policy, profile }: CompiledPolicy, name: string): PolicyRule[] {
  const stronger = profile === undefined ? undefined : policy.profiles[profile]?.rules;
  return [...policy.rules, ...(stronger ?? [])].filter(({ segments: [first] }) => {
    if (first?.kind === 'exact') return first.name === name;
    return first?.kind === 'caseInsensitive' ? foldCase(first.name) === foldCase(name) : true;
  });
}

function identityOf(rules: readonly PolicyRule[]): string {
  return JSON.stringify(rules.map(({ segments, rule, gate }) => [segments, rule, gate]));
}

/** True where what comes out is the value itself, or a part of it, under the very name that it had. */
function isPlain({ rule, segments }: PolicyRule): boolean {
  return !segments.some(({ kind }) => kind === 'caseInsensitive') && (keeps(rule) || 'remove' in rule);
}

function keeps(rule: Rule): boolean {
  return 'keep' in rule || ('map' in rule && 'keep' in rule.map.value);
}

/** Also where the name is one that objects have by themselves. */
function define(holder: object, name: string, value: unknown): void {
  Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });
}
