/** What a developer is advised to do about a path that no rule lists. */
import type { Limits } from '../policy/policy.js';
import type { Outline } from '../run/trace.js';
import { type Meaning, meaningOf } from './meaning.js';

/** What of the policy advice depends on. */
export interface AdviceContext {
  readonly limits: Limits;
  /** A key ring that the policy has. */
  readonly ring: string | undefined;
}

/** The rule that would keep it, as an entry under `fields`; or why there is none to be advised. */
export function adviceFor(
  path: string,
  names: readonly string[],
  outline: Outline,
  context: AdviceContext,
): string {
  const meaning = meantBy(outline, names);
  if (meaning === undefined) return byType(path, outline, context.limits);
  const at = JSON.stringify(outline.type === 'array' ? `${path}.*` : path);
  switch (meaning) {
    case 'secret':
      return `by its name it is a secret: leave it out; to show that it is there: ${at}: { "replace": "[secret]" }`;
    case 'personal':
      return `by its name it is personal: leave it out; to show that it is there: ${at}: { "replace": "[personal]" }`;
    case 'person':
      return `to tell persons apart: ${at}: ${pseudonymOf(context.ring)}`;
    case 'email':
      return `to show its outline: ${at}: { "mask": "email" }`;
    case 'ip':
      return `to show its network: ${at}: { "generalize": "ip" }`;
    case 'phone':
      return `to show its end: ${at}: { "mask": { "last": 2 } }`;
    case 'card':
      return `to show its end: ${at}: { "mask": { "last": 4 } }`;
  }
}

/** By name, for what can hold something of the kind; else by form. */
function meantBy({ type, form }: Outline, names: readonly string[]): Meaning | undefined {
  if (!MEANT.has(type)) return undefined;
  const meaning = meaningOf(names);
  // A number of that name counts them, most often; a secret of digits is one even so.
  if (meaning !== undefined && (type !== 'number' || !TEXTS.has(meaning))) return meaning;
  if (form === 'email' || form === 'ip') return form;
  return form === 'digits' ? 'card' : undefined;
}

const MEANT: ReadonlySet<Outline['type']> = new Set(['string', 'number', 'bigint', 'array', 'other', 'null']);
/** What no number is. */
const TEXTS: ReadonlySet<Meaning> = new Set(['email', 'ip']);

function pseudonymOf(ring: string | undefined): string {
  const rule = `{ "pseudonymize": { "key": ${JSON.stringify(ring ?? 'users')} } }`;
  return ring === undefined ? `${rule}, with a ring "users" under "keys"` : rule;
}

function byType(path: string, { type, form, room = 0 }: Outline, { stringLength }: Limits): string {
  const keep = (rule: string, at = path) => `to keep it: ${JSON.stringify(at)}: { "keep": ${rule} }`;
  switch (type) {
    case 'string': {
      const rule =
        FORMS.get(form) ??
        `"string", "max": ${room / 2 < stringLength ? Math.min(room, stringLength) : room}`;
      // Where half of the room is too long, so is what is in it.
      return room / 2 < stringLength
        ? keep(rule)
        : `${keep(rule)}, with "limits": { "stringLength": ${room} }`;
    }
    case 'number':
    case 'boolean':
    case 'url':
    case 'error':
      return keep(`"${type}"`);
    case 'bigint':
      return keep('"integer"');
    case 'date':
      return keep('"timestamp"');
    case 'array':
      return keep('…', `${path}.*`);
    case 'object':
      return keep('…', `${path}.…`);
    case 'bytes':
    case 'map':
    case 'set':
      return `no rule keeps ${type === 'bytes' ? 'bytes: log a text or a number' : `a ${type}: log a plain object or an array`}`;
    default:
      return keep('…');
  }
}

const FORMS: ReadonlyMap<Outline['form'], string> = new Map([
  ['uuid', '"uuid"'],
  ['time', '"timestamp"'],
  ['url', '"url"'],
]);
