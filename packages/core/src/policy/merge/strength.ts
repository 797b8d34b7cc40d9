import { actionNameOf, narrowsRule } from '../../actions/index.js';
import type {
  ActionName,
  CatalogText,
  HoleRule,
  KeepRule,
  MessageMode,
  MessageSetting,
  Rule,
} from '../policy.js';

/**
 * True where `to` may stand in place of `from` in a profile: it is stronger by rank (remove, then replace, then
 * encrypt, pseudonymize, generalize, mask and truncate, then keep), or the same action with parameters that provably let
 * out no more. The five in the middle are incomparable: none replaces another. `from` is undefined for an unlisted
 * path, of which nothing leaves, so that only `remove` is no looser. A `map` takes the place of maps only: nothing
 * else has members to compare.
 *
 * Where it is true, `from` may still have to be kept as a gate: see `needsGate`.
 */
export function isTighter(from: Rule | undefined, to: Rule): boolean {
  if ('remove' in to) return true;
  if (from === undefined || 'remove' in from) return false;
  if (narrowsRule(from, to)) return true;
  if ('replace' in to) return !('replace' in from);
  return needsGate(from, to);
}

/**
 * True where `to` is tighter than `from` only over what `from` lets out. One of the five in the middle may accept
 * values that a `keep` removes, or see what a detector would have replaced: it gets what comes out of the `keep`,
 * and so can tell no more than that.
 */
export function needsGate(from: Rule, to: Rule): from is KeepRule {
  return 'keep' in from && BRACES.has(actionNameOf(to));
}

/** True where the mode lets out no more of any message. */
export function isTighterMessage(from: MessageSetting, to: MessageSetting): boolean {
  // Of a text that detectors have changed, or that repeats an error, the id would tell more.
  if (typeof from === 'string' && typeof to !== 'string' && to.unknown !== undefined) return false;
  if (typeof from === 'string' || typeof to === 'string')
    return MESSAGE_RANK[modeOf(to)] >= MESSAGE_RANK[modeOf(from)];
  return (
    isPartOf(to.catalog.messages, from.catalog.messages) &&
    isPartOf(to.catalog.prefixes ?? [], from.catalog.prefixes ?? []) &&
    (to.unknown === undefined || to.unknown.pseudonymize.key === from.unknown?.pseudonymize.key) &&
    Object.entries(to.holes ?? {}).every(([text, rules]) => isNarrower(from.holes?.[text] ?? [], rules))
  );
}

/** True where no hole lets out more than it did. */
function isNarrower(from: readonly (HoleRule | null)[], to: readonly (HoleRule | null)[]): boolean {
  return to.every((rule, index) => {
    const before = from[index] ?? null;
    return rule === null || (before !== null && narrowsRule(before, rule));
  });
}

/** The name of what `message` says. */
export function modeOf(setting: MessageSetting): MessageMode {
  return typeof setting === 'string' ? setting : 'catalog';
}

function isPartOf(texts: readonly CatalogText[], all: readonly CatalogText[]): boolean {
  const known = new Set(all.map((text) => JSON.stringify(text)));
  return texts.every((text) => known.has(JSON.stringify(text)));
}

const BRACES: ReadonlySet<ActionName> = new Set([
  'encrypt',
  'pseudonymize',
  'generalize',
  'mask',
  'truncate',
]);
const MESSAGE_RANK: Readonly<Record<MessageMode, number>> = {
  scan: 0,
  template: 1,
  catalog: 2,
  remove: 3,
};
