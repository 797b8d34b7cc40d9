import { once } from 'node:events';
import { SealedTransport } from '@logsieve/sealed/winston';
import { logsieve } from '@logsieve/winston';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from 'winston';
import { createPlace, keys, type Place, read, verify } from './place.js';

const policy = { logsieve: 1, fields: { ok: { keep: 'integer' } } } as const;

let place: Place;
beforeEach(() => {
  place = createPlace();
});
afterEach(() => {
  place.remove();
});

const sealed = (more: object) =>
  new SealedTransport({ dir: place.dir, stateDir: place.stateDir, recipients: [keys.recipient], ...more });

describe('the winston transport', () => {
  it('redacts and seals what a logger writes, and closes the log at its end', async () => {
    const transport = sealed({ policy });
    const log = createLogger({ transports: [transport] });
    for (let ok = 0; ok < 50; ok++) log.info('up', { ok, secret: 'hunter2' });
    const finished = once(transport, 'finish');
    log.end();
    await finished;
    expect(transport.counters()).toMatchObject({ records: 50, queued: 0 });
    expect(await verify(place)).toMatchObject({ verdict: 'OK_UNANCHORED', records: 50 });
    const lines = await read(place);
    expect(JSON.parse(lines[7] ?? '')).toEqual({ level: 'info', message: 'up', ok: 7 });
    expect(lines.join()).not.toContain('hunter2');
  });

  it('seals what a protected logger gives it as it is', async () => {
    const log = logsieve(createLogger({ transports: [sealed({ redacted: true, level: 'warn' })] }), {
      policy,
    });
    log.info('not this', { ok: 1 });
    log.warn('up', { ok: 2, secret: 'hunter2' });
    log.close();
    const lines = await read(place);
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { level: 'warn', message: 'up', ok: 2 },
    ]);
  });

  it('does not start where it would not be safe', () => {
    expect(() => sealed({ recipients: [keys.identity] })).toThrow(
      'options.recipients[0] holds a private key',
    );
    expect(() => sealed({ levle: 'info' })).toThrow('the option levle is unknown');
  });
});
