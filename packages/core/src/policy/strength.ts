import { actionNameOf, narrowsRule } from '../actions/index.js';
import type { ActionName, MessageMode, Rule } from './policy.js';

/**
 * True where `to` may stand in place of `from` in a profile: it is stronger by rank (remove, then replace, then
 * pseudonymize, generalize, mask and truncate, then keep), or the same action with parameters that provably let
 * out no more. The four in the middle are incomparable: none replaces another. `from` is undefined for an unlisted
 * path, of which nothing leaves, so that only `remove` is no looser.
 *
 * Two choices where rank alone does not decide:
 * - `mask`, `pseudonymize` and `generalize` may take the place of any `keep`, though they accept values that the
 *   `keep` would have removed: of these, too, only a bounded part, a keyed token or a coarse value leaves.
 * - `truncate` shows text as it is. It may take the place only of a `keep: "string"` without enum and pattern,
 *   and only where it shows no more characters than that allowed.
 *
 * A `map` takes the place of maps only: nothing else has members to compare.
 */
export function isTighter(from: Rule | undefined, to: Rule): boolean {
  if ('remove' in to) return true;
  if (from === undefined || 'remove' in from) return false;
  if (narrowsRule(from, to)) return true;
  if ('replace' in to) return !('replace' in from);
  if (!('keep' in from) || !BRACES.has(actionNameOf(to))) return false;
  if (!('truncate' in to)) return true;
  return (
    from.keep === 'string' &&
    from.enum === undefined &&
    from.pattern === undefined &&
    to.truncate.max <= (from.max ?? DEFAULT_STRING_MAX)
  );
}

/** True where the mode lets out no more of any message. */
export function isTighterMessage(from: MessageMode, to: MessageMode): boolean {
  return MESSAGE_RANK[to] >= MESSAGE_RANK[from];
}

/** What `keep: "string"` lets out at most without max, enum and pattern. */
const DEFAULT_STRING_MAX = 256;
const BRACES: ReadonlySet<ActionName> = new Set(['pseudonymize', 'generalize', 'mask', 'truncate']);
const MESSAGE_RANK: Readonly<Record<MessageMode, number>> = { scan: 0, template: 1, remove: 2 };
