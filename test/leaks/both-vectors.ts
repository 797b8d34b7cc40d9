import { CANARY } from './canary.js';

/** A record that is hostile whatever the logger. */
export interface BothVector {
  /** A line of the list of known leak vectors. */
  readonly id: string;
  readonly claim: string;
  readonly record: () => Record<string, unknown>;
  readonly message: string;
  /** Texts that have to be in the output: what is listed arrives. */
  readonly arrives: readonly string[];
  /** What the transport lets out instead; why it cannot be driven there. */
  readonly transport?: { readonly arrives: readonly string[] } | string;
  /** The names and texts are harmless data: nothing to plant, only a form to keep. */
  readonly noControl?: string;
}

const own = (name: string, value: unknown) =>
  JSON.parse(`{${JSON.stringify(name)}:${JSON.stringify(value)}}`) as object;

export const vectors: readonly BothVector[] = [
  {
    id: 'B1',
    claim: 'names of the language bring out nothing and change nothing',
    record: () =>
      Object.assign(
        Object.defineProperty({}, '__proto__', { value: { note: CANARY, latencyMs: 7 }, enumerable: true }),
        {
          constructor: { prototype: { note: CANARY } },
          prototype: CANARY,
          hasOwnProperty: CANARY,
          toString: CANARY,
          user: own('__proto__', { id: CANARY }),
          latencyMs: 1,
        },
      ),
    message: 'names',
    arrives: ['"latencyMs":1', 'names'],
  },
  {
    id: 'B1',
    claim: 'numeric, empty, dotted, look-alike and invisible names match no listed one',
    record: () => ({
      0: CANARY,
      '': CANARY,
      'user.id': CANARY,
      'user\u200b': { id: CANARY },
      'n\u043ete': CANARY,
      'note\u0000': CANARY,
      NOTE: CANARY,
      user: { '': CANARY, 'id\u200d': CANARY, 0: CANARY, id: 'u-1' },
    }),
    message: 'names',
    arrives: ['"user":{"id":"u-1"}'],
  },
  {
    id: 'B2',
    claim: 'line breaks and escape sequences in kept text stay inside their string',
    record: () => ({
      note: `a\r\n{"level":60,"msg":"forged"}\u2028b\u2029c\u0085\u001b[2Jd\u009b31m\u202e`,
      latencyMs: 1,
    }),
    message: 'a\n{"level":60}\u001b[31m\u2028',
    arrives: [
      'a\\r\\n{\\"level\\":60',
      '\\u2028b\\u2029c\\u0085\\u001b[2Jd\\u009b31m\\u202e',
      '\\u001b[31m\\u2028',
    ],
    noControl: 'loggers escape some of it',
  },
  {
    id: 'B2',
    claim: 'lone surrogates come out escaped',
    record: () => ({ note: 'x\ud800y\udc00z' }),
    message: 'm\udfff',
    arrives: ['"x\\ud800y\\udc00z"', 'm\\udfff'],
    noControl: 'JSON.stringify escapes them, too',
    // UTF-8 has no lone surrogates: on the way to the worker those that pino does not escape are lost.
    transport: { arrives: ['"level":30'] },
  },
  {
    id: 'B2',
    claim: 'line breaks and escape sequences in names do not come out',
    record: () => ({
      [`\u001b[2J${CANARY}\n`]: 1,
      counts: { [`\r\n${CANARY}`]: 1, '018f6e2c-9d1a-7b3c-8f4e-1a2b3c4d5e6f': 2 },
    }),
    message: 'names',
    arrives: ['"018f6e2c-9d1a-7b3c-8f4e-1a2b3c4d5e6f":2'],
  },
  {
    id: 'B4',
    claim: 'a string of 10 MB is gone, and what is beside it arrives',
    record: () => ({ note: CANARY.repeat(650_000), body: CANARY.repeat(650_000), latencyMs: 1 }),
    message: 'big',
    arrives: ['"latencyMs":1', 'big'],
    transport: { arrives: ['ERR_LOGSIEVE_LINE_TOO_LONG'] },
  },
  {
    id: 'B4',
    claim: 'a message of 10 MB is gone',
    record: () => ({ latencyMs: 1, secret: CANARY }),
    message: CANARY.repeat(650_000),
    arrives: ['"latencyMs":1'],
    transport: { arrives: ['ERR_LOGSIEVE_LINE_TOO_LONG'] },
  },
  {
    id: 'B4',
    claim: '100,000 unlisted properties use up no limit',
    record: () => ({
      ...Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`k${at}`, CANARY])),
      latencyMs: 1,
    }),
    message: 'wide',
    arrives: ['"latencyMs":1', 'wide'],
    transport: { arrives: ['ERR_LOGSIEVE_LINE_TOO_LONG'] },
  },
  {
    id: 'B4',
    claim: 'an array of 100,000 elements comes out up to the limit',
    record: () => ({
      latencyMs: 1,
      items: Array.from({ length: 100_000 }, () => ({ sku: 'A', secret: CANARY })),
    }),
    message: 'long',
    arrives: ['"latencyMs":1', '"items":[{"sku":"A"},{"sku":"A"}'],
    transport: 'pino itself shows 100 elements of an array',
  },
  {
    id: 'B4',
    claim: 'a sparse array of the greatest length takes no time',
    record: () => ({
      latencyMs: 1,
      items: Object.assign(new Array<unknown>(4_294_967_295), { 0: { sku: 'A', secret: CANARY } }),
      body: Object.assign(new Array<unknown>(4_294_967_295), { 0: CANARY }),
    }),
    message: 'sparse',
    arrives: ['"latencyMs":1', '"items":[{"sku":"A"}]'],
    transport: 'JSON has no sparse arrays',
    noControl: 'winston would write every hole',
  },
  {
    id: 'B4',
    claim: '20,000 levels of nesting do not overflow the stack',
    record: () => {
      let deep: unknown = CANARY;
      for (let level = 0; level < 20_000; level++) deep = level % 2 === 0 ? { id: deep } : [deep];
      return {
        user: { id: deep },
        note: deep,
        body: deep,
        items: [{ sku: deep }],
        err: { type: 'Error', cause: deep },
        latencyMs: 1,
      };
    },
    message: 'deep',
    arrives: ['"latencyMs":1', '"type":"Error"'],
    transport: 'pino itself shows 5 levels',
    noControl: 'pino itself shows 5 levels, winston fails',
  },
];
