import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PolicyDocument } from '../policy/policy.js';
import { openPolicy, type OpenPolicy, type OpenPolicyOptions } from './open-policy.js';

const CANARY = 'canary-value';
let cwd: string;
let told: string[];
const open: OpenPolicy[] = [];

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'logsieve-open-'));
  told = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    told.push(String(text));
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  for (const policy of open.splice(0)) policy.close();
  rmSync(cwd, { recursive: true });
});

const keeps = (name: string, more: object = {}) =>
  JSON.stringify({ logsieve: 1, extends: [], fields: { [name]: { keep: 'string' } }, ...more });

function write(name: string, text: string): void {
  writeFileSync(join(cwd, name), text);
}

function opened(options: Partial<OpenPolicyOptions> = {}) {
  const policy = openPolicy({ policy: 'p.json', cwd, profiles: [undefined], ...options });
  open.push(policy);
  return { policy, line: () => policy.redactors[0]?.stringify({ a: 'A', b: 'B' }) };
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100 && !holds(); tries++) await new Promise((go) => setTimeout(go, 50));
  expect(holds()).toBe(true);
}

describe('reload', () => {
  it('puts what the files then say into force, and counts on', () => {
    write('p.json', keeps('a'));
    const { policy, line } = opened();
    expect(line()).toBe('{"a":"A"}');
    write('p.json', keeps('b'));
    expect(policy.reload()).toEqual({ ok: true });
    expect(line()).toBe('{"b":"B"}');
    expect(policy.counters()).toEqual({ reloads: 1, failedReloads: 0 });
    expect(policy.redactors[0]?.counters()).toMatchObject({ records: 2, kept: 2 });
    expect(told).toEqual([]);
  });

  it.each([
    ['is no JSON', '{ "logsieve": 1,'],
    ['is empty', ''],
    ['has an issue', keeps('a', { x: 1 })],
    ['extends what is not there', keeps('a', { extends: ['./none.json'] })],
    [
      'needs a key that is not there',
      keeps('a', { keys: { k: { active: 'k1', ring: { k1: { env: 'NONE' } } } } }),
    ],
    ['lacks the profile', keeps('a', { profiles: {} })],
  ])('keeps the last good policy where the new one %s', (_, text) => {
    write('p.json', keeps('a', { profiles: { console: {} } }));
    const { policy, line } = opened({ profiles: [undefined, 'console'], env: {} });
    write('p.json', text);
    const result = policy.reload();
    expect(result).toMatchObject({ ok: false, error: { code: 'ERR_LOGSIEVE_POLICY' } });
    expect(line()).toBe('{"a":"A"}');
    expect(policy.counters()).toEqual({ reloads: 0, failedReloads: 1 });
  });

  it('tells a failure once however often it is tried, and the next one again', () => {
    write('p.json', keeps('a'));
    const { policy } = opened();
    write('p.json', '{');
    for (let i = 0; i < 3; i++) policy.reload();
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^logsieve: the last good policy stays; the new one: policy has 1 issue:\n/);
    write('p.json', keeps('a'));
    policy.reload();
    write('p.json', '{');
    policy.reload();
    expect(told).toHaveLength(2);
    expect(policy.counters()).toEqual({ reloads: 1, failedReloads: 4 });
  });

  it('puts all profiles into force, or none', () => {
    const profiles = (fields: object) => ({ profiles: { console: { fields } } });
    write('p.json', keeps('a', profiles({})));
    const { policy } = opened({ profiles: [undefined, 'console'] });
    const lines = () => policy.redactors.map((redactor) => redactor.stringify({ a: 'A', b: 'B' }));
    write('p.json', keeps('b', profiles({ b: { keep: 'token', oops: 1 } })));
    policy.reload();
    expect(lines()).toEqual(['{"a":"A"}', '{"a":"A"}']);
    write('p.json', keeps('b', profiles({ b: 'remove' })));
    policy.reload();
    expect(lines()).toEqual(['{"b":"B"}', '{}']);
  });

  it('reads keys anew', () => {
    const key = (byte: number) => Buffer.alloc(32, byte).toString('base64');
    write('k.txt', key(1));
    const keys = { users: { active: 'k1', ring: { k1: { file: './k.txt' } } } };
    write('p.json', keeps('a', { fields: { a: { pseudonymize: { key: 'users' } } }, keys }));
    const { policy, line } = opened();
    const before = line();
    write('k.txt', key(2));
    policy.reload();
    expect(line()).toMatch(/^\{"a":"p1:k1:/);
    expect(line()).not.toBe(before);
  });

  it('reads the same file, wherever the process has gone since', () => {
    mkdirSync(join(cwd, 'elsewhere'));
    write('p.json', keeps('a'));
    write('elsewhere/p.json', keeps('b'));
    const workingDirectory = vi.spyOn(process, 'cwd').mockReturnValue(cwd);
    const { policy, line } = opened({ policy: './p.json', cwd: undefined });
    workingDirectory.mockReturnValue(join(cwd, 'elsewhere'));
    expect(policy.reload()).toEqual({ ok: true });
    expect(line()).toBe('{"a":"A"}');
  });

  it('does not throw where an object given as the policy has become anything', () => {
    const document: Record<string, unknown> = { logsieve: 1, extends: [], fields: { a: { keep: 'string' } } };
    const { policy, line } = opened({ policy: document as unknown as PolicyDocument });
    Object.defineProperty(document, 'fields', {
      enumerable: true,
      get() {
        throw new Error(CANARY);
      },
    });
    expect(policy.reload()).toMatchObject({ ok: false });
    expect(line()).toBe('{"a":"A"}');
    expect(told.join()).not.toContain(CANARY);
  });
});

describe('watch', () => {
  it('loads anew when the file is written, and when another one takes its place', async () => {
    write('p.json', keeps('a'));
    const { line } = opened({ watch: true });
    write('p.json', keeps('b'));
    await until(() => line() === '{"b":"B"}');
    write('p.json.new', keeps('a'));
    renameSync(join(cwd, 'p.json.new'), join(cwd, 'p.json'));
    await until(() => line() === '{"a":"A"}');
  });

  it('sees a link that is swapped above the file, as deployments do', async () => {
    for (const name of ['a', 'b']) {
      mkdirSync(join(cwd, `v-${name}`));
      write(`v-${name}/p.json`, keeps(name));
    }
    symlinkSync('v-a', join(cwd, 'current'));
    const { line } = opened({ policy: 'current/p.json', watch: true });
    expect(line()).toBe('{"a":"A"}');
    symlinkSync('v-b', join(cwd, 'next'));
    renameSync(join(cwd, 'next'), join(cwd, 'current'));
    await until(() => line() === '{"b":"B"}');
  });

  it('follows what the policy extends, also a file that is missing, which it tries once', async () => {
    write('team.json', keeps('a'));
    write('p.json', JSON.stringify({ logsieve: 1, extends: ['./team.json'] }));
    const { policy, line } = opened({ watch: true });
    renameSync(join(cwd, 'team.json'), join(cwd, 'away.json'));
    await until(() => policy.counters().failedReloads === 1);
    expect(line()).toBe('{"a":"A"}');
    await new Promise((go) => setTimeout(go, 900));
    expect(policy.counters().failedReloads).toBe(1);
    write('team.json', keeps('b'));
    await until(() => line() === '{"b":"B"}');
    expect(policy.counters()).toEqual({ reloads: 1, failedReloads: 1 });
  });

  it('follows the catalog of messages; a broken one leaves the last in force', async () => {
    write('messages.json', '{ "messages": ["up"] }');
    write('p.json', JSON.stringify({ logsieve: 1, message: { catalog: './messages.json' } }));
    const { policy } = opened({ watch: true });
    const said = (msg: string) => policy.redactors[0]?.redact({ msg })['msg'];
    expect([said('up'), said('down')]).toEqual(['up', '[message]']);
    write('messages.json', '{ "messages": ["down"');
    await until(() => policy.counters().failedReloads === 1);
    expect(said('up')).toBe('up');
    write('messages.json', '{ "messages": ["down"] }');
    await until(() => said('down') === 'down');
    expect(said('up')).toBe('[message]');
  });

  it('rests once it is closed', async () => {
    write('p.json', keeps('a'));
    const { policy, line } = opened({ watch: true });
    policy.close();
    write('p.json', keeps('b'));
    await new Promise((go) => setTimeout(go, 900));
    expect(line()).toBe('{"a":"A"}');
  });

  it.each([undefined, 'logsieve:http', { logsieve: 1 } as const])(
    'is refused without a file: %j',
    (policy) => {
      expect(() => openPolicy({ policy, profiles: [undefined], watch: true })).toThrow(
        expect.objectContaining({ code: 'ERR_LOGSIEVE_OPTIONS', path: 'options.watch' }),
      );
    },
  );
});
