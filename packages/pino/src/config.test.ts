import type { PolicyDocument } from '@logsieve/core';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { logsieve } from './index.js';

const CANARY = 'canary-c4e8f0';
const POLICY: PolicyDocument = {
  logsieve: 1,
  fields: {
    ok: { keep: 'integer' },
    other: { keep: 'integer' },
    note: { keep: 'string' },
    'user.id': { keep: 'token' },
    err: { keep: 'error' },
  },
};
const boom = () => {
  throw new Error(CANARY);
};

function open<L extends string = never>(
  options: pino.LoggerOptions<L>,
  fields: PolicyDocument['fields'] = {},
) {
  const lines: string[] = [];
  const stream = { write: (line: string) => void lines.push(line) };
  const log = logsieve(pino<L>({ base: null, ...options }, stream), {
    policy: { ...POLICY, fields: { ...POLICY.fields, ...fields } },
  });
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown> };
}

describe('pino options', () => {
  it('messageKey: the message is what stands under it', () => {
    const { log, lines, last } = open({ messageKey: 'text' });
    log.info({ msg: CANARY }, 'said %s', CANARY);
    log.info({ text: 'own' });
    expect(last()['text']).toBe('own');
    expect(lines[0]).toContain('"text":"said %s"');
    expect(lines.join('')).not.toContain(CANARY);
  });

  it('nestedKey: paths begin with it, bindings and message stay beside it', () => {
    const { log, lines, last } = open(
      { nestedKey: 'p', serializers: { user: (id: string) => ({ id }) } },
      { 'p.ok': { keep: 'integer' }, 'p.user.id': { keep: 'token' } },
    );
    log.child({ ok: 2 }).info({ ok: 1, user: 'u1', secret: CANARY, level: 7 }, 'said %s', CANARY);
    expect(last()).toMatchObject({ level: 30, ok: 2, p: { ok: 1, user: { id: 'u1' } }, msg: 'said %s' });
    log.info({ secret: CANARY });
    expect(last()).not.toHaveProperty('p');
    expect(lines.join('')).not.toContain(CANARY);
  });

  it('mixin: its fields lie under those of the record and over those of bindings', () => {
    let seen: unknown[] = [];
    const { log, lines, last } = open({
      mixin: (...args) => ((seen = args), { ok: 1, other: 1, secret: CANARY }),
    });
    const record = { ok: 2, err: new TypeError(CANARY) };
    const child = log.child({ other: 9, note: 'n' });
    child.info(record, CANARY);
    expect(last()).toMatchObject({
      ok: 2,
      other: 1,
      note: 'n',
      err: { type: 'TypeError' },
      msg: 'TypeError',
    });
    expect(seen).toEqual([record, 30, child]);
    expect(record).toEqual({ ok: 2, err: record.err });
    expect(lines.join('')).not.toContain(CANARY);
  });

  it('mixin: a message that repeats an error of its fields becomes the type of that error', () => {
    const { log, last } = open({ mixin: () => ({ err: new TypeError(CANARY) }) });
    log.info({ ok: 1 }, CANARY);
    expect(last()).toMatchObject({ ok: 1, err: { type: 'TypeError' }, msg: 'TypeError' });
  });

  it('mixin: unlisted getters of the record are not called', () => {
    let read = 0;
    const { log, last } = open({ mixin: () => ({ other: 1 }) });
    log.info({
      ok: 1,
      get secret() {
        return ++read;
      },
    });
    expect(last()).toMatchObject({ ok: 1, other: 1 });
    expect(read).toBe(0);
  });

  it('mixinMergeStrategy: what it makes is the record', () => {
    const { log, lines, last } = open({
      mixin: () => ({ ok: 1 }),
      mixinMergeStrategy: (_, mixed) => ({ ...mixed, note: 'merged', secret: CANARY }),
    });
    log.info({ ok: 2, err: new TypeError(CANARY) }, `why: ${CANARY}`);
    expect(last()).toMatchObject({ ok: 1, note: 'merged', msg: 'TypeError' });
    expect(lines.join('')).not.toContain(CANARY);
  });

  it('serializers: run for listed fields only, before the policy', () => {
    const asked: string[] = [];
    const serializer = (value: unknown) => (asked.push(String(value)), value);
    const { log, lines, last } = open({
      serializers: {
        note: (value: string) => `${value}!`,
        secret: serializer,
        user: () => ({ id: 'u1', mail: CANARY }),
      },
    });
    log.info({ note: 'n', user: CANARY, secret: CANARY });
    expect(last()).toMatchObject({ note: 'n!', user: { id: 'u1' } });
    expect(asked).toEqual([]);
    expect(lines.join('')).not.toContain(CANARY);
  });

  it('serializers: one for err also serves the error key, one for the message the template', () => {
    const { log, lines, last } = open(
      {
        errorKey: 'fault',
        serializers: {
          err: () => ({ type: 'MadeUp', message: CANARY }),
          msg: (text: string) => text.toUpperCase(),
        },
      },
      { fault: { keep: 'error' } },
    );
    log.error(new Error(CANARY), 'went %s', CANARY);
    expect(last()).toMatchObject({ fault: { type: 'MadeUp' }, msg: 'WENT %S' });
    expect(lines.join('')).not.toContain(CANARY);
  });

  it('serializers: one that throws costs its field', () => {
    const { log, lines, last } = open({ serializers: { note: boom, err: boom } });
    log.info({ ok: 1, note: 'n', err: new Error(CANARY) }, 'x');
    expect(last()).toMatchObject({ ok: 1, msg: 'x' });
    expect(last()).not.toHaveProperty('note');
    expect(lines.join('')).not.toContain(CANARY);
  });

  it('formatters.level: its result goes through the policy', () => {
    const { log, lines, last } = open({
      formatters: { level: (label, number) => ({ note: label, ok: number, secret: CANARY }) },
    });
    log.warn('x');
    expect(last()).toMatchObject({ note: 'warn', ok: 40 });
    expect(last()).not.toHaveProperty('level');
    expect(lines.join('')).not.toContain(CANARY);
  });

  it('formatters.log: its result goes through the policy, errors it drops are still known', () => {
    const { log, lines, last } = open({
      formatters: {
        log: (record) => ({ ...record, err: undefined, other: 2, secret: CANARY }),
      },
    });
    log.info({ ok: 1, err: new TypeError(CANARY) }, CANARY);
    expect(last()).toMatchObject({ ok: 1, other: 2, msg: 'TypeError' });
    const replaced = open({ formatters: { log: () => ({ ok: 1 }) } });
    replaced.log.info({ failed: { list: [{ error: new TypeError(CANARY) }] } }, `x ${CANARY}`);
    replaced.log.info({ failed: { message: CANARY, stack: CANARY } }, `x ${CANARY}`);
    expect(replaced.lines).toEqual([
      expect.stringContaining('"msg":"TypeError"'),
      expect.stringContaining('"msg":"Error"'),
    ]);
    expect(lines.join('')).not.toContain(CANARY);
  });

  it('a mixin, strategy, formatter or hook that throws gives a stub', () => {
    const options: pino.LoggerOptions[] = [
      { mixin: boom },
      { mixin: () => ({}), mixinMergeStrategy: boom },
      { formatters: { log: boom } },
      { hooks: { logMethod: boom } },
    ];
    for (const option of options) {
      const { log, lines, last } = open(option);
      log.warn({ ok: 1 }, CANARY);
      expect(last()).toMatchObject({
        level: 40,
        time: expect.any(Number) as number,
        _logsieve: { error: 'ERR_LOGSIEVE_RECORD_FAULT' },
      });
      expect(lines.join('')).not.toContain(CANARY);
      expect(lines).toHaveLength(1);
    }
  });

  it('timestamp: any fragment is read and goes through the policy', () => {
    const { isoTime, unixTime, nullTime } = pino.stdTimeFunctions;
    const time = (timestamp: boolean | (() => string)) => {
      const { log, lines, last } = open(
        { timestamp },
        { 'log.at': { keep: 'integer' }, ts: { keep: 'integer' } },
      );
      log.info('x');
      expect(lines.join('')).not.toContain(CANARY);
      return last();
    };
    expect(time(isoTime)['time']).toMatch(/^20\d\d-.*Z$/);
    expect(time(unixTime)['time']).toBeTypeOf('number');
    expect(time(nullTime)).not.toHaveProperty('time');
    expect(time(false)).not.toHaveProperty('time');
    expect(time(() => `,"ts":5,"secret":"${CANARY}"`)).toMatchObject({ ts: 5 });
    expect(time(() => `,"ts":5,broken "${CANARY}`)).toMatchObject({ level: 30, msg: 'x' });
  });

  it('timestamp: one that throws costs the time', () => {
    let calls = 0;
    const { log, last } = open({ timestamp: () => (calls++ === 0 ? ',"time":1' : boom()) });
    log.info('x');
    expect(last()).toMatchObject({ level: 30, msg: 'x' });
  });

  it('customLevels: their methods are protected, also as the only ones', () => {
    const { log, lines, last } = open<'audit'>({
      customLevels: { audit: 35 },
      useOnlyCustomLevels: true,
      level: 'audit',
    });
    log.audit({ ok: 1, secret: CANARY }, 'said %s', CANARY);
    expect(last()).toMatchObject({ level: 35, ok: 1, msg: 'said %s' });
    expect(lines.join('')).not.toContain(CANARY);
  });

  it('hooks.logMethod: may change arguments and level; the record is redacted after it', () => {
    const levels: number[] = [];
    const { log, lines, last } = open({
      hooks: {
        logMethod(args, method, level) {
          levels.push(level);
          const [first, ...rest] = args as unknown as [object, ...string[]];
          method.apply(this, [{ ...first, ok: 5, secret: CANARY }, 'hooked: %s', ...rest] as never);
        },
      },
    });
    log.info({ other: 1 }, CANARY);
    log.level = 'trace';
    log.trace({ other: 1 }, CANARY);
    log.child({}, { level: 'debug' }).debug({ other: 1 }, CANARY);
    expect(levels).toEqual([30, 10, 20]);
    expect(last()).toMatchObject({ level: 20, ok: 5, other: 1, msg: 'hooked: %s' });
    expect(lines).toHaveLength(3);
    expect(lines.join('')).not.toContain(CANARY);
  });

  it('hooks.logMethod: may keep a record back', () => {
    const { log, lines } = open({ hooks: { logMethod: () => undefined } });
    log.info('x');
    expect(lines).toEqual([]);
  });

  it('redact: removes further paths, its censor is not used, bindings included', () => {
    const { log, lines, last } = open(
      { base: { other: 1 }, redact: { paths: ['user.id', 'other', '*.note'], censor: () => CANARY } },
      { 'a.note': { keep: 'string' }, 'a.ok': { keep: 'integer' } },
    );
    log.child({ other: 2 }).info({ ok: 1, user: { id: 'u1' }, a: { note: 'n', ok: 1 } });
    expect(last()).toMatchObject({ ok: 1, a: { ok: 1 } });
    expect(Object.keys(last()).sort()).toEqual(['a', 'level', 'ok', 'time']);
    expect(lines.join('')).not.toContain(CANARY);
  });

  it('redact: may name the message', () => {
    const { log, last } = open({ redact: ['msg'] });
    log.info({ ok: 1 }, 'x');
    expect(last()).toMatchObject({ ok: 1 });
    expect(last()).not.toHaveProperty('msg');
  });
});
