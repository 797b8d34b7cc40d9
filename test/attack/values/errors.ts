/** Errors as libraries make them: what a user sent is in the message, the stack, the cause and everywhere else. */
import vm from 'node:vm';
import { DIGITS, NAME, TEXT } from '../planted.js';
import type { Random } from '../random.js';

const Foreign = vm.runInNewContext('TypeError') as ErrorConstructor;

class QueryFailedError extends Error {
  readonly parameters = [TEXT];
  readonly driverError = { detail: NAME };
  override get name() {
    return 'QueryFailedError';
  }
  toJSON() {
    return { message: this.message, parameters: this.parameters };
  }
}

/** An error of some kind with `message`, which holds a canary, and canaries in all that hangs on it. */
export function hostileError(random: Random, message = `no account ${TEXT}`, depth = 0): Error {
  const error = random.pick(KINDS)(message, random);
  if (random.chance(0.3))
    Object.defineProperties(error, Object.getOwnPropertyDescriptors(random.pick(EXTRAS)()));
  if (depth < 3 && random.chance(0.3)) {
    const cause = random.chance(0.8) ? hostileError(random, `inner ${TEXT}`, depth + 1) : { [NAME]: TEXT };
    Object.defineProperty(error, 'cause', {
      value: cause,
      configurable: true,
      enumerable: random.chance(0.5),
    });
  }
  if (random.chance(0.1)) {
    const value = `TypeError: other ${TEXT}\n    at f (/app/${NAME}.js:1:2)`;
    Object.defineProperty(error, 'stack', { value, configurable: true });
  }
  return error;
}

const KINDS: readonly ((message: string, random: Random) => Error)[] = [
  (message) => new Error(message),
  (message) => new TypeError(message),
  (message) => new Foreign(message),
  (message) => new QueryFailedError(message),
  (message) => new AggregateError([new Error(TEXT), { message: TEXT, stack: NAME }, TEXT], message),
  (message) => new DOMException(message, 'AbortError'),
  (message) =>
    Object.assign(new Error(`${message}\n    at f (${NAME}.js:1:2)\n    at g (/a/${NAME}.js:3:4)`)),
  (message) => Object.assign(new Error(message), { name: TEXT }),
  (message) => Object.assign(new Error(message), { code: TEXT, errno: NAME, syscall: NAME, status: DIGITS }),
  (message) => {
    const error = new Error(message);
    error.message = `changed ${TEXT}`;
    return error;
  },
  (message) => Object.defineProperty(new Error(message), 'stack', { get: thrower, configurable: true }),
  (message) => Object.defineProperty(new Error(message), 'code', { get: thrower, configurable: true }),
  (message) => Object.defineProperty(formatted(message), 'name', { get: thrower, configurable: true }),
  (message) => Object.defineProperty(new Error(message), 'toJSON', { value: () => ({ message, NAME }) }),
  (message, random) => deepCause(message, random.pick([3, 3, 3, 3, 3, 40])),
];

/** As `axios`, `undici`, `pg`, `mongodb` and `zod` leave what was sent on their errors. */
const EXTRAS: readonly (() => object)[] = [
  () => {
    const config = { url: `/login?token=${NAME}`, headers: { authorization: `Bearer ${NAME}` }, data: TEXT };
    const request: Record<string, unknown> = { path: TEXT, _header: `GET /${NAME}\r\ncookie: ${TEXT}` };
    request['res'] = { req: request };
    return {
      isAxiosError: true,
      code: 'ERR_BAD_REQUEST',
      config,
      request,
      response: { data: TEXT, config, request },
    };
  },
  () => ({
    code: 'UND_ERR_SOCKET',
    socket: { localAddress: NAME, remoteAddress: TEXT },
    body: Buffer.from(TEXT),
  }),
  () => ({
    code: '23505',
    detail: `Key (email)=(${TEXT}) already exists.`,
    where: TEXT,
    table: NAME,
    length: 9,
  }),
  () => ({ code: 11_000, errmsg: TEXT, keyValue: { [NAME]: TEXT }, writeErrors: [{ op: { name: TEXT } }] }),
  () => ({
    issues: [{ code: 'custom', path: [NAME], message: TEXT, input: TEXT }],
    errors: [{ message: TEXT }],
  }),
  () => ({ type: TEXT, [Symbol(NAME)]: TEXT, inner: new Map([[NAME, TEXT]]) }),
];

/** V8 writes the stack when it is first asked for, and asks for the name then. */
function formatted(message: string): Error {
  const error = new Error(message);
  void error.stack;
  return error;
}

function deepCause(message: string, levels: number): Error {
  let error = new Error(message);
  for (let level = 0; level < levels; level++) error = new RangeError(`level ${TEXT}`, { cause: error });
  return error;
}

/** What a logger or `JSON.stringify` made of an error. */
export function serializedError(random: Random): object {
  const type = random.pick(['TypeError', 'Error', 'ValidationError', TEXT]);
  const cause = { type, message: `inner ${TEXT}`, stack: `Error: ${TEXT}\n    at f (${NAME} x.js:1:2)` };
  return random.pick<object>([
    {
      type,
      message: `no account ${TEXT}`,
      stack: `${type}: no account ${TEXT}\n    at x`,
      code: TEXT,
      cause,
    },
    { name: type, message: `no account ${TEXT}`, errors: [cause], config: { headers: { cookie: TEXT } } },
    { message: TEXT, code: 'E_X', [NAME]: TEXT },
    { type, message: { nested: TEXT }, stack: [TEXT], code: { toString: NAME } },
  ]);
}

function thrower(): never {
  throw new Error(`in a getter ${TEXT}`);
}
