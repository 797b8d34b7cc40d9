import { isOwn } from '../json/is-own.js';
import { quote } from '../json/json-text.js';
import { normalize } from '../json/normalize.js';
import { isPlainObject } from '../json/plain-object.js';
import type { Run } from '../run/run.js';
import { RESERVED_FIELD } from '../policy/path-pattern.js';
import type { LeafRule, MapRule } from '../policy/policy.js';
import type { Action, Leaf, RuleFault } from './action.js';
import { isToken } from './keep/token.js';
import { isUuid } from './keep/uuid.js';

/** Most members where the rule does not say. */
const DEFAULT_MEMBERS_MAX = 100;
/** Longest key that is not one of an enum. */
const KEY_MAX = 64;

type Keys = MapRule['map']['keys'];

/** What a map needs to know of the rules that its values can have. */
export interface ValueRules {
  readonly check: (rule: LeafRule) => readonly RuleFault[];
  readonly narrows: (from: LeafRule, to: LeafRule) => boolean;
}

/**
 * `map`: an object whose keys are data: members whose key has the type `keys` come out, each value under the rule
 * `value`, in the order of the input.
 *
 * Accepted is a plain object: its prototype is null or a prototype of objects, not a class; anything else is
 * removed. Keys are its own enumerable ones. A key is a `uuid`; a `token` as `keep: "token"` has it, of at most 64
 * characters; an `integer`: a safe one in canonical decimal form (`-17`, not `017`); or one of `enum`. `_logsieve` never
 * comes out. Members with another key count as unlisted, are not read and use up no limit. At most `max` (default
 * 100) members come out; further ones are removed unread, as are those past `limits.properties`. A value is read once;
 * null passes, save under `replace`, which does not look at values. A map of which no member comes out is left out.
 */
export function createMap(values: ValueRules): Action<MapRule> {
  return {
    outcome: null,
    check: ({ map }) => [
      ...checkKeys(map.keys),
      ...values.check(map.value).map((fault) => ({ ...fault, path: ['map', 'value', ...fault.path] })),
    ],
    compile: ({ map }, context) => {
      const openingOf = keyWriter(map.keys);
      const leaf = context.compileValue(map.value);
      const write: WriteMember =
        'replace' in map.value
          ? (_holder, _key, run) => leaf(true, run)
          : (holder, key, run) => writeMember(holder, key, leaf, run);
      const max = map.max ?? DEFAULT_MEMBERS_MAX;
      return (value, run) =>
        isPlainObject(value) ? writeMembers(value, openingOf, max, write, run) : undefined;
    },
    narrows: ({ map: from }, { map: to }) =>
      keysNarrow(from.keys, to.keys) &&
      (to.max ?? DEFAULT_MEMBERS_MAX) <= (from.max ?? DEFAULT_MEMBERS_MAX) &&
      values.narrows(from.value, to.value),
  };
}

type WriteMember = (holder: object, key: string, run: Run) => string | undefined;

/** What stands before a value: of the first member that comes out, and of any other. */
interface Opening {
  readonly first: string;
  readonly next: string;
}

/** Undefined where the key is none of the map's. */
type OpeningOf = (key: string) => Opening | undefined;

function writeMembers(
  holder: object,
  openingOf: OpeningOf,
  max: number,
  write: WriteMember,
  run: Run,
): string | undefined {
  let text = '';
  let members = 0;
  // As in the engine: `for in` makes no list of names.
  for (const key in holder) {
    if (!isOwn(holder, key)) continue;
    const opening = openingOf(key);
    if (opening === undefined) {
      run.counts.unlisted++;
      continue;
    }
    if (members >= max || run.budget <= 0) {
      run.counts.removed++;
      continue;
    }
    run.budget--;
    const member = write(holder, key, run);
    if (member === undefined) continue;
    // Short strings are joined at once; long ones when the line is written, which costs for each of them.
    text += (members === 0 ? opening.first : opening.next) + member;
    members++;
  }
  return members === 0 ? undefined : `${text}}`;
}

/** Writes one member and counts what became of it; undefined where nothing of it leaves. Never throws. */
function writeMember(holder: object, key: string, leaf: Leaf, run: Run): string | undefined {
  try {
    const value = normalize((holder as Record<string, unknown>)[key]);
    // JSON has no such member; there is nothing to remove.
    if (value === undefined) return undefined;
    const text = value === null ? 'null' : leaf(value, run);
    if (value === null) run.counts.kept++;
    if (text === undefined) run.counts.removed++;
    return text;
  } catch {
    run.counts.faults++;
    run.counts.removed++;
    return undefined;
  }
}

function keyWriter(keys: Keys): OpeningOf {
  if (typeof keys === 'object') {
    const entries = new Map(keys.enum.map((entry) => [entry, openingOf(entry)]));
    return (key) => entries.get(key);
  }
  switch (keys) {
    case 'uuid':
      return (key) => (isUuid(key) ? openingOf(key) : undefined);
    case 'token':
      return remembering((key) => (isToken(key, KEY_MAX) ? openingOf(key) : undefined));
    case 'integer':
      return (key) => (isInteger(key) ? openingOf(key) : undefined);
  }
}

function openingOf(key: string): Opening | undefined {
  if (key === RESERVED_FIELD) return undefined;
  const name = `${quote(key)}:`;
  return { first: `{${name}`, next: `,${name}` };
}

/** Names come again and again; making the text anew took a tenth of writing a map. Kept is nothing that has not come out. */
function remembering(made: OpeningOf): OpeningOf {
  const known = new Map<string, Opening>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const opening = made(key);
    if (opening === undefined) return undefined;
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(key, opening);
    return opening;
  };
}

const MOST_KNOWN = 128;

function isInteger(key: string): boolean {
  return key.length <= KEY_MAX && Number.isSafeInteger(Number(key)) && String(Number(key)) === key;
}

/** An object as a literal or `JSON.parse` makes it, of any realm. */

function checkKeys(keys: Keys): readonly RuleFault[] {
  const at = typeof keys === 'object' ? keys.enum.indexOf(RESERVED_FIELD) : -1;
  if (at < 0) return [];
  const path = ['map', 'keys', 'enum', at];
  return [{ path, message: `${RESERVED_FIELD} is reserved`, hint: 'it never comes out; leave it out' }];
}

function keysNarrow(from: Keys, to: Keys): boolean {
  if (typeof from !== 'object' || typeof to !== 'object') return from === to;
  return to.enum.every((key) => from.enum.includes(key));
}
