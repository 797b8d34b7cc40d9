/** Composes hostile records: what the policy lists, with what only resembles it, and all else around it. */
import type { Rule, StructureName } from '@logsieve/core';
import { NAME, TEXT } from './planted.js';
import { isListed, type Place } from './places.js';
import type { Random } from './random.js';
import { textual } from './values/builtins.js';
import { HEAVY, type Heavy } from './values/heavy.js';
import { allowedValue, type Freedom, isFreeText, letsTextThrough, lookAlike } from './values/leaves.js';
import { brokenJson, noSuchText, textOf, type TextMember } from './values/texts.js';
import { defineChanging, lying } from './values/tricks.js';
import { foreign, nameLike, oddName, unlisted, unlistedJson, unlistedStructure } from './values/unlisted.js';

/** How a record is to be made. */
export interface Plan extends Freedom {
  readonly random: Random;
  /** `JSON.stringify` will be at it first, which asks errors for their JSON as well. */
  readonly stringified: boolean;
  /** Formats of the application may ask values for their JSON before the redactor does. */
  readonly wasAsked: boolean;
  /** Names that the logger gives a meaning of its own: no data under them. */
  readonly reserved: readonly string[];
  /** To be put somewhere into the record, once. */
  readonly heavy: Heavy | undefined;
}

type Entry = readonly [name: string, value: unknown, later?: unknown];

/** An object for the place, with canaries wherever the policy lets out none. */
export function hostileObject(place: Place, plan: Plan, depth = 0): object {
  const { random, heavy } = plan;
  const entries: Entry[] = [];
  if (depth === 0 && heavy !== undefined) entries.push([heavyName(place, random), heavy.make()]);
  // A preset lists more than a record has.
  const share = Math.min(0.7, MEMBERS / (place.exact.size + place.folded.size));
  for (const [name, next] of listed(place)) {
    if (!random.chance(share) || plan.reserved.includes(name)) continue;
    entries.push(listedEntry(name, next, plan, depth));
  }
  for (let count = random.int(depth === 0 ? 5 : 3); count > 0; count--) {
    const name = strangeName(place, random);
    if (isListed(place, name) || plan.reserved.includes(name)) continue;
    entries.push([name, plan.json ? unlistedJson(random) : unlisted(random)]);
  }
  const object = toObject(random.chance(0.5) ? entries : entries.reverse(), plan);
  return plan.json ? object : disguised(object, place, plan, depth);
}

/** How many listed members an object has, on average. */
const MEMBERS = 9;

/** Listed names, each in a spelling that the policy accepts. */
function* listed({ exact, folded }: Place): Generator<readonly [string, Place]> {
  yield* exact;
  for (const { name, place } of folded.values()) {
    if (!exact.has(name.toLowerCase())) yield [name.toLowerCase(), place];
  }
}

function listedEntry(name: string, place: Place, plan: Plan, depth: number): Entry {
  const { random, json } = plan;
  const value = valueFor(place, plan, depth);
  // Whether there is a `toJSON` has to be asked in any case, and that is a reading already.
  const isSteady = json || name === 'toJSON' || place.rules.some((rule) => 'map' in rule || 'parse' in rule);
  if (isSteady || !random.chance(0.15)) return [name, value];
  // What is read first may leave; what would be read next may not.
  const first = place.rules[0] === undefined ? value : allowedValue(place.rules[0], random, plan);
  return [name, first, TEXT];
}

function valueFor(place: Place, plan: Plan, depth: number): unknown {
  const { random } = plan;
  if (random.chance(0.03)) return null;
  const [rule] = place.rules;
  if (place.gone) return plan.json || random.chance(0.5) ? unlistedJson(random) : unlisted(random);
  if (rule !== undefined && 'parse' in rule) {
    const text = structuredText(rule.parse, place, plan, depth);
    const isEncoded = rule.encoded !== undefined && typeof text === 'string' && random.chance(0.9);
    return isEncoded ? Buffer.from(text).toString(rule.encoded) : text;
  }
  if (rule !== undefined) return leafValue(rule, place.rules, plan);
  if (random.chance(0.15)) return foreign(plan.json, random);
  if (place.element !== undefined && (place.exact.size === 0 || random.chance(0.5)))
    return hostileArray(place.element, plan, depth);
  return hostileObject(place, plan, depth + 1);
}

function leafValue(rule: Rule, rules: readonly Rule[], plan: Plan): unknown {
  const { random } = plan;
  const free = rules.some(letsTextThrough);
  if (random.chance(0.3)) return allowedValue(rule, random, plan);
  if (plan.json || 'map' in rule || random.chance(0.5))
    return lookAlike(rules.find(isFreeText) ?? rule, random, plan);
  // An error may call itself a text: it is an error all the same.
  if (free && !plan.stringified && random.chance(0.1))
    return Object.assign(new Error(TEXT), { toJSON: () => TEXT });
  if (free || random.chance(0.6)) return unlistedStructure(random, plan.wasAsked);
  return keepsIds(rule) ? lookAlike(rule, random, plan) : textual(random);
}

