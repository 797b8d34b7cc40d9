/** Objects that are not what they seem: they change, throw, lie and count. */
import { NAME, TEXT } from '../planted.js';
import type { Random } from '../random.js';

export function thrower(): never {
  throw Object.assign(new Error(`thrown ${TEXT}`), { detail: TEXT });
}

/** Traps that throw, with a canary in what they throw. */
const THROWING: ProxyHandler<object> = {
  get: thrower,
  has: thrower,
  ownKeys: thrower,
  getOwnPropertyDescriptor: thrower,
  getPrototypeOf: thrower,
};

const OBJECTS: readonly (() => object)[] = [
  () => new Proxy({}, THROWING),
  () => new Proxy(new Error(TEXT), THROWING),
  () => new Proxy({ [NAME]: TEXT }, { get: thrower }),
  () => new Proxy({ [NAME]: TEXT }, { ownKeys: thrower }),
  () => new Proxy({ [NAME]: TEXT }, { getOwnPropertyDescriptor: thrower }),
  () => new Proxy({ [NAME]: TEXT }, { getPrototypeOf: thrower }),
  () => revoked({ [NAME]: TEXT }),
  () => ({ toJSON: thrower, [NAME]: TEXT }),
  () => ({ get toJSON() { return thrower(); }, [NAME]: TEXT }), // prettier-ignore
  () => Object.create({ toJSON: thrower }) as object,
  () => Object.create({ get constructor() { return thrower(); } }) as object, // prettier-ignore
  () => Object.defineProperty({}, Symbol.toStringTag, { get: thrower }),
  () => ({ toString: thrower, valueOf: thrower, [Symbol.toPrimitive]: thrower, [NAME]: TEXT }),
  () => Object.defineProperty({ [NAME]: TEXT }, NAME, { get: thrower, enumerable: true }),
];

const ARRAYS: readonly (() => unknown)[] = [
  () => new Proxy([], THROWING),
  () => new Proxy([TEXT], { get: (_, key) => (key === 'length' ? thrower() : TEXT) }),
  () => revoked([TEXT]),
];

/** Something that throws where it is touched. */
export const refusing = (random: Random): unknown => random.pick([...OBJECTS, ...ARRAYS])();
/** The same, and no array: as a record it has no member of a name that anybody could have listed. */
export const refusingObject = (random: Random): object => random.pick(OBJECTS)();

/** A proxy that shows the members of `target` and, among its keys, some that are not there and that nobody lists. */
export function lying(target: object, random: Random): object {
  const extra: readonly PropertyKey[] = random.pick([[NAME], ['toString', NAME], ['secret', TEXT]]);
  const invented = { value: TEXT, enumerable: true, configurable: true, writable: true };
  return new Proxy(target, {
    ownKeys: () => [...new Set([...Reflect.ownKeys(target), ...(extra as string[])])],
    getOwnPropertyDescriptor: (_, key) =>
      Reflect.getOwnPropertyDescriptor(target, key) ?? (extra.includes(key) ? invented : undefined),
    get: (_, key) => (Reflect.get(target, key) as unknown) ?? (extra.includes(key) ? TEXT : undefined),
  });
}

/** Puts a member there that is `first` when it is read for the first time, and `later` from then on. */
export function defineChanging(holder: object, key: string, first: unknown, later: unknown): void {
  let reads = 0;
  const get = () => (reads++ === 0 ? first : later);
  Object.defineProperty(holder, key, { get, set: () => undefined, enumerable: true, configurable: true });
}

/** A value of which JSON is `first` at first, and `later` from then on. */
export function changingJson(first: unknown, later: unknown): object {
  let calls = 0;
  return { toJSON: () => (calls++ === 0 ? first : later), [NAME]: TEXT };
}

function revoked(target: object): object {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}
