/** Instances of what the language, Node and the web platform bring along, each with a canary in it. */
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { CARD, DIGITS, NAME, TEXT } from '../planted.js';
import type { Random } from '../random.js';

class Account {
  readonly #secret = TEXT;
  readonly email = TEXT;
  static readonly token = NAME;
  get secret(): string {
    return this.#secret;
  }
}

function* letters(): Generator<string> {
  yield TEXT;
}

const headers = { authorization: `Bearer ${NAME}`, cookie: NAME };

/** None of them is text as JSON has it, nor becomes one. */
const STRUCTURED: readonly (() => unknown)[] = [
  () =>
    new Map<unknown, unknown>([
      [NAME, TEXT],
      [{ a: TEXT }, [TEXT]],
    ]),
  () => new Set([TEXT, { a: NAME }]),
  () => new WeakRef({ a: TEXT }),
  () => new WeakMap([[{ a: TEXT }, TEXT]]),
  () => ({ [Symbol(NAME)]: TEXT, [Symbol.for('splat')]: [TEXT], [Symbol.for('message')]: TEXT }),
  () => Buffer.from(TEXT),
  () => new Uint8Array(Buffer.from(TEXT)),
  () => new Uint16Array(new Uint8Array(Buffer.from(`${TEXT}${TEXT}`)).buffer.slice(0, 44)),
  () => new DataView(new Uint8Array(Buffer.from(TEXT)).buffer),
  () => new Uint8Array(Buffer.from(TEXT)).buffer,
  () => new Float64Array([DIGITS]),
  () => new URLSearchParams({ token: TEXT }),
  () => new Headers(headers),
  () => new Request(`https://shop.example/${NAME}?t=${NAME}`, { method: 'POST', headers, body: TEXT }),
  () => new Response(TEXT, { headers }),
  () => form(),
  () => new Blob([TEXT]),
  () => new File([TEXT], TEXT),
  () => AbortSignal.abort(TEXT),
  () => Readable.from([TEXT]),
  () => new ReadableStream({ start: (controller) => controller.enqueue(TEXT) }),
  () => Object.assign(new Socket(), { secret: TEXT }),
  () => request(),
  () => Object.assign(() => TEXT, { secret: TEXT }),
  () => class Hidden extends Account {},
  () => new Account(),
  () => Object.create(new Account()) as unknown,
  () => Object.create({ [NAME]: TEXT, user: { id: TEXT } }) as unknown,
  () => Object.assign(Object.create(null) as object, { [NAME]: TEXT }),
  () => letters(),
  () => Promise.resolve(TEXT),
  () => new RegExp(NAME),
  () => Object(BigInt(CARD)) as unknown,
  () => BigInt(CARD) * 10n ** 20n,
  () => Symbol(TEXT),
  () => new Date(Number.NaN),
  () => Object.assign(new Date(0), { secret: TEXT }),
  () => argumentsOf(TEXT, { a: TEXT }),
  () => cycle(),
  () => Object.assign([TEXT, [TEXT]], { [NAME]: TEXT }),
  () => [[[[{ a: [TEXT] }]]]],
  () => Object.fromEntries([...TEXT].entries()),
  () =>
    JSON.parse(
      `{"__proto__":{"note":${JSON.stringify(TEXT)}},"constructor":{"prototype":"${NAME}"}}`,
    ) as unknown,
  () => Object.assign(new Array<unknown>(1_000), { 1: TEXT, 900: TEXT }),
];

/** JSON makes a number of it. */
export const boxedNumber = (): unknown =>
  Object.assign(Object(DIGITS + 0.5) as object, { secret: TEXT, toString: () => TEXT });

/** Something of the platform that is no text. */
export const structured = (random: Random): unknown => random.pick(STRUCTURED)();

/** What JSON makes a text of. */
export const textual = (random: Random): unknown =>
  random.pick<() => unknown>([
    () => new String(TEXT),
    () => Object.assign(new String(TEXT), { toString: () => 'ok', valueOf: () => 'ok' }),
    () => new URL(`https://ada:${NAME}@shop.example/${NAME}?t=${NAME}#${NAME}`),
    () => ({ toJSON: () => TEXT }),
    () => Object.create({ toJSON: () => TEXT }) as unknown,
    () => Object.assign(() => 0, { toJSON: () => TEXT }),
    () => TEXT,
  ])();

function argumentsOf(first: unknown, second: unknown): unknown {
  // eslint-disable-next-line prefer-rest-params -- what is meant is this very object.
  return first === second ? undefined : arguments;
}

function form(): FormData {
  const data = new FormData();
  data.append(NAME, TEXT);
  return data;
}

function request(): IncomingMessage {
  const message = new IncomingMessage(new Socket());
  Object.assign(message, { method: 'GET', url: `/reset/${NAME}?token=${NAME}`, headers });
  return message;
}

function cycle(): object {
  const value: Record<string, unknown> = { [NAME]: TEXT };
  value['self'] = value;
  value['list'] = [value, [value]];
  return value;
}
