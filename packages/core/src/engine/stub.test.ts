import { expect, it } from 'vitest';
import { compilePolicy } from '../policy/compile/compile.js';
import { parsePolicy } from '../policy/parse.js';
import { createRedactor } from '../redactor.js';

const redactor = createRedactor(
  compilePolicy(
    parsePolicy({
      logsieve: 1,
      extends: [],
      fields: {
        level: { keep: 'token', max: 100 },
        time: { keep: 'number' },
        timestamp: { keep: 'timestamp' },
        a: { keep: 'string', max: 500 },
      },
      limits: { lineBytes: 300 },
    }),
  ),
);
const STUB = '"_logsieve":{"error":"ERR_LOGSIEVE_LINE_TOO_LONG"}';
const stubOf = (record: object, head?: object): string =>
  redactor.stringify({ ...record, a: 'x'.repeat(400) }, { head });
/** A record of which a stub is made because its names cannot be had. */
const broken = (members: object) => new Proxy(members, { ownKeys: () => expect.fail('secret') });

it.each([
  ['level', 'info', '{"level":"info",'],
  ['level', 30, '{"level":30,'],
  ['time', 5, '{"time":5,'],
  ['timestamp', '2026-01-01T00:00:00Z', '{"timestamp":"2026-01-01T00:00:00Z",'],
  ['level', 'x'.repeat(64), `{"level":"${'x'.repeat(64)}",`],
])('a stub has the %s %j', (name, value, text) => {
  expect(stubOf({ [name]: value })).toBe(`${text}${STUB}}`);
});

it.each([
  ['level', 'x'.repeat(65)],
  ['level', ['info']],
  ['level', null],
  ['level', 'not a token'],
  ['time', 'text'],
])('a stub has no %s that the policy does not let out or that is no level or time: %j', (name, value) => {
  expect(stubOf({ [name]: value })).toBe(`{${STUB}}`);
});

it('the head displaces level and time of the record', () => {
  expect(stubOf({ level: 'own', time: 1 }, { level: 'info' })).toBe(`{"level":"info","time":1,${STUB}}`);
});

it('a stub takes only own fields, and none that throws', () => {
  const level = { get: () => expect.fail('secret'), enumerable: true };
  const fault = STUB.replace('LINE_TOO_LONG', 'RECORD_FAULT');
  expect(redactor.stringify(broken({ time: 1 }))).toBe(`{"time":1,${fault}}`);
  expect(redactor.stringify(broken(Object.create({ time: 1 }) as object))).toBe(`{${fault}}`);
  expect(redactor.stringify(broken(Object.defineProperty({ time: 2 }, 'level', level)))).toBe(
    `{"time":2,${fault}}`,
  );
});

it('a stub counts as a fault, and its fields as kept', () => {
  const before = redactor.counters();
  stubOf({ level: 'info', secret: 1 });
  const { faults, stubs, kept, unlisted } = redactor.counters();
  expect([faults - before.faults, stubs - before.stubs, kept - before.kept]).toEqual([1, 1, 1]);
  expect(unlisted).toBe(before.unlisted);
});