/** A string whose members are as hostile as those of a record. */
function structuredText(kind: StructureName, place: Place, plan: Plan, depth: number): unknown {
  const { random } = plan;
  if (random.chance(0.15)) return noSuchText(kind, random);
  const inJson = { ...plan, json: true };
  if (kind !== 'json') {
    const query = kind === 'url' ? place.exact.get('query') : place;
    return query === undefined ? `/users/17?${NAME}=${NAME}` : textOf(kind, textMembers(query, inJson));
  }
  const isArray = place.element !== undefined && (place.exact.size === 0 || random.chance(0.5));
  const value = isArray
    ? hostileArray(place.element as Place, inJson, depth)
    : hostileObject(place, inJson, depth + 1);
  const text = JSON.stringify(value);
  return random.chance(0.1) ? brokenJson(text, random) : text;
}

/** Listed members with texts that may leave, or that only resemble those; and others, some before the listed ones. */
function textMembers(place: Place, plan: Plan): TextMember[] {
  const { random } = plan;
  const members: TextMember[] = [];
  for (const [name, { rules, gone }] of listed(place)) {
    const [rule] = rules;
    if (rule === undefined || random.chance(0.3)) continue;
    if (random.chance(0.2)) members.push([name, TEXT]);
    const text = gone ? TEXT : memberText(rule, plan);
    if (text !== undefined) members.push([name, text]);
    // Of two the last counts: where there is none, neither may the first.
    else if (members.at(-1)?.[0] === name) members.pop();
  }
  for (let count = random.int(3); count > 0; count--) {
    const name = strangeName(place, random);
    if (!isListed(place, name))
      members.splice(random.int(members.length + 1), 0, [name, random.pick([TEXT, NAME])]);
  }
  return members;
}

function memberText(rule: Rule, plan: Plan): string | undefined {
  const { random } = plan;
  // A number that stands in a text is a number there.
  const isNumber = 'keep' in rule && ['number', 'integer'].includes(rule.keep);
  const value =
    isNumber || random.chance(0.5) ? allowedValue(rule, random, plan) : lookAlike(rule, random, plan);
  if (typeof value === 'string') return value;
  return typeof value === 'boolean' || (isNumber && typeof value === 'number') ? String(value) : undefined;
}

/** Ids are let out whatever they are; of a URL the host. */
function keepsIds(rule: Rule): boolean {
  return 'keep' in rule && ['token', 'url'].includes(rule.keep);
}

function hostileArray(element: Place, plan: Plan, depth: number): unknown {
  const { random } = plan;
  const elements = Array.from({ length: random.int(5) }, () => valueFor(element, plan, depth + 1));
  if (plan.json || random.chance(0.7)) return elements;
  return random.pick<() => unknown>([
    () => Object.assign(elements, { [NAME]: TEXT, note: TEXT }),
    () => Object.assign(elements, { length: 900 }),
    () => new Proxy(elements, {}),
    () => Object.assign(Object.create({ toJSON: () => elements }) as object, { 0: TEXT }),
    () => ({ length: 3, [NAME]: TEXT }),
    () => new Set(elements),
  ])();
}

function strangeName(place: Place, random: Random): string {
  const names = [...place.exact.keys()];
  return names.length > 0 && random.chance(0.4) ? nameLike(random.pick(names), random) : oddName(random);
}

/** Sometimes at a listed place, where it is of the wrong type. */
function heavyName(place: Place, random: Random): string {
  const names = [...place.exact].filter(([, { rules, element }]) =>
    [...rules, ...(element?.rules ?? [])].every((rule) => !letsTextThrough(rule) && !keepsIds(rule)),
  );
  return names.length > 0 && random.chance(0.5) ? random.pick(names)[0] : NAME;
}

function toObject(entries: readonly Entry[], { random, json }: Plan): object {
  const object: object = json || random.chance(0.9) ? {} : (Object.create(null) as object);
  for (const [name, value, later] of entries) {
    if (later !== undefined) defineChanging(object, name, value, later);
    else if (!json && random.chance(0.05)) {
      Object.defineProperty(object, name, { get: () => value, enumerable: true, configurable: true });
    } else if (name === '__proto__' || Object.hasOwn(object, name)) {
      Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
    } else (object as Record<string, unknown>)[name] = value;
  }
  return object;
}

/** The object behind something that gives the same members. */
function disguised(object: object, place: Place, { random }: Plan, depth: number): object {
  if (random.chance(0.7)) return object;
  return random.pick<() => object>([
    () => Object.setPrototypeOf(object, new Inherited()) as object,
    // What a prototype has is no member, whatever its name.
    () =>
      Object.setPrototypeOf(
        object,
        Object.fromEntries([...place.exact.keys()].map((name) => [name, TEXT])),
      ) as object,
    () => new Proxy(object, {}),
    () => lying(object, random),
    () => Object.freeze(object),
    () => Object.defineProperty(object, 'hidden', { value: TEXT, enumerable: false }),
    // A logger does not ask a record for its JSON; only what is in it.
    () => (depth === 0 ? object : { toJSON: () => object, note: TEXT, id: NAME }),
  ])();
}

class Inherited {
  readonly own = TEXT;
  get note(): string {
    return TEXT;
  }
}
Object.defineProperty(Inherited.prototype, NAME, { value: TEXT, enumerable: true });

/** The heavy kind of a case: every one comes round. */
export function heavyOf(index: number, every: number): Heavy | undefined {
  return index % every === every - 1 ? HEAVY[Math.floor(index / every) % HEAVY.length] : undefined;
}
