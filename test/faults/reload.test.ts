import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectClean, expectToldOnce, expectWentOn, recordsIn } from './expect.js';
import { type Report, run, type Running } from './run.js';

const document = (fields: object) => JSON.stringify({ logsieve: 1, fields, message: 'remove' });
const integer = { keep: 'integer' };
/** The first also lists a field of the children. */
const FIRST = document({ a: integer, mark: { keep: 'token' } });
const SECOND = document({ b: integer });
const BROKEN = [FIRST.slice(0, 40), '', document({ a: { keep: 'nothing' } }), '{"logsieve":2}'];

let folder: string;
let files = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'logsieve-reload-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function policyFile(): string {
  const path = join(folder, `${String(files++)}.json`);
  writeFileSync(path, FIRST);
  return path;
}

/** Every line is made by one of the two policies as a whole. Gives how many by each. */
function linesByPolicy(text: string): readonly [number, number] {
  let [first, second] = [0, 0];
  for (const record of recordsIn(text)) {
    const isError = Object.hasOwn(record, 'err');
    const [a, b, mark] = ['a', 'b', 'mark'].map((name) => Object.hasOwn(record, name));
    if (isError) expect([a, b]).toEqual([false, false]);
    else if (a) expect([b, mark]).toEqual([false, true]);
    else expect([b, mark]).toEqual([true, false]);
    if (a) first++;
    else if (b) second++;
  }
  return [first, second];
}

const LOGGERS = ['pino', 'winston'];

/** How often stderr says that a policy was not taken. */
function staysIn(stderr: string): number {
  return stderr.match(/the last good policy stays/g)?.length ?? 0;
}

describe.concurrent.each(LOGGERS)('the policy of %s, loaded anew while records flow', (logger) => {
  it('decides about each record as a whole, and no bad one takes its place', async () => {
    const policies = [SECOND, BROKEN[0], FIRST, BROKEN[1], SECOND, BROKEN[2], BROKEN[3]];
    const plan = { logger, policy: policyFile(), policies, reloadEvery: 50, records: 10_000, perTurn: 500 };
    const outcome = await run({ ...plan, sink: { stdout: true, sync: true } });
    expectWentOn(outcome);
    expectClean(outcome);
    expect(recordsIn(outcome.stdout)).toHaveLength(10_000);
    const [first, second] = linesByPolicy(outcome.stdout);
    expect(Math.min(first, second)).toBeGreaterThan(1000);
    const { reloads = 0, failedReloads = 0 } = outcome.last.counters ?? {};
    expect([reloads + failedReloads, reloads]).toEqual([200, 86]);
    expect(outcome.stderr).toMatch(/^logsieve: the last good policy stays; the new one: policy has 1 issue/);
  });
});

describe.concurrent.each([...LOGGERS, 'transport'])(
  'the policy of %s, watched while records flow',
  (logger) => {
    it('follows its file, and outlives a bad one', async () => {
      const policy = policyFile();
      const put = (text: string) => {
        writeFileSync(`${policy}.new`, text);
        renameSync(`${policy}.new`, policy);
      };
      const steps: readonly [string, (texts: Running['texts']) => boolean][] = [
        [BROKEN[2] as string, ({ stderr }) => staysIn(stderr) === 1],
        [SECOND, ({ stdout }) => /"b":\d+\}\n$/.test(stdout)],
        [BROKEN[0] as string, ({ stderr }) => staysIn(stderr) === 2],
        [FIRST, ({ stdout }) => /"a":\d+,"mark":"m-1"\}\n$/.test(stdout)],
      ];
      const during = async ({ at }: Report, { texts }: Running) => {
        const [text, isSeen] = steps[(at ?? 0) / 400 - 1] ?? [];
        if (text === undefined || isSeen === undefined) return;
        put(text);
        while (!isSeen(texts)) await new Promise((go) => setTimeout(go, 20));
      };
      const plan = { logger, policy, watch: true, records: 2000, at: 400, waits: true };
      const outcome = await run({ ...plan, sink: { stdout: true, sync: true } }, { during });
      expectWentOn(outcome);
      expectClean(outcome);
      expect(recordsIn(outcome.stdout)).toHaveLength(outcome.last.said ?? 0);
      const [first, second] = linesByPolicy(outcome.stdout);
      expect(Math.min(first, second)).toBeGreaterThan(300);
      expect(recordsIn(outcome.stdout).at(-2)).toHaveProperty('a');
      const told = { ...outcome, stderr: outcome.stderr.replaceAll(/^ .*\n/gm, '') };
      expect(staysIn(told.stderr)).toBe(2);
      expectToldOnce({ ...told, stderr: told.stderr.split('\n')[0] ?? '' }, /the last good policy stays/);
      if (logger !== 'transport')
        expect(outcome.last.counters).toMatchObject({ reloads: 2, failedReloads: 2 });
    });
  },
);
