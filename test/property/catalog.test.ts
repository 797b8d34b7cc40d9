import { Writable } from 'node:stream';
import { type CatalogText, createRedactor, type MessageCatalog } from '@logsieve/core';
import { loadPolicy } from '@logsieve/core/node';
import { logsieve as protectPino } from '@logsieve/pino';
import { logsieve as protectWinston } from '@logsieve/winston';
import fc from 'fast-check';
import pino from 'pino';
import { describe, expect, it } from 'vitest';
import winston from 'winston';

/** Stands for data: no catalog here has it. */
const CANARY = 'q7Zk';
const RUNS = { numRuns: 900 };
/** Each run makes an engine for its policy. */
const FEWER = { numRuns: 80 };

const word = fc.constantFrom(
  'user ',
  'login',
  ' of ',
  ' ',
  ': ',
  'a',
  'aa',
  '%s',
  '%%',
  '…',
  '"',
  '\n',
  '\ud83d',
  '',
);
const part = fc.array(word, { maxLength: 3 }).map((words) => words.join(''));
const text: fc.Arbitrary<CatalogText> = fc.oneof(
  part.filter((constant) => constant !== ''),
  fc.array(part, { minLength: 2, maxLength: 4 }).filter((parts) => parts.join('').trim() !== ''),
);
const catalog: fc.Arbitrary<MessageCatalog> = fc.record({
  messages: fc.array(text, { maxLength: 10 }),
  prefixes: fc.array(
    part.filter((prefix) => prefix !== ''),
    { maxLength: 2 },
  ),
});
/** What resembles the texts of catalogs, with data in it. */
const logged = fc
  .array(fc.oneof(word, fc.constantFrom(CANARY, `${CANARY} `)), { maxLength: 8 })
  .map((words) => words.join(''));
const given = fc.anything({ maxDepth: 1 }).map((value) => (typeof value === 'symbol' ? CANARY : value));
const value = fc.oneof(fc.constantFrom(CANARY, new Error(CANARY), { [CANARY]: CANARY }), given);

const UNKNOWN = {
  keys: { k: { active: 'k1', ring: { k1: { env: 'CATALOG_KEY' } } } },
  unknown: { pseudonymize: { key: 'k' } },
} as const;
const ID = /^\[message:p1:k1:[\w-]{22}\]$/;

/** True for what may come out: a text of the catalog, after prefixes of it, or the placeholder. */
function mayBe({ messages, prefixes = [] }: MessageCatalog, message: string): boolean {
  if (message === '[message]' || messages.some((entry) => shown(entry) === message)) return true;
  return prefixes.some(
    (prefix) => message.startsWith(prefix) && mayBe({ messages, prefixes }, message.slice(prefix.length)),
  );
}

function shown(entry: CatalogText): string {
  if (typeof entry === 'string') return entry;
  return entry.filter((piece, index) => piece !== '' || index === 0 || index === entry.length - 1).join('…');
}

function checkLine(texts: MessageCatalog, line: string, key = 'msg'): void {
  expect(line).not.toContain(CANARY);
  const message = (JSON.parse(line) as Record<string, unknown>)[key];
  if (message !== undefined) expect(mayBe(texts, String(message))).toBe(true);
}

describe('under a catalog', () => {
  it('a message is a text of the catalog or the placeholder, on records and on lines alike', () => {
    fc.assert(
      fc.property(catalog, fc.array(logged, { minLength: 1, maxLength: 20 }), (texts, messages) => {
        const redactor = createRedactor(loadPolicy({ logsieve: 1, message: { catalog: texts } }));
        const stream = redactor.lines();
        for (const msg of messages) {
          const line = redactor.stringify({ msg });
          checkLine(texts, line);
          expect(redactor.redactLine(JSON.stringify({ msg }))).toBe(line);
          expect(redactor.redactLine(line)).toBe(line);
          expect(Buffer.from(stream.push(Buffer.from(`${JSON.stringify({ msg })}\n`))).toString()).toBe(
            `${line}\n`,
          );
        }
      }),
      FEWER,
    );
  });

  it('an unknown message has an id that its numbers do not change, the same on all paths', () => {
    const env = { CATALOG_KEY: 'A'.repeat(43) };
    const { keys, unknown } = UNKNOWN;
    const several = fc.array(fc.tuple(logged, fc.nat(), fc.nat()), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(catalog, several, (texts, messages) => {
        const policy = { logsieve: 1, keys, message: { catalog: texts, unknown } } as const;
        const named = createRedactor(loadPolicy(policy, { env }));
        const plain = createRedactor(loadPolicy({ logsieve: 1, message: { catalog: texts } }));
        const stream = named.lines();
        for (const [msg, one, other] of messages) {
          const line = named.stringify({ msg: `${msg} ${one}` });
          const before = plain.stringify({ msg: `${msg} ${one}` });
          const message = String((JSON.parse(line) as Record<string, unknown>)['msg']);
          if (before === '{"msg":"[message]"}') expect(message).toMatch(ID);
          else expect(line).toBe(before);
          if (before === plain.stringify({ msg: `${msg} ${other}` }))
            expect(named.stringify({ msg: `${msg} ${other}` })).toBe(line);
          const input = Buffer.from(`${JSON.stringify({ msg: `${msg} ${one}` })}\n`);
          expect(named.redactLine(input)).toBe(line);
          expect(Buffer.from(stream.push(input)).toString()).toBe(`${line}\n`);
        }
      }),
      FEWER,
    );
  });

  it('what a record holds beside it changes nothing of the message', () => {
    fc.assert(
      fc.property(catalog, logged, value, (texts, msg, data) => {
        const redactor = createRedactor(
          loadPolicy({ logsieve: 1, extends: [], message: { catalog: texts } }),
        );
        expect(redactor.stringify({ data, err: data, msg })).toBe(redactor.stringify({ msg }));
      }),
      RUNS,
    );
  });

  it('nothing that pino or winston interpolates, joins or reads comes out', () => {
    fc.assert(
      fc.property(catalog, logged, fc.array(value, { maxLength: 3 }), (texts, message, values) => {
        const policy = { logsieve: 1, message: { catalog: texts } } as const;
        for (const line of linesOfPino(policy, message, values)) checkLine(texts, line);
        for (const line of linesOfWinston(policy, message, values)) checkLine(texts, line, 'message');
      }),
      { numRuns: 300 },
    );
  });
});

type Policy = Parameters<typeof loadPolicy>[0];

function linesOfPino(policy: Policy, message: string, values: unknown[]): string[] {
  const { lines, stream } = sink();
  const log = protectPino(pino({ base: null }, stream), { policy: policy as object as never });
  const info = (...args: unknown[]) => Reflect.apply(log.info, log, args);
  info(message, ...values);
  info({ error: values[0] }, message, ...values);
  info(values[0], message);
  log.child({}, { msgPrefix: CANARY }).info(message);
  return lines;
}

function linesOfWinston(policy: Policy, message: string, values: unknown[]): string[] {
  const { lines, stream } = sink();
  const log = protectWinston(
    winston.createLogger({
      format: winston.format.splat(),
      transports: [new winston.transports.Stream({ stream })],
    }),
    { policy: policy as object as never },
  );
  log.info(message, ...values);
  log.error(values[0] as object);
  log.log('info', message, { message: CANARY });
  return lines;
}

function sink() {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(...chunk.toString().split('\n').filter(Boolean));
      done();
    },
  });
  return { lines, stream };
}
