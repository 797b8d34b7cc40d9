import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import winston from 'winston';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { counters, logsieve, LogsieveTransport, reload, unwatch } from './index.js';

const CANARY = 'canary-51ce0a';
let folder: string;
let policy: string;
let lines: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'logsieve-winston-reload-'));
  policy = join(folder, 'policy.json');
  lines = [];
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

function list(names: string[], removed: string[] = []): void {
  const fields = Object.fromEntries(names.map((name) => [name, { keep: 'token' }]));
  const profiles = { file: { fields: Object.fromEntries(removed.map((name) => [name, 'remove'])) } };
  writeFileSync(policy, JSON.stringify({ logsieve: 1, extends: [], message: 'remove', fields, profiles }));
}

function stream(name: string) {
  const to = new Writable({
    write(chunk, _encoding, done) {
      lines.push(`${name} ${String(chunk).trim()}`);
      done();
    },
  });
  return Object.assign(new winston.transports.Stream({ stream: to }), { name });
}

it('reaches every profile at once, and children made before', () => {
  list(['a', 'mark'], ['mark']);
  const transports = [stream('console'), stream('file')];
  const log = logsieve(winston.createLogger({ transports }), { policy, profiles: { file: 'file' } });
  const child = log.child({ mark: 'm', secret: CANARY });
  child.info('x', { a: 'A', b: 'B' });
  list(['b', 'mark', 'a'], ['b']);
  expect(reload(log)).toEqual({ ok: true });
  child.info('x', { a: 'A', b: 'B' });
  expect(lines).toEqual([
    'console {"a":"A","mark":"m"}',
    'file {"a":"A"}',
    'console {"b":"B","mark":"m","a":"A"}',
    'file {"mark":"m","a":"A"}',
  ]);
  expect(counters(log)).toMatchObject({ reloads: 1, failedReloads: 0, records: 4 });
});

it('keeps every profile as it was where one of them is bad', () => {
  list(['a'], []);
  const log = logsieve(winston.createLogger({ transports: [stream('file')] }), {
    policy,
    profiles: { file: 'file' },
  });
  list(['b'], ['none']);
  expect(reload(log)).toMatchObject({ ok: false });
  log.info('x', { a: 'A', b: 'B' });
  expect(lines).toEqual(['file {"a":"A"}']);
  expect(counters(log)).toMatchObject({ reloads: 0, failedReloads: 1 });
});

it('reaches all loggers of a container', () => {
  list(['a']);
  const container = logsieve(new winston.Container(), { policy });
  const log = container.add('one', { transports: [stream('console')] });
  list(['b']);
  reload(container);
  log.info('x', { a: 'A', b: 'B' });
  expect(lines).toEqual(['console {"b":"B"}']);
});

it('is a method of the transport, beside its counters', () => {
  list(['a']);
  const transport = new LogsieveTransport({ policy, transport: stream('console') });
  const log = winston.createLogger({ transports: [transport] });
  list(['b']);
  expect(transport.reload()).toEqual({ ok: true });
  log.info('x', { a: 'A', b: 'B', secret: CANARY });
  expect(lines).toEqual(['console {"b":"B"}']);
  expect(transport.counters()).toMatchObject({ records: 1, kept: 1, reloads: 1 });
});

it('watches where asked to, until it is told to stop', async () => {
  list(['a']);
  const log = logsieve(winston.createLogger({ transports: [stream('console')] }), { policy, watch: true });
  list(['b']);
  await vi.waitFor(
    () => {
      expect(counters(log).reloads).toBe(1);
    },
    { timeout: 5000 },
  );
  unwatch(log);
  list(['a']);
  await new Promise((go) => setTimeout(go, 800));
  expect(counters(log).reloads).toBe(1);
});
