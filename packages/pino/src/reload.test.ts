import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino, symbols } from 'pino';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { counters, logsieve, reload, unwatch } from './index.js';

const CANARY = 'canary-7bd1e2';
let folder: string;
let policy: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'logsieve-pino-reload-'));
  policy = join(folder, 'policy.json');
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const list = (...names: string[]) => {
  const fields = Object.fromEntries(names.map((name) => [name, { keep: 'token' }]));
  writeFileSync(policy, JSON.stringify({ logsieve: 1, extends: [], fields }));
};

function open(options: pino.LoggerOptions = {}, watch = false) {
  const lines: string[] = [];
  const logger = pino({ base: { site: 's-1' }, ...options }, { write: (line) => void lines.push(line) });
  const log = logsieve(logger, { policy, watch });
  return { log, last: () => JSON.parse(lines.at(-1) ?? '') as unknown };
}

it('reaches a logger and all its children, those made before too', () => {
  list('a', 'mark', 'site');
  const { log, last } = open();
  const child = log.child({ mark: 'm', secret: CANARY }).child({ a: 'bound' }, { level: 'debug' });
  child.info({ b: 'B' });
  expect(last()).toEqual({ a: 'bound', mark: 'm', site: 's-1' });
  list('b', 'mark');
  expect(reload(child)).toEqual({ ok: true });
  child.info({ a: 'A', b: 'B', secret: CANARY });
  expect(last()).toEqual({ mark: 'm', b: 'B' });
  log.info({ a: 'A', b: 'B' });
  expect(last()).toEqual({ b: 'B' });
  expect(counters(log)).toMatchObject({ reloads: 1, failedReloads: 0, records: 3 });
});

it('shows nothing of an older policy where libraries read bindings', () => {
  list('a', 'mark');
  const { log } = open();
  const child = log.child({ mark: 'm', a: 'A', secret: CANARY });
  const text = () => (child as unknown as Record<symbol, unknown>)[symbols.chindingsSym];
  expect([text(), child.bindings()]).toEqual([',"a":"A","mark":"m"', { a: 'A', mark: 'm' }]);
  list('a');
  reload(log);
  expect([text(), child.bindings()]).toEqual([',"a":"A"', { a: 'A' }]);
  child.setBindings({ a: 'B', mark: 'again' });
  expect(text()).toBe(',"a":"B"');
});

it("leaves what a logger's and a child's redact option remove", () => {
  list('a', 'b', 'c');
  const { log, last } = open({ redact: ['a'] });
  const child = log.child({ b: 'bound' }, { redact: ['b'] });
  list('c', 'b', 'a');
  reload(log);
  child.info({ a: 'A', b: 'B', c: 'C' });
  expect(last()).toEqual({ c: 'C' });
  log.info({ a: 'A', b: 'B', c: 'C' });
  expect(last()).toEqual({ c: 'C', b: 'B' });
});

it('gives back why a policy was not taken, and throws only for a logger without protection', () => {
  list('a');
  const { log, last } = open();
  writeFileSync(policy, '{ "logsieve": 1, "fields": { "a": { "keep": "nothing" } } }');
  expect(reload(log)).toMatchObject({ ok: false, error: { code: 'ERR_LOGSIEVE_POLICY' } });
  log.info({ a: 'A' });
  expect(last()).toEqual({ a: 'A' });
  expect(counters(log)).toMatchObject({ reloads: 0, failedReloads: 1 });
  for (const call of [reload, unwatch, counters]) expect(() => void call(pino())).toThrow('not protected');
});

it('watches where asked to, until it is told to stop', async () => {
  list('a');
  const { log } = open({}, true);
  list('b');
  await vi.waitFor(
    () => {
      expect(counters(log).reloads).toBe(1);
    },
    { timeout: 5000 },
  );
  unwatch(log);
  list('a');
  await new Promise((go) => setTimeout(go, 800));
  expect(counters(log).reloads).toBe(1);
});
