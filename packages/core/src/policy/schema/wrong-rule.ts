import type * as v from 'valibot';
import { KEEP_TYPES } from './keep-schema.js';
import { nearestName } from './nearest.js';
import { wrong } from './wrong.js';

/** Each action as it may be written, whole. */
const EXAMPLES: ReadonlyMap<string, string> = new Map([
  ['keep', '{ "keep": "string" }'],
  ['replace', '{ "replace": "[gone]" }'],
  ['mask', '{ "mask": "email" } or { "mask": { "last": 4 } }'],
  ['encrypt', '{ "encrypt": { "to": "dpo" } }'],
  ['pseudonymize', '{ "pseudonymize": { "key": "users" } }'],
  ['generalize', '{ "generalize": "ip" }'],
  ['truncate', '{ "truncate": { "max": 100 } }'],
  ['map', '{ "map": { "keys": "uuid", "value": { "keep": "integer" } } }'],
  ['parse', '{ "parse": "json" }'],
]);

/** What other redactors call the actions. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['allow', 'keep'],
  ['pass', 'keep'],
  ['redact', 'replace'],
  ['censor', 'replace'],
  ['seal', 'encrypt'],
  ['encipher', 'encrypt'],
  ['hash', 'pseudonymize'],
  ['pseudonymise', 'pseudonymize'],
  ['generalise', 'generalize'],
  ['delete', 'remove'],
  ['drop', 'remove'],
]);

/** The schema for a rule that is no object: tells how what was probably meant, one of `actions`, is written. */
export function wrongRule(input: unknown, fact: string, actions: readonly string[]): v.NeverSchema<string> {
  return wrong(fact, typeof input === 'string' ? hintOf(input, actions) : ANY);
}

/** The action that other redactors call by this name. */
export function actionNamed(name: string): string | undefined {
  return ALIASES.get(name.toLowerCase());
}

const ANY = 'write { "keep": "string" } for what may leave: the action, then its type or parameters';

function hintOf(name: string, actions: readonly string[]): string {
  const type = KEEP_TYPES.find((known) => known === name);
  if (type !== undefined) return `write { "keep": "${type}" }`;
  const action = actionNamed(name) ?? nearestName(name, actions);
  if (action === undefined || !actions.includes(action)) return ANY;
  if (action === 'remove') return 'did you mean "remove"?';
  return `write ${EXAMPLES.get(action) ?? `{ "${action}": … }`}`;
}
