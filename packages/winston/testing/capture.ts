import TransportStream from 'winston-transport';

/** Planted wherever a secret could be; must arrive nowhere. */
export const CANARY = 'S3CRET-5f3a9c71';

export type Info = Record<string | symbol, unknown>;

export const LEVEL = Symbol.for('level');
export const MESSAGE = Symbol.for('message');
export const SPLAT = Symbol.for('splat');

export interface Capture {
  readonly transport: TransportStream;
  readonly infos: Info[];
  /** What the text of each record says. */
  records: () => Record<string, unknown>[];
}

/** A transport that keeps what it gets. */
export function capture(options: TransportStream.TransportStreamOptions & { name?: string } = {}): Capture {
  const infos: Info[] = [];
  const { name, ...rest } = options;
  const transport = new TransportStream({
    ...rest,
    log(info: Info, next) {
      infos.push(info);
      next();
    },
  });
  if (name !== undefined) Object.assign(transport, { name });
  const records = () => infos.map((info) => JSON.parse(info[MESSAGE] as string) as Record<string, unknown>);
  return { transport, infos, records };
}

/** Where the canary is: paths through own and symbol properties, getters, prototypes, maps, bytes and strings. */
export function findCanary(value: unknown): string[] {
  const found: string[] = [];
  const seen = new Set<unknown>();
  const queue: { at: string; value: unknown }[] = [{ at: '$', value }];
  for (const { at, value } of queue) {
    if (hasCanary(value)) found.push(at);
    // Nothing that could give more than it shows.
    if (typeof value === 'function') found.push(`${at} (function)`);
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    for (const key of Reflect.ownKeys(value)) {
      if (hasCanary(key)) found.push(`${at} (key)`);
      queue.push({ at: `${at}.${String(key)}`, value: (value as Info)[key] });
    }
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== Array.prototype)
      queue.push({ at: `${at}.__proto__`, value: prototype });
  }
  return found;
}

const SPELLINGS = [
  CANARY,
  Buffer.from(CANARY).toString('hex'),
  Buffer.from(CANARY).toString('base64').replace(/=+$/, ''),
  [...Buffer.from(CANARY)].join(','),
];

function hasCanary(value: unknown): boolean {
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer).includes(CANARY);
  const text = typeof value === 'symbol' ? String(value) : value;
  return typeof text === 'string' && SPELLINGS.some((spelling) => text.includes(spelling));
}
