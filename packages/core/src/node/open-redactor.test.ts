import { afterEach, describe, expect, it, vi } from 'vitest';
import { definePolicy } from '../policy/define.js';
import { openRedactor } from './open-redactor.js';

const policy = definePolicy({ logsieve: 1, extends: [], fields: { 'a.b': { keep: 'uuid' } } });
const CANARY = 'canary-value';

/** What a redactor tells on stderr about a record, logged twice. */
function told(options: Parameters<typeof openRedactor>[0], record: object): string[] {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const redactor = openRedactor({ policy, ...options });
  redactor.stringify(record);
  redactor.stringify(record);
  return write.mock.calls.map(([text]) => String(text));
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('discover', () => {
  it('tells each unlisted path once, with its type and the rule that would keep it, never a value', () => {
    const lines = told({ discover: true }, { a: { c: CANARY }, n: 1 });
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/^logsieve: not listed: a\.c \(string\); to keep it: "a\.c": .*\n$/);
    expect(lines[0]).toMatch(/^logsieve: not listed: n \(number\)/);
    expect(lines.join()).not.toContain(CANARY);
  });

  it('tells what a rule lets nothing out of, with the reason, never a value', () => {
    expect(told({ discover: true }, { a: { b: CANARY } })).toEqual([
      'logsieve: removed: a.b (string); it has another form; the rule wants a UUID\n',
    ]);
  });

  it.each(['1', 'true', 'TRUE', 'yes', 'on', ' 1 '])('is on by LOGSIEVE_DISCOVER=%j', (variable) => {
    expect(told({ env: { LOGSIEVE_DISCOVER: variable } }, { n: 1 })).toEqual([
      expect.stringMatching(/^logsieve: not listed: n /),
    ]);
  });

  it.each([undefined, '', '0', 'false', 'no', 'off'])('is off by LOGSIEVE_DISCOVER=%j', (variable) => {
    expect(told({ env: { LOGSIEVE_DISCOVER: variable } }, { n: 1 })).toEqual([]);
  });

  it('is off by anything else, and says so', () => {
    expect(told({ env: { LOGSIEVE_DISCOVER: 'please' } }, { n: 1 })).toEqual([
      expect.stringMatching(/^logsieve: LOGSIEVE_DISCOVER is not understood, so discover is off/),
    ]);
  });

  it('lets the option win over the environment', () => {
    expect(told({ env: { LOGSIEVE_DISCOVER: '1' }, discover: false }, { n: 1 })).toEqual([]);
  });

  it('lets no name move the cursor of a terminal', () => {
    const lines = told({ discover: true }, { '\u001b[2J\n\u009b\u202e': 1 });
    expect(lines[0]?.trimEnd()).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it.each([
    { discover: true, env: { NODE_ENV: 'production' } },
    { env: { NODE_ENV: 'production', LOGSIEVE_DISCOVER: '1' } },
  ])('is refused in production: %j', (options) => {
    expect(() => openRedactor({ policy, ...options })).toThrow(
      expect.objectContaining({ code: 'ERR_LOGSIEVE_DISCOVER_IN_PRODUCTION' }),
    );
  });
});
