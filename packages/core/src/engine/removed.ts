/** Counts listed values that do not come out, and tells why where somebody asks. */
import type { LeafNode, Node, ParsedNode } from '../policy/compile/compiled-policy.js';
import type { Run } from '../run/run.js';
import type { Trace, Why } from '../run/trace.js';
import { outlineOf } from './outline.js';
import { whyRemoved } from './why-removed.js';

/** Counts a listed value that does not come out; gives what then is written. `raw` is the value as it was logged. */
export function countRemoved(run: Run, node: Node, key: string, raw: unknown, why: Why): string | undefined {
  run.counts.removed++;
  if (run.trace === undefined) return undefined;
  const rule = node.kind === 'container' ? undefined : node.rule;
  run.trace.decided({ name: key, outcome: 'removed', rule, outline: outlineOf(raw), why });
  return undefined;
}

/** Counts a value of which its rule lets nothing out. `value` is what JSON would carry of it. */
export function countRefused(
  run: Run,
  node: LeafNode | ParsedNode,
  key: string,
  raw: unknown,
  value: unknown,
): string | undefined {
  const why = run.trace === undefined ? BY_RULE : whyRemoved(node, value, run.trace.limits);
  return countRemoved(run, node, key, raw, why);
}

/** Counts a value that is lost because the record's own code threw. */
export function countFault(run: Run, node: Node, key: string): void {
  run.counts.faults++;
  countRemoved(run, node, key, undefined, FAULT);
}

/**
 * Tells that an object is where rules list the elements of an array. Its members are counted as unlisted, one by one:
 * that none of them could be listed is told beside that.
 */
export function tellNoArray(trace: Trace, key: string, value: object): void {
  const outline = outlineOf(value);
  trace.decided({ name: key, outcome: 'removed', rule: undefined, outline, why: NO_ARRAY });
}

/** Reading it threw. */
export const FAULT: Why = { reason: 'fault' };

/** A rule removes it, whatever it is. */
export const BY_RULE: Why = { reason: 'rule' };
/** Another member took its place. */
export const DISPLACED: Why = { reason: 'displaced' };
/** There were too many values before it. */
export const TOO_MANY: Why = { reason: 'limit', limit: 'properties' };
/** Rules list what is in an object, and it is none. */
export const NO_OBJECT: Why = { reason: 'type', wants: 'an object' };
/** Rules list what is in an array, and it is none. */
export const NO_ARRAY: Why = { reason: 'type', wants: 'an array' };
