/** Records that JSON could not have made. */
import fc from 'fast-check';

class Account {
  readonly #secret = 'private';
  constructor(readonly a: unknown) {}
  get b(): string {
    return this.#secret;
  }
}

/** Values as functions that make them: a revoked proxy cannot even be held by the generator. */
const exotic: fc.Arbitrary<() => unknown> = fc.oneof(
  fc.constantFrom<() => unknown>(
    () => 10n,
    () => 2n ** 80n,
    () => Symbol('s'),
    () => () => 'called',
    () => new Map([['a', 1]]),
    () => new Set(['a']),
    () => new Date(0),
    () => new Date(NaN),
    () => new URL('https://u:p@example.com/?token=x'),
    () => Buffer.from('secret'),
    () => new Float64Array(4),
    () => new ArrayBuffer(8),
    () => new WeakMap(),
    () => Promise.resolve(1),
    () => /re/,
    () => Object('boxed'),
    () => Object(7),
    () => Object(true),
    () => Object(1n),
    () => new Account({ a: 1 }),
    () => new Headers({ authorization: 'x' }),
    () => Object.create(null),
    () => new Array(2 ** 32 - 1),
    () => NaN,
    () => -0,
    () => Infinity,
    () => undefined,
    () =>
      new Proxy(
        {},
        { ownKeys: throwing, get: throwing, getOwnPropertyDescriptor: throwing, getPrototypeOf: throwing },
      ),
    () =>
      new Proxy(
        { a: 1 },
        {
          ownKeys: () => ['a', 'b', 'msg'],
          getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true, value: 1 }),
        },
      ),
    () => new Proxy([], { get: throwing }),
    revoked,
    () => ({ toJSON: throwing }),
    () => ({ toJSON: () => ({ toJSON: () => 1, a: 'x' }) }),
    () => ({
      get a() {
        return throwing();
      },
    }),
    () =>
      Object.create({
        get constructor() {
          return throwing();
        },
      }) as unknown,
    () => Object.defineProperty(new Error('x'), 'message', { get: throwing }),
    () => Object.defineProperty(new Error('x'), 'name', { get: throwing }),
    () => Object.defineProperty(new Error('x'), 'cause', { get: throwing }),
    cycle,
    deep,
  ),
  fc.string().map((message) => () => Object.assign(new TypeError(message), { code: message, a: message })),
  fc.string().map((message) => () => new AggregateError([new Error(message)], message)),
);

/** Functions that make objects with the given names and anything under them. */
export function hostileRecord(names: readonly string[]): fc.Arbitrary<() => object> {
  const name = fc.constantFrom(...names, 'msg', 'message', 'time', 'toJSON', 'constructor');
  const anything = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withSparseArray: true,
    withTypedArray: true,
    maxDepth: 2,
  });
  const member = fc.oneof(
    exotic,
    anything.map((value) => () => value),
  );
  const nested = objectOf(name, member, 4);
  const whole = exotic.map((make) => () => toObject(make()));
  return fc.oneof(
    { weight: 5, arbitrary: objectOf(name, fc.oneof(member, nested), 5) },
    { weight: 1, arbitrary: whole },
  );
}

function objectOf(name: fc.Arbitrary<string>, member: fc.Arbitrary<() => unknown>, maxLength: number) {
  return fc.array(fc.tuple(name, member), { maxLength }).map((entries) => () => {
    const object = {};
    for (const [key, make] of entries) {
      Object.defineProperty(object, key, {
        value: make(),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
    return object;
  });
}

function toObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

function throwing(): never {
  throw new Error('a secret in an exception');
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({ a: 1 }, {});
  revoke();
  return proxy;
}

function cycle(): object {
  const value: Record<string, unknown> = { b: 1 };
  value['a'] = value;
  value['c'] = [value, [value]];
  return value;
}

function deep(): object {
  let value: object = {};
  for (let i = 0; i < 2_000; i++) value = { a: value };
  return value;
}
