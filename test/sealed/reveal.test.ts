import { createHash } from 'node:crypto';
import { encrypt } from '@logsieve/age';
import { createRedactor } from '@logsieve/core';
import { loadPolicy } from '@logsieve/core/node';
import { generateKeys, reveal, type SealedLog } from '@logsieve/sealed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPlace, keys, type Place, read } from './place.js';

let place: Place;
let accessLog: SealedLog;
beforeEach(() => {
  place = createPlace();
  accessLog = place.open();
});
afterEach(() => {
  accessLog.close();
  place.remove();
});

const redactor = createRedactor(
  loadPolicy({
    logsieve: 1,
    fields: { prompt: { encrypt: { to: 'dpo' } } },
    recipients: { dpo: [keys.recipient] },
  }),
);
const encrypted = (prompt: unknown) => (redactor.redact({ prompt }) as { prompt: string }).prompt;
const options = (more: object = {}) => ({
  ...{ identity: keys.identity, who: 'ada', reason: 'case 4711', accessLog },
  ...more,
});
const entries = async () => {
  accessLog.flush();
  accessLog.close();
  return (await read(place)).map((line) => JSON.parse(line) as Record<string, unknown>);
};
const faultOf = (act: () => unknown) => {
  try {
    act();
    return undefined;
  } catch (error) {
    return error as Error & { readonly code: string };
  }
};

describe('reveal', () => {
  it.each(['Ada has the flu', '', 42, true, [1, 'two'], { name: 'Ada', nested: { ill: true } }])(
    'gives what %j was, and the access log says who opened it, why, and which',
    async (value) => {
      const text = encrypted(value);
      expect(reveal(text, options())).toEqual(value);
      const hash = createHash('sha256').update(Buffer.from(text, 'base64')).digest('hex');
      expect(await entries()).toEqual([
        expect.objectContaining({ event: 'reveal', who: 'ada', reason: 'case 4711', value: hash }),
      ]);
    },
  );

  it('opens with one of several identities', () => {
    const identity = [generateKeys().identity, keys.identity];
    expect(reveal(encrypted('x'), options({ identity }))).toBe('x');
  });

  it('writes the access before it opens, and opens nothing where that fails', () => {
    accessLog.close();
    // Nobody's: that it is not opened shows in which error comes.
    const identity = generateKeys().identity;
    const fault = faultOf(() => reveal(encrypted('x'), options({ identity })));
    expect(fault?.code).toBe('ERR_LOGSIEVE_SEALED_READ');
    expect(faultOf(() => reveal(encrypted('x'), options()))?.code).toBe('ERR_LOGSIEVE_SEALED_READ');
  });

  it('logs an access with an identity that does not fit, too', async () => {
    const { identity } = generateKeys();
    const fault = faultOf(() => reveal(encrypted('x'), options({ identity })));
    expect(fault?.code).toBe('ERR_LOGSIEVE_AGE_NO_MATCH');
    expect(await entries()).toHaveLength(1);
  });

  it('wants a reason, a name, a log, and nothing it does not know', () => {
    for (const more of [{ reason: ' ' }, { who: '' }, { who: 7 }, { accessLog: {} }, { reson: 'x' }]) {
      const fault = faultOf(() => reveal(encrypted('x'), options(more)));
      expect(fault?.code, JSON.stringify(Object.keys(more))).toBe('ERR_LOGSIEVE_OPTIONS');
    }
    expect(accessLog.counters()).toMatchObject({ records: 0, queued: 0 });
  });

  it('refuses what is no such value, and repeats nothing of it', () => {
    const canary = 'canary-4711';
    const plain = encrypt(canary, [keys.recipient]).toString('base64');
    const changed = Buffer.from(encrypted('x'), 'base64');
    changed[changed.length - 1] = (changed.at(-1) as number) ^ 1;
    const cases: [unknown, string][] = [
      [canary, 'ERR_LOGSIEVE_OPTIONS'],
      ['', 'ERR_LOGSIEVE_OPTIONS'],
      [undefined, 'ERR_LOGSIEVE_OPTIONS'],
      [Buffer.from(canary).toString('base64'), 'ERR_LOGSIEVE_AGE_FORMAT'],
      [changed.toString('base64'), 'ERR_LOGSIEVE_AGE_FORMAT'],
      [plain, 'ERR_LOGSIEVE_SEALED_READ'],
    ];
    for (const [value, code] of cases) {
      const fault = faultOf(() => reveal(value as string, options()));
      expect(fault?.code).toBe(code);
      expect(`${fault?.message} ${fault?.stack} ${JSON.stringify(fault)}`).not.toContain(canary);
    }
  });
});
