import type { PolicyDocument } from '@logsieve/core';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { logsieve } from './index.js';

const CANARY = 'canary-5b20cd';
const POLICY: PolicyDocument = {
  logsieve: 1,
  fields: {
    ok: { keep: 'integer' },
    other: { keep: 'integer' },
    note: { keep: 'string' },
    'user.id': { keep: 'token' },
    'user.role': { keep: 'token' },
  },
};

function open(options: pino.LoggerOptions = {}, policy = POLICY) {
  const lines: string[] = [];
  const stream = { write: (line: string) => void lines.push(line) };
  const logger = pino(options, stream);
  return {
    logger,
    log: logsieve(logger, { policy }),
    lines,
    last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown>,
  };
}

describe('the bindings of the root', () => {
  it('keep what the policy lists of base and name', () => {
    const { log, lines, last } = open({
      name: 'shop',
      base: { pid: 7, hostname: 'h1', ok: 1, secret: CANARY },
    });
    log.info('x');
    expect(last()).toMatchObject({ pid: 7, hostname: 'h1', name: 'shop', ok: 1 });
    expect(lines.join('')).not.toContain(CANARY);
    expect(log.bindings()).toEqual({ name: 'shop', ok: 1 });
  });

  it('can be added to, but only through the policy', () => {
    const { log, lines, last } = open({ base: { ok: 1, other: 1 } });
    log.setBindings({ ok: 2, secret: CANARY, user: { id: 'u1', name: CANARY } });
    log.info('x');
    expect(last()).toMatchObject({ ok: 2, other: 1, user: { id: 'u1' } });
    expect(log.bindings()).toEqual({ ok: 2, other: 1, user: { id: 'u1' } });
    expect(lines.join('')).not.toContain(CANARY);
  });
});

