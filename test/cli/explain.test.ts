/** `explain`: what becomes of each path of a record, and why; never of what. */
import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CANARY } from './command.js';
import { createFolder, type Folder } from './place.js';

let place: Folder;
beforeEach(() => {
  place = createFolder();
  writeFileSync(place.at('p.json'), POLICY);
});
afterEach(() => {
  place.remove();
});

const POLICY = `{
  "logsieve": 1,
  "fields": {
    "user.plan": { "keep": "string", "enum": ["free", "pro"] },
    "items.*.sku": { "keep": "string", "max": 4 },
    "a.path.that.is.much.longer.than.its.column": { "keep": "boolean" }
  },
  "limits": { "lineBytes": 500 },
  "profiles": { "out": { "fields": { "level": "remove" } } }
}
`;
const RECORD = {
  ...{ level: 30, user: { plan: CANARY, phone: CANARY }, items: [{ sku: 'a' }, { sku: CANARY }] },
  ...{
    a: { path: { that: { is: { much: { longer: { than: { its: { column: true } } } } } } } },
    msg: CANARY,
  },
};
const INPUT = JSON.stringify(RECORD, null, 2);

it('tells of each path its outcome, its type and the rule that decided, in 80 columns, and no value', async () => {
  const { code, out, err } = await place.run(['explain', '--policy', 'p.json'], { input: INPUT });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toBe(`PATH         OUTCOME             TYPE     BY
level        kept                number   logsieve:base
user.phone   unlisted            string
user.plan    removed (enum)      string   p.json:4:5
items.0.sku  kept                string   items.*.sku in p.json:5:5
items.1.sku  removed (too-long)  string   items.*.sku in p.json:5:5
a.path.that.is.much.longer.than.its.column
             kept                boolean  p.json:6:5
msg          message             string
`);
});

it('gives all of it as JSON, with the place of the rule, of a file and under a profile', async () => {
  writeFileSync(place.at('r.json'), INPUT);
  const args = ['explain', 'r.json', '--policy', 'p.json', '--profile', 'out', '--json'];
  const { code, out } = await place.call(...args);
  expect(code).toBe(0);
  expect(out).not.toContain(CANARY);
  const all = JSON.parse(out) as { path: string }[];
  expect(all.find(({ path }) => path === 'level')).toMatchObject({ outcome: 'removed', reason: 'rule' });
  expect(all.find(({ path }) => path === 'user.plan')).toEqual({
    ...{ path: 'user.plan', outcome: 'removed', reason: 'enum', type: 'string' },
    rule: { pattern: 'user.plan', source: place.at('p.json'), position: { line: 4, column: 5 } },
  });
});

it('takes logsieve:base where no policy is given, and the message by the name that it is told', async () => {
  const args = ['explain', '-', '--message-key', 'text'];
  const { out } = await place.run(args, { input: `{"level":30,"user":1,"text":"${CANARY}"}` });
  expect(out.split('\n').map((line) => line.split(/ +/).slice(0, 2))).toEqual([
    ...[['PATH', 'OUTCOME'], ['user', 'unlisted'], ['level', 'kept'], ['text', 'message'], ['']],
  ]);
});

it('keeps a name on one line, and moves no cursor', async () => {
  const { out } = await place.run(['explain'], { input: '{"a\\nlevel kept\\u001b[2J":1}' });
  expect(out.trim().split('\n')).toHaveLength(2);
  expect(out).toContain('a\\u000alevel kept\\u001b\\[2J');
});

it.each([
  ['no JSON', CANARY],
  ['two records', `${JSON.stringify(RECORD)}\n${JSON.stringify(RECORD)}`],
  ['a list', `["${CANARY}"]`],
  ['nothing', ''],
])('refuses %s, and does not repeat it', async (_, input) => {
  const { code, out, err } = await place.run(['explain'], { input });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('the input is not one JSON object (give one record');
});

it('refuses a record that is longer than a line may be, a file that is not there, and a bad policy', async () => {
  const input = `{"x":"${CANARY.repeat(99)}"}`;
  expect((await place.run(['explain', '--policy', 'p.json'], { input })).err).toContain(
    'longer than 500 bytes',
  );
  expect((await place.call('explain', 'none')).err).toContain('file 1 cannot be read (ENOENT)');
  expect((await place.call('explain', 'p.json', '--policy', 'none')).err).toContain('[ERR_LOGSIEVE_POLICY');
});
