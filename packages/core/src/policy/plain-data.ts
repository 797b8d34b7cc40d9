/** Told where a value is not plain JSON data, and why. */
export type Refuse = (path: readonly (string | number)[], message: string) => void;

/**
 * A deep copy of plain JSON data. What is none (functions, getters, class instances, cycles, numbers that are not
 * finite) is refused and left out; members that are undefined are left out, as JSON does. Never throws, runs no
 * getter.
 */
export function copyPlain(value: unknown, maxNesting: number, refuse: Refuse): unknown {
  try {
    return copy(value, { path: [], above: [], maxNesting, refuse });
  } catch {
    // Only a Proxy can throw here.
    refuse([], 'the object cannot be read');
    return undefined;
  }
}

/** The length of a sparse array must not buy time or memory. */
const MAX_ELEMENTS = 100_000;

interface Place {
  readonly path: readonly (string | number)[];
  /** The objects that hold this one. */
  readonly above: readonly object[];
  readonly maxNesting: number;
  readonly refuse: Refuse;
}

function copy(value: unknown, place: Place): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      if (Number.isFinite(value)) return value;
      return refused(place, 'the number is not finite');
    case 'object':
      return value === null ? null : copyObject(value, place);
    default:
      return refused(place, `a ${typeof value} is not JSON`);
  }
}

function copyObject(object: object, place: Place): unknown {
  if (place.above.includes(object)) return refused(place, 'the object contains itself');
  if (place.above.length > place.maxNesting) return refused(place, 'the object is nested too deep');
  if (Array.isArray(object)) {
    if (object.length > MAX_ELEMENTS) return refused(place, 'the array is too long');
    return Array.from({ length: object.length }, (_, index) => copyMember(object, index, place) ?? null);
  }
  if (!isPlain(object)) return refused(place, 'the object is an instance of a class');
  const entries: [string, unknown][] = [];
  for (const key of Reflect.ownKeys(object)) {
    if (Object.getOwnPropertyDescriptor(object, key)?.enumerable !== true) continue;
    if (typeof key === 'symbol') {
      refused(place, 'a symbol is no key');
      continue;
    }
    const member = copyMember(object, key, place);
    if (member !== undefined) entries.push([key, member]);
  }
  return Object.fromEntries(entries);
}

function copyMember(holder: object, key: string | number, place: Place): unknown {
  const path = [...place.path, key];
  const property = Object.getOwnPropertyDescriptor(holder, key);
  const below = { ...place, path, above: [...place.above, holder] };
  if (property === undefined) return refused(below, 'the array has a hole');
  if (!('value' in property)) return refused(below, 'the property is a getter');
  if (property.value === undefined && !Array.isArray(holder)) return undefined;
  return copy(property.value, below);
}

/** Objects of another realm (a vm context, a test runner) count too. */
function isPlain(object: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(object);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function refused({ path, refuse }: Place, message: string): unknown {
  refuse(path, message);
  return undefined;
}
