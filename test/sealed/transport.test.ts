import { once } from 'node:events';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPlace, keys, type Place, read, verify } from './place.js';

// Workers load built code only.
const built = (name: string) => join(import.meta.dirname, `../../packages/${name}/dist/index.js`);
const POLICY = { logsieve: 1, fields: { ok: { keep: 'integer' } } };

let place: Place;
beforeEach(() => {
  place = createPlace();
});
afterEach(() => {
  place.remove();
});

const options = (more: object) => {
  const { dir, stateDir, anchor } = place;
  return { dir, stateDir, anchor, recipients: [keys.recipient], ...more };
};

async function through(transport: object, use: (log: pino.Logger, raw: (text: string) => void) => void) {
  const stream = pino.transport(transport as pino.TransportSingleOptions);
  const failed = once(stream, 'error').then(([error]) => {
    throw error as Error;
  });
  await Promise.race([once(stream, 'ready'), failed]);
  use(pino({ base: null, timestamp: false }, stream), (text) => void stream.write(text));
  const closed = once(stream, 'close');
  stream.end();
  await Promise.race([closed, failed]);
}

describe('the pino transport', () => {
  it('redacts and seals what a logger writes, and closes the log at its end', async () => {
    await through({ target: built('sealed'), options: options({ policy: POLICY }) }, (log) => {
      for (let ok = 0; ok < 3000; ok++) log.info({ ok, secret: 'hunter2' }, 'up');
    });
    expect(await verify(place)).toMatchObject({ verdict: 'OK_UNANCHORED', records: 3000 });
    expect(await read(place)).toEqual(
      Array.from({ length: 3000 }, (_, ok) => JSON.stringify({ level: 30, ok, msg: 'up' })),
    );
  });

  it('redacts by logsieve:base alone where nothing is said', async () => {
    await through({ target: built('sealed'), options: options({}) }, (log) => {
      log.info({ ok: 1, latencyMs: 4, secret: 'hunter2' }, 'up');
    });
    expect(await read(place)).toEqual(['{"level":30,"latencyMs":4,"msg":"up"}']);
  });

  it('is the last step of a pipeline behind the redactor, and then seals lines as they come', async () => {
    const pipeline = [
      { target: built('pino'), options: { policy: POLICY } },
      { target: built('sealed'), options: options({ redacted: true }) },
    ];
    await through({ pipeline }, (log) => {
      log.info({ ok: 1, secret: 'hunter2' }, 'up');
    });
    expect(await read(place)).toEqual(['{"level":30,"ok":1,"msg":"up"}']);
  });

  it('puts lines together that come in parts, with no line feed at the end', async () => {
    await through({ target: built('sealed'), options: options({ redacted: true }) }, (_, raw) => {
      for (const text of ['{"a"', ':1}', '\n{"b":2}\n{"c', '":3}']) raw(text);
    });
    expect(await read(place)).toEqual(['{"a":1}', '{"b":2}', '{"c":3}']);
  });

  it('does not start where it would not be safe', async () => {
    const wrong = { target: built('sealed'), options: options({ recipients: [keys.identity] }) };
    await expect(through(wrong, () => undefined)).rejects.toThrow(
      'options.recipients[0] holds a private key',
    );
    await expect(through({ target: built('sealed'), options: {} }, () => undefined)).rejects.toThrow(
      'options.dir',
    );
  });
});
