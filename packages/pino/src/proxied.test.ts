import type { PolicyDocument } from '@logsieve/core';
import { pino } from 'pino';
import { beforeEach, describe, expect, it } from 'vitest';
import { counters, logsieve } from './index.js';

const CANARY = 'canary-77e1f0';
const POLICY: PolicyDocument = {
  logsieve: 1,
  extends: [],
  fields: { ok: { keep: 'integer' }, part: { keep: 'token' } },
};

let lines: string[];
let root: pino.Logger;
beforeEach(() => {
  lines = [];
  root = pino({ base: null, timestamp: false }, { write: (line: string) => void lines.push(line) });
});

/** A logger that stands for the one of the request at hand, as applications make it around AsyncLocalStorage. */
function standIn(current: () => pino.Logger): pino.Logger {
  return new Proxy(root, { get: (_, name) => Reflect.get(current(), name) as unknown });
}

/** Everything that an application does with a logger. */
function useAll(log: pino.Logger): void {
  log.info({ ok: 1, secret: CANARY }, 'said %s', CANARY);
  log.info(new Error(CANARY));
  log.child({ part: 'b', secret: CANARY }).info({ ok: 2 }, 'of %s', CANARY);
  expect(JSON.stringify(log.bindings())).not.toContain(CANARY);
  log.setBindings({ part: 'c', secret: CANARY });
  log.info({ ok: 3 });
}

describe('a logger behind a Proxy', () => {
  it('writes what the policy allows, as the logger itself does', () => {
    logsieve(root, { policy: POLICY });
    useAll(new Proxy(root, {}));
    root.info({ ok: 4 });
    expect(lines).toEqual([
      '{"ok":1,"msg":"said %s"}\n',
      '{"msg":"Error"}\n',
      '{"ok":2,"part":"b","msg":"of %s"}\n',
      '{"ok":3,"part":"c"}\n',
      '{"ok":4,"part":"c"}\n',
    ]);
    expect(counters(root)).toMatchObject({ stubs: 0, sinkFaults: 0 });
  });

  it('that stands for the child of the request at hand writes with the bindings of that', () => {
    logsieve(root, { policy: POLICY });
    const child = root.child({ part: 'a', secret: CANARY });
    const log = standIn(() => child);
    log.info({ ok: 1, secret: CANARY }, 'said %s', CANARY);
    log.child({ secret: CANARY }).info({ ok: 2 }, 'of %s', CANARY);
    expect(lines).toEqual(['{"ok":1,"part":"a","msg":"said %s"}\n', '{"ok":2,"part":"a","msg":"of %s"}\n']);
  });

  it('made before its root was protected, or of a child made before, lets out nothing more', () => {
    const early = root.child({ part: 'a', secret: CANARY });
    const leveled = root.child({ secret: CANARY }, { level: 'debug' });
    const proxies = [new Proxy(root, {}), new Proxy(early, {}), new Proxy(leveled, {}), standIn(() => early)];
    logsieve(root, { policy: POLICY });
    for (const log of proxies) useAll(log);
    expect(lines).toHaveLength(4 * proxies.length);
    expect(lines.join('')).not.toContain(CANARY);
    expect(counters(root)).toMatchObject({ stubs: 0, sinkFaults: 0 });
  });
});