describe('a child', () => {
  it('carries its redacted bindings and those of its parents, nearest first, each once', () => {
    const { log, lines, last } = open({ base: null });
    const child = log
      .child({ ok: 1, note: 'a', secret: CANARY })
      .child({ ok: 2, user: { id: 'u1', mail: CANARY } });
    child.info({ note: 'b' }, 'said %s', CANARY);
    expect(last()).toMatchObject({ ok: 2, note: 'b', user: { id: 'u1' }, msg: 'said %s' });
    expect(lines[0]?.match(/"note"/g)).toHaveLength(1);
    expect(child.bindings()).toEqual({ ok: 2, note: 'a', user: { id: 'u1' } });
    child.setBindings({ ok: 3, secret: CANARY });
    child.info('x');
    expect(last()['ok']).toBe(3);
    log.info('x');
    expect(last()).not.toHaveProperty('ok');
    expect(lines.join('')).not.toContain(CANARY);
  });

  it('loses a field whose nearest value may not leave, rather than show the farther one', () => {
    const { log, last } = open({ base: null });
    log.child({ ok: 1 }).child({ ok: CANARY }).info('x');
    expect(last()).not.toHaveProperty('ok');
  });

  it('stays protected whatever its options', () => {
    const { log, lines, last } = open({ base: null });
    const child = log.child(
      { note: 'n', secret: CANARY },
      {
        level: 'debug',
        msgPrefix: '[p] ',
        customLevels: { audit: 35 },
        redact: ['other'],
        serializers: {
          note: (value: string) => `${value}!`,
          user: (user: object) => ({ ...user, role: 'r', raw: CANARY }),
        },
        formatters: {
          log: (record: object) => ({ ...record, added: CANARY, ok: 9 }),
          level: (label: string) => ({ level: label, lvl: CANARY }),
        },
      },
    );
    child.debug({ other: 1, user: { id: 'u1' } }, 'said %s', CANARY);
    expect(last()).toMatchObject({
      level: 'debug',
      ok: 9,
      note: 'n!',
      user: { id: 'u1', role: 'r' },
      msg: '[p] said %s',
    });
    expect(last()).not.toHaveProperty('other');
    child.audit({ ok: 1 }, '%s', CANARY);
    expect(last()).toMatchObject({ level: 'audit', msg: '[p] %s' });
    child.child({}, { msgPrefix: '[q] ' }).audit('x');
    expect(last()['msg']).toBe('[p] [q] x');
    expect(lines.join('')).not.toContain(CANARY);
  });

  it('removes what its redact option names, in its bindings, inherited ones, and below itself; its parent does not', () => {
    const { log, last } = open({ base: null });
    const parent = log.child({ user: { id: 'u1', role: 'r' }, other: 1 });
    const child = parent.child({ note: 'n' }, { redact: { paths: ['user.id', 'note'], censor: 'gone' } });
    child.info({ ok: 1 });
    expect(last()).toMatchObject({ user: { role: 'r' }, other: 1, ok: 1 });
    expect(last()).not.toHaveProperty('note');
    expect(last()).not.toHaveProperty('user.id');
    child.child({}, { redact: ['other'] }).info({ user: { id: 'u2' }, other: 2, note: 'm' });
    expect(last()).not.toHaveProperty('other');
    expect(last()).not.toHaveProperty('user');
    parent.info('x');
    expect(last()).toMatchObject({ user: { id: 'u1', role: 'r' }, other: 1 });
  });

  it('runs its own formatter for bindings, once, and not that of its parent', () => {
    let calls = 0;
    const { log, lines, last } = open({ base: null, formatters: { bindings: () => ({ other: 1 }) } });
    const child = log.child(
      { ok: 1 },
      { formatters: { bindings: (bindings) => (calls++, { ...bindings, note: 'n', secret: CANARY }) } },
    );
    child.info('x');
    expect(last()).toMatchObject({ ok: 1, note: 'n' });
    expect(calls).toBe(1);
    log.child({ ok: 1 }).info('x');
    expect(last()).not.toHaveProperty('note');
    expect(last()).toHaveProperty('ok', 1);
    expect(lines.join('')).not.toContain(CANARY);
  });

  it('is told of to onChild with its bindings in place', () => {
    const seen: unknown[] = [];
    const { log } = open({ base: null, onChild: (child) => seen.push(child.bindings()) });
    log.child({ ok: 1, secret: CANARY });
    log.child({ ok: 2 }, { level: 'warn' }).child({ other: 1 });
    expect(seen).toEqual([{ ok: 1 }, { ok: 2 }, { ok: 2, other: 1 }]);
  });

  it('takes no level, serializers or formatters from its bindings, as in pino', () => {
    const { log, last } = open({ base: null });
    log.child({ level: 'x', serializers: {}, ok: 1 }).info('x');
    expect(last()).toMatchObject({ level: 30, ok: 1 });
  });

  it('is made even of bindings, formatters and serializers that throw', () => {
    const { log, lines, last } = open({ base: null });
    const boom = () => {
      throw new Error(CANARY);
    };
    log.child(Object.defineProperty({ ok: 1 }, 'note', { get: boom, enumerable: true })).info('x');
    expect(last()).toMatchObject({ ok: 1, msg: 'x' });
    log.child({ ok: 1 }, { formatters: { bindings: boom } }).info('x');
    log.child({ ok: 1, note: 'n' }, { serializers: { note: boom } }).info('x');
    expect(last()).toMatchObject({ ok: 1, msg: 'x' });
    log.setBindings(new Proxy({}, { ownKeys: boom }));
    log.info('x');
    expect(lines).toHaveLength(4);
    expect(lines.join('')).not.toContain(CANARY);
  });

  it('may not be made without bindings, as in pino', () => {
    const { log } = open();
    expect(() => log.child(undefined as never)).toThrow('missing bindings');
  });

  it('may be what is protected', () => {
    const lines: string[] = [];
    const child = pino(
      { base: { secret: CANARY } },
      { write: (line: string) => void lines.push(line) },
    ).child({ ok: 1, more: CANARY }, { redact: ['other'] });
    const log = logsieve(child, { policy: POLICY });
    log.child({ note: 'n' }).info({ other: 1 }, '%s', CANARY);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ ok: 1, note: 'n', msg: '%s' });
    expect(lines[0]).not.toContain(CANARY);
    expect(lines[0]).not.toContain('other');
  });

  it('made before its root was protected is protected too', () => {
    const lines: string[] = [];
    const root = pino({ base: null }, { write: (line: string) => void lines.push(line) });
    const early = root.child({ ok: 1, secret: CANARY });
    const leveled = root.child({ ok: 2, secret: CANARY }, { level: 'debug' });
    const earliest = early.child({ other: 5, secret: CANARY });
    const redacting = root.child({ ok: 1, other: 1 }, { redact: ['other'] });
    logsieve(root, { policy: POLICY });
    early.info('said %s', CANARY);
    leveled.debug('said %s', CANARY);
    earliest.info('x');
    earliest.child({ note: 'n' }).info('x');
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      { ok: 1, msg: 'said %s' },
      { ok: 2 },
      { ok: 1, other: 5 },
      { ok: 1, other: 5, note: 'n' },
    ]);
    expect(early.bindings()).toEqual({ ok: 1 });
    redacting.info({ other: 2 });
    expect(JSON.parse(lines.at(-1) ?? '')).not.toHaveProperty('other');
    expect(lines.join('')).not.toContain(CANARY);
  });

  it('made before its root was protected, with a level of its own, is protected by its methods as well', () => {
    for (const message of ['template', 'scan'] as const) {
      const lines: string[] = [];
      const root = pino({ base: null }, { write: (line: string) => void lines.push(line) });
      const heard: string[] = [];
      const early = root.child({ ok: 1, secret: CANARY }, { level: 'trace' });
      const below = early.child({ other: 2 }, { level: 'debug' });
      const asked = root.child({ ok: 2, secret: CANARY }, { level: 'trace' });
      root.on('level-change', (level) => heard.push(level));
      logsieve(root, { policy: { ...POLICY, message } });
      for (const log of [early, below]) {
        // Its first call interpolates before anyone could know of it: the text is lost.
        log.error('first %s', new Error(CANARY));
        expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ level: 50, ok: 1, msg: '' });
        log.error('then %s', new TypeError(CANARY));
        const msg = message === 'scan' ? 'TypeError' : 'then %s';
        expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ level: 50, ok: 1, msg });
      }
      expect(early.level).toBe('trace');
      expect(below.level).toBe('debug');
      expect(below.bindings()).toEqual({ ok: 1, other: 2 });
      expect(asked.bindings()).toEqual({ ok: 2 });
      asked.trace('at once %s', 'x');
      expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
        ok: 2,
        msg: message === 'scan' ? 'at once x' : 'at once %s',
      });
      expect(heard).toEqual([]);
      expect(lines).toHaveLength(5);
      expect(lines.join('')).not.toContain(CANARY);
    }
  });

  it.each([
    ['_logsieve', ['note', 'ok', 'other', 'user']],
    ['a[""]', ['note', 'ok', 'other', 'user']],
    ['user[""]', ['note', 'ok', 'other']],
    ['user["x][y"]', ['note', 'ok', 'other', 'user']],
    [`user${'.id'.repeat(64)}`, ['note', 'ok', 'other']],
  ])('whose redact option is %s neither throws nor keeps what it names', (path, kept) => {
    const lines: string[] = [];
    const root = pino({ base: null }, { write: (line: string) => void lines.push(line) });
    const early = root.child({ other: 1 }, { redact: [path] });
    const log = logsieve(root, { policy: POLICY });
    for (const child of [early, log.child({ other: 1 }, { redact: [path] })]) {
      child.info({ ok: 1, note: 'n', user: { id: 'u1' } }, 'x');
      const fields = JSON.parse(lines.at(-1) ?? '') as object;
      expect(fields).toMatchObject({ level: 30, msg: 'x' });
      expect(
        Object.keys(fields)
          .filter((name) => !['level', 'time', 'msg'].includes(name))
          .sort(),
      ).toEqual(kept);
    }
  });

  it('whose redact option cannot be read lets nothing out', () => {
    const { log, lines } = open({ base: null });
    const redact = new Proxy([], {
      get: () => {
        throw new Error(CANARY);
      },
    });
    log.child({ ok: 1 }, { redact }).info({ note: 'n' }, CANARY);
    expect(lines).toEqual(['{}\n']);
  });
});
