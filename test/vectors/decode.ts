/**
 * The notation of call vectors for what JSON cannot say: an object with a `$` stands for a value of that kind.
 * README.md lists the kinds.
 */
interface Tagged {
  readonly $: string;
  readonly [name: string]: unknown;
}

/** The value that a piece of JSON stands for. `{ "$": "cycle" }` is the outermost object around it. */
export function decode(value: unknown, root?: object): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((element) => decode(element, root));
  if ('$' in value) return decodeTagged(value as Tagged, root);
  return fill({}, value as Record<string, unknown>, root);
}

/** Defines decoded members on `target`: getters as getters, `__proto__` as an own name. */
function fill<Target extends object>(target: Target, members: object = {}, root: object = target): Target {
  for (const [name, member] of Object.entries(members)) {
    const shape = isTagged(member, 'getter')
      ? { get: giving(member, root) }
      : { value: decode(member, root), writable: true };
    Object.defineProperty(target, name, { ...shape, enumerable: true, configurable: true });
  }
  return target;
}

function decodeTagged(tagged: Tagged, root: object | undefined): unknown {
  const { $: kind, value, props } = tagged as Tagged & { readonly props?: object };
  switch (kind) {
    case 'undefined':
      return undefined;
    case 'bigint':
      return BigInt(value as string);
    case 'number':
      return Number(value);
    case 'symbol':
      return Symbol(String(value));
    case 'date':
      return new Date(value as string);
    case 'url':
      return new URL(value as string);
    case 'buffer':
      return Buffer.from(value as string);
    case 'bytes':
      return Uint8Array.from(value as number[]);
    case 'map':
      return new Map(Object.entries(value as object));
    case 'set':
      return new Set(value as unknown[]);
    case 'headers':
      return new Headers(value as Record<string, string>);
    case 'boxed':
      return Object(value);
    case 'cycle':
      return root;
    case 'sparse':
      return sparse(tagged);
    case 'function':
      return giving(tagged, root);
    case 'null-prototype':
      return fill(Object.create(null) as object, props, root);
    case 'frozen':
      return Object.freeze(fill({}, props, root));
    case 'symbol-keys':
      return Object.assign(fill({}, props, root), { [Symbol('secret')]: value });
    case 'instance':
      return fill(new (classOf(tagged, root))(), props, root);
    case 'toJSON':
      return decodeToJson(tagged, root);
    case 'proxy':
      return new Proxy(fill({}, props, root), throwingTraps(tagged['throws'] as string[] | undefined));
    case 'error':
      return decodeError(tagged, root);
    default:
      throw new Error(`unknown kind ${kind}`);
  }
}

/** A function that gives `returns`, or throws an error whose message is `throws`. */
function giving(tagged: Tagged, root: object | undefined): () => unknown {
  return () => {
    if (tagged['throws'] !== undefined) throw new Error(String(tagged['throws']));
    return decode(tagged['returns'], root);
  };
}

function sparse(tagged: Tagged): unknown[] {
  const array = Object.assign([] as unknown[], tagged['value']);
  array.length = tagged['length'] as number;
  return array;
}

/** A class of that name, with `getters` on its prototype. */
function classOf(tagged: Tagged, root: object | undefined): new () => object {
  const named = { [String(tagged['class'])]: class {} }[String(tagged['class'])] as new () => object;
  for (const [name, getter] of Object.entries((tagged['getters'] ?? {}) as Record<string, Tagged>)) {
    Object.defineProperty(named.prototype, name, { get: giving(getter, root), enumerable: true });
  }
  return named;
}

function decodeToJson(tagged: Tagged, root: object | undefined): object {
  const toJSON = giving(tagged, root);
  if (tagged['inherited'] === true)
    return fill(Object.create({ toJSON }) as object, tagged['props'] as object, root);
  return Object.assign(fill({}, tagged['props'] as object, root), { toJSON });
}

/** Traps that throw; all of them where none is named. */
function throwingTraps(
  names: readonly string[] = ['get', 'has', 'ownKeys', 'getOwnPropertyDescriptor', 'getPrototypeOf'],
) {
  const trap = () => {
    throw new Error('trapped: s3cret');
  };
  return Object.fromEntries(names.map((name) => [name, trap]));
}

const BUILT_IN: Readonly<Record<string, new (message: string) => Error>> = {
  Error,
  TypeError,
  RangeError,
  SyntaxError,
};

function decodeError(tagged: Tagged, root: object | undefined): Error {
  const { class: name = 'Error', message = '', cause, errors, props } = tagged as Tagged & { props?: object };
  const options = cause === undefined ? undefined : { cause: decode(cause) };
  if (name === 'AggregateError')
    return fill(new AggregateError(decode(errors) as Error[], message as string), props);
  const Base =
    BUILT_IN[name as string] ??
    ({ [name as string]: class extends Error {} }[name as string] as typeof Error);
  const error = new (Base as ErrorConstructor)(message as string, options);
  return fill(error, props, root ?? error);
}

function isTagged(value: unknown, kind: string): value is Tagged {
  return typeof value === 'object' && value !== null && (value as Tagged).$ === kind;
}
