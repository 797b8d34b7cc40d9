/**
 * The first half of the hot loop: reads of an object what the policy lists. Visits a holder's names once, reads a
 * listed member once, and never reads an unlisted one. Nothing that it calls of the record's own code (getters,
 * proxies, serializers) gets an exception past the member that threw.
 */
import type { Container, Field, Node } from '../policy/compile/compiled-policy.js';
import { fieldOf } from '../policy/compile/field.js';
import type { PolicyRule } from '../policy/policy.js';
import { collectErrors, collectMemberErrors, type ErrorSearch, isErrorLike } from '../json/error-messages.js';
import { isOwn } from '../json/is-own.js';
import { hasBit, keepOrdered, type Members, setBit } from '../run/members.js';
import type { Run } from '../run/run.js';
import { outlineOfMember } from './outline.js';
import { countFault, countRemoved, DISPLACED } from './removed.js';

/** Called for each listed member in place of plainly reading it. */
export type Serialize = (key: string, value: unknown) => unknown;

/** How to read the members of the record itself, as opposed to those of a container in it. */
export interface TopLevel {
  /** This member is passed over. */
  readonly skip?: string | undefined;
  readonly serialize?: Serialize | undefined;
  /** Members of an earlier holder are displaced as if they had not been there. */
  readonly displaces?: boolean | undefined;
  /** Unlisted names that are its names too are left for it to count. */
  readonly later?: object | undefined;
}

/**
 * Reads the listed members of `holder`; they displace those of an earlier holder. Throws what `holder` throws when
 * asked for its names.
 */
export function readMembers(
  node: Container,
  holder: object,
  run: Run,
  members: Members,
  top?: TopLevel,
): void {
  const { fields, values, present } = members;
  const skip = top?.skip;
  const displaces = top?.displaces === true;
  const errors = top !== undefined || run.errors?.isDeep === true ? run.errors : undefined;
  const order = displaces ? members.laterOrder : members.order;
  const { names } = order;
  let place = -1;
  // `for in` makes no list of names and reads members faster than any other loop; hence the check for own ones.
  for (const key in holder) {
    if (!isOwn(holder, key)) continue;
    let field: Field | undefined;
    if (names[++place] === key && key !== '') field = order.fields[place];
    else {
      field = fieldOf(node, key);
      keepOrdered(order, place, key, field);
    }
    if (field === undefined || key === skip) {
      // What is passed over, the message may repeat.
      if (errors !== undefined) collectMemberErrors(holder, key, errors);
      if (key !== skip && !isIn(top?.later, key)) countUnlisted(holder, key, run);
      continue;
    }
    const { index } = field;
    if (hasBit(present, index) && !displaces) countRemoved(run, field.node, field.name, undefined, DISPLACED);
    setBit(present, index);
    fields[index] = field;
    values[index] = readMember(field.node, holder, key, run, top?.serialize);
  }
}

/**
 * The value of one member or element: undefined where the policy asks for none, where there is nothing to write, and
 * where reading threw. Never throws.
 */
export function readMember(
  node: Node,
  holder: object,
  key: string | number,
  run: Run,
  serialize?: Serialize,
): unknown {
  try {
    if (node.kind === 'remove' || node.kind === 'replace') {
      if (run.errors !== undefined) collectMemberErrors(holder, key, run.errors);
      return undefined;
    }
    const value = (holder as Record<string | number, unknown>)[key];
    if (typeof value === 'object' && value !== null && run.errors !== undefined)
      noteErrors(node, value, run.errors);
    return serialize === undefined ? value : serialize(String(key), value);
  } catch {
    countFault(run, node, String(key));
    return undefined;
  }
}

/** Members of a container are met on the way; what a leaf or an array holds is not. */
function noteErrors(node: Node, value: object, search: ErrorSearch): void {
  if (node.kind === 'leaf' || node.kind === 'parsed') collectErrors(value, search, keepsErrors(node.rule));
  else if (Array.isArray(value) || isErrorLike(value)) collectErrors(value, search);
}

function keepsErrors({ rule }: PolicyRule): boolean {
  return 'keep' in rule && rule.keep === 'error';
}

function isIn(holder: object | undefined, key: string): boolean {
  return holder !== undefined && Object.hasOwn(holder, key);
}

function countUnlisted(holder: object, key: string, run: Run): void {
  run.counts.unlisted++;
  if (run.trace === undefined) return;
  const outline = outlineOfMember(holder, key);
  run.trace.decided({ name: key, outcome: 'unlisted', rule: undefined, outline });
}
