import { ANY } from './redact-paths.js';

/** A place where the compiled form looked. */
export interface Place {
  readonly members: Map<string, Place>;
  /** A path ends here. */
  ends: boolean;
  /** It was read without being asked for first, as only parents of a wildcard are. */
  unconfirmed: boolean;
  readonly parent: Place | undefined;
}

/** A place where nothing has looked yet. */
export function createPlace(parent?: Place): Place {
  return { members: new Map(), ends: false, unconfirmed: false, parent };
}

/** The place below another one. */
export function memberOf(place: Place, name: string): Place {
  let member = place.members.get(name);
  if (member === undefined) place.members.set(name, (member = createPlace(place)));
  return member;
}

/**
 * An object that seems to have every member, and one called `*` when listed. The compiled form asks for a member
 * before it reads it; asking without reading, writing and deleting are what it does where a path ends.
 *
 * `asText`: members that were not asked for, and that a string has, are a string's. A censor function reads such,
 * below the place where its path ends. Where the compiled form itself does, on its way to a wildcard, it gets no
 * farther, and the member stays unconfirmed.
 */
export function observe(top: Place, asText: boolean): { readonly seen: object; readonly settle: () => void } {
  let asked: Place | undefined;
  let walked: Place | undefined;
  const settle = () => {
    if (asked !== undefined) asked.ends = true;
    asked = undefined;
  };
  const seenAt = (place: Place): object =>
    new Proxy(Object.create(null) as object, {
      has: (_, name) => {
        settle();
        asked = memberOf(place, nameOf(name));
        asked.unconfirmed = false;
        return true;
      },
      get: (_, name) => {
        if (place === top && name === 'toJSON') return undefined;
        if (asText && typeof name === 'symbol') return memberOfText(name);
        const member = memberOf(place, nameOf(name));
        const expected = asked === member || walked === member || name === ANY;
        if (asked === member) asked = undefined;
        else if (!expected) member.unconfirmed = true;
        settle();
        if (asText && !expected && place !== top && isMemberOfText(name)) return memberOfText(name);
        walked = member;
        return seenAt(member);
      },
      set: (_, name) => (memberOf(place, nameOf(name)).ends = true),
      deleteProperty: (_, name) => (memberOf(place, nameOf(name)).ends = true),
      ownKeys: () => {
        for (let at: Place | undefined = place; at !== undefined; at = at.parent) at.unconfirmed = false;
        return [ANY];
      },
      getOwnPropertyDescriptor: () => ({
        value: undefined,
        writable: true,
        enumerable: true,
        configurable: true,
      }),
    });
  return { seen: seenAt(top), settle };
}

/** Has something of what censors look for: an address, digits. */
const TEXT = 'observed-4000123412341234@mail.example.com';

function isMemberOfText(name: PropertyKey): boolean {
  return name === 'toJSON' || name in Object(TEXT);
}

function memberOfText(name: PropertyKey): unknown {
  if (name === Symbol.toPrimitive || name === 'toJSON') return () => TEXT;
  const member: unknown = (Object(TEXT) as Record<PropertyKey, unknown>)[name];
  return typeof member === 'function' ? (member.bind(TEXT) as unknown) : member;
}

function nameOf(name: string | symbol): string {
  if (typeof name === 'symbol') throw new TypeError('a path has no symbols');
  return name;
}
