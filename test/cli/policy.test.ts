/** `policy check` and `policy test`: what is wrong with a policy, and whether it does what its tests say. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CANARY } from './command.js';
import { createFolder, type Folder } from './place.js';

let place: Folder;
beforeEach(() => {
  place = createFolder();
});
afterEach(() => {
  place.remove();
});

const write = (name: string, text: string | object) => {
  writeFileSync(place.at(name), typeof text === 'string' ? text : JSON.stringify(text));
};
const KEY = Buffer.alloc(32, 7).toString('base64');
const KEYED = {
  logsieve: 1,
  fields: { id: { pseudonymize: { key: 'k' } } },
  keys: { k: { active: 'k1', ring: { k1: { env: 'KEY_OF_TESTS' } } } },
};
const BAD = `{ "logsieve": 1, "feilds": {},
  "fields": { "latency": { "keep": "number", "min": "0" } } }
`;

describe('policy check', () => {
  it('tells every issue with its place, its code and its hint, and of a good policy that there is none', async () => {
    write('good.json', { logsieve: 1 });
    write('bad.json', BAD);
    expect(await place.run(['policy', 'check', 'good.json', 'bad.json', 'none.json'])).toEqual({
      code: 2,
      out: `good.json: no issues
bad.json:2:46 fields.latency.min
  the value must be a number
  hint: write it without quotes
  code: ERR_LOGSIEVE_POLICY_INVALID_VALUE

bad.json:1:18 feilds
  the property is unknown
  hint: did you mean "fields"?
  code: ERR_LOGSIEVE_POLICY_UNKNOWN_PROPERTY

none.json
  the policy cannot be read (ENOENT)
  hint: the path is relative to the working directory
  code: ERR_LOGSIEVE_POLICY_UNREADABLE

`,
      err: '',
    });
    const good = { code: 0, out: 'good.json: no issues\n', err: '' };
    expect(await place.call('policy', 'check', 'good.json')).toEqual(good);
  });

  it('tells where an issue of a file stands that the policy extends, and those of its profiles, each once', async () => {
    mkdirSync(place.at('team'));
    write('team/base.json', BAD);
    write('a.json', { logsieve: 1, extends: ['./team/base.json'] });
    expect((await place.call('policy', 'check', 'a.json')).out).toContain('team/base.json:2:46 fields');
    write('b.json', {
      logsieve: 1,
      profiles: { x: { message: 'scan' }, y: { fields: { 'x..y': 'remove' } } },
    });
    const { out } = await place.call('policy', 'check', 'b.json');
    expect(out).toContain(' profiles.x.message\n');
    expect(out).toContain(' profiles.y.fields["x..y"]\n');
    expect(out.match(/code: /g)).toHaveLength(2);
  });

  it('gives all of it as JSON', async () => {
    write('bad.json', BAD);
    const { code, out } = await place.call('policy', 'check', 'bad.json', 'logsieve:http', '--json');
    expect(code).toBe(2);
    const [bad, preset, ...more] = JSON.parse(out) as { file: string; issues: Record<string, unknown>[] }[];
    expect(bad?.issues[0]).toEqual({
      ...{ code: 'ERR_LOGSIEVE_POLICY_INVALID_VALUE', message: 'the value must be a number' },
      ...{ hint: 'write it without quotes', position: { line: 2, column: 46 } },
      ...{ path: ['fields', 'latency', 'min'], source: place.at('bad.json') },
    });
    expect([bad?.issues.length, preset, more]).toEqual([2, { file: 'logsieve:http', issues: [] }, []]);
  });

  it('looks for the keys, unless stand-ins will do, and does not take one that is there for none', async () => {
    write('keyed.json', KEYED);
    const check = (env: Record<string, string>, ...more: readonly string[]) =>
      place.run(['policy', 'check', 'keyed.json', ...more], { env });
    const missing = await check({});
    expect(missing.code).toBe(2);
    expect(missing.out).toContain('code: ERR_LOGSIEVE_POLICY_KEY_MISSING');
    expect((await check({ KEY_OF_TESTS: KEY })).code).toBe(0);
    expect((await check({}, '--stand-in-keys')).code).toBe(0);
    const short = await check({ KEY_OF_TESTS: 'c2hvcnQ=' }, '--stand-in-keys');
    expect(short.out).toContain('code: ERR_LOGSIEVE_POLICY_KEY_SHORT');
    expect(short.out).not.toContain('c2hvcnQ=');
  });

  it('moves no cursor by what a file is called', async () => {
    const { out } = await place.call('policy', 'check', 'a\u001b[2J.json');
    expect(out).toMatch(/^a\\u001b\[2J\.json\n/);
  });
});

describe('policy test', () => {
  const tested = (...tests: readonly object[]) => ({
    logsieve: 1,
    fields: { plan: { keep: 'string', enum: ['free', 'pro'] } },
    profiles: { out: { fields: { plan: 'remove' } } },
    tests,
  });
  const STAYS_OUT = {
    name: 'passwords stay out',
    record: { plan: 'pro', password: CANARY },
    expect: { plan: 'pro' },
  };
  const WRONG = {
    name: 'gold is a plan',
    record: { plan: 'gold', level: 30 },
    expect: { plan: 'gold', level: 40 },
  };

  it('runs each, under its profile, and says which failed, with the paths and without values', async () => {
    const narrow = { name: 'less out there', record: { plan: 'pro' }, expect: {}, profile: 'out' };
    write('a.json', tested(STAYS_OUT, WRONG, narrow));
    expect(await place.run(['policy', 'test', 'a.json'])).toEqual({
      code: 1,
      out: `a.json
  ok     passwords stay out
  FAILED gold is a plan
         plan: expected string of 4, came out: nothing
         level: expected number, came out: number of another value
  ok     less out there
3 tests, 1 failed
`,
      err: '',
    });
  });

  it('exits with 0 where none failed, and shows values where it is asked to', async () => {
    write('a.json', tested(STAYS_OUT));
    write('b.json', tested(WRONG));
    expect((await place.call('policy', 'test', 'a.json')).code).toBe(0);
    const { code, out } = await place.call('policy', 'test', 'a.json', 'b.json', '--values');
    expect(code).toBe(1);
    expect(out).toContain('plan: expected "gold", came out: nothing\n');
    expect(out).toContain('level: expected 40, came out: 30\n');
    expect(out).not.toContain(CANARY);
    expect(out).toMatch(/\n2 tests, 1 failed\n$/);
  });

  it('exits with 2 where a policy has issues or no tests, and runs the others all the same', async () => {
    write('a.json', tested(STAYS_OUT));
    write('bad.json', BAD);
    write('none.json', tested());
    for (const [name, part] of [
      ['bad.json', '[ERR_LOGSIEVE_POLICY_UNKNOWN_PROPERTY]\n'],
      ['none.json', 'the policy has no tests'],
    ] as const) {
      const { code, out, err } = await place.call('policy', 'test', name, 'a.json');
      expect(code).toBe(2);
      expect(out).toContain('ok     passwords stay out');
      expect(err).toContain(part);
      expect(err).toMatch(new RegExp(`^logsieve: ${name}: `));
      expect(out).toMatch(/\n1 test, 0 failed, 1 policy refused\n$/);
    }
    const all = await place.call('policy', 'test', 'none.json', 'bad.json');
    expect(all).toMatchObject({ code: 2, out: '0 tests, 0 failed, 2 policies refused\n' });
    expect(await place.call('policy', 'test', 'none.json')).toMatchObject({ code: 2, out: '' });
  });

  it('takes keys of the environment, and stand-ins where it is told to, for the message that it is told of too', async () => {
    const test = {
      name: 'ids are no ids',
      record: { id: 'u-17', text: 'hi' },
      expect: { id: 'u-17', text: 'hi' },
    };
    write('keyed.json', { ...KEYED, tests: [test] });
    const { code, err } = await place.run(['policy', 'test', 'keyed.json']);
    expect({ code, named: err.includes('KEY_OF_TESTS is not set') }).toEqual({ code: 2, named: true });
    const args = ['policy', 'test', 'keyed.json', '--stand-in-keys', '--message-key', 'text', '--values'];
    const ids: string[] = [];
    for (const env of [{}, { KEY_OF_TESTS: KEY }] as Record<string, string>[]) {
      const { out } = await place.run(args, { env });
      expect(out).not.toContain('text:');
      ids.push(/came out: "(p1:k1:[\w-]{22})"/.exec(out)?.[1] ?? '');
    }
    expect(new Set(ids).size).toBe(2);
    expect(ids).not.toContain('');
  });

  it('keeps the name of a test on one line', async () => {
    write('a.json', tested({ ...STAYS_OUT, name: 'a\n  ok     b' }));
    expect((await place.call('policy', 'test', 'a.json')).out).toContain('  ok     a\\u000a  ok     b\n');
  });
});
