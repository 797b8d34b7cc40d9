/** The system calls of a conversation store fail. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { generateIdentity, recipientOf } from '@logsieve/age';
import { createConversationStore } from '@logsieve/sealed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bytesIn, formsOf } from '../planted.js';
import { type Fault, type Ran, runWithFaults, whyNotTraced } from './traced.js';

const PLANTED = 'a pangolin in Zanzibar';
const identity = generateIdentity();

let dir: string;
let file: string;
beforeEach(async (context) => {
  context.skip(whyNotTraced !== undefined, whyNotTraced);
  dir = mkdtempSync(join(tmpdir(), 'logsieve-store-'));
  await open().append('c', [messageOf(0)]);
  const [path = ''] = readdirSync(dir, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.conversation'));
  file = join(dir, path);
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

const open = () => createConversationStore({ dir, recipients: [recipientOf(identity)] });
const messageOf = (number: number) => ({ role: 'user', content: `${number} ${PLANTED} ${'x'.repeat(1000)}` });
const append = (...numbers: number[]) => ['append', 'c', numbers.map(messageOf)];

/** Does calls on a conversation that has message 0; what holds whatever fails is checked. */
async function run(
  calls: readonly unknown[],
  faults: readonly Fault[],
  setup: { paths?: readonly string[]; fileKiB?: number } = {},
): Promise<Ran> {
  const options = { dir, recipients: [recipientOf(identity)] };
  const ran = await runWithFaults(
    join(import.meta.dirname, 'storing.js'),
    { options, calls },
    { paths: [file], faults, ...setup },
  );
  expect([ran.exit, ran.failed > 0, ran.stderr]).toEqual([0, true, '']);
  for (const { isDone, name, code, message } of ran.said) {
    if (isDone !== true) expect([name, code]).toEqual(['LogsieveError', 'ERR_LOGSIEVE_STORE']);
    expect(String(message)).not.toContain(dir);
  }
  const forms = formsOf(PLANTED);
  for (const bytes of [...bytesIn(dir), Buffer.from(JSON.stringify(ran.said))])
    expect(forms.filter((form) => bytes.includes(form))).toEqual([]);
  return ran;
}
const done = ({ said }: Ran) => said.map(({ isDone }) => (isDone === true ? '+' : '-')).join('');

/** The numbers of the messages that are there. */
async function read() {
  const { verdict = '', messages = [] } = (await open().load('c', { identity })) ?? {};
  return { verdict, numbers: messages.map(({ content }) => Number.parseInt(String(content))).join(' ') };
}

describe('the system fails', () => {
  it.each(['write', 'openat'] as const)(
    'once at %s: that call is rejected, and the others are done',
    async (call) => {
      const ran = await run([append(1), append(2), append(3)], [{ call, when: '2' }]);
      expect(done(ran)).toBe('+-+');
      expect(await read()).toEqual({ verdict: 'OK', numbers: '0 1 3' });
    },
  );

  it('once at fsync: the call is rejected, and what it wrote may be there', async () => {
    const ran = await run([append(1), append(2), append(3)], [{ call: 'fsync', when: '2' }]);
    expect(done(ran)).toBe('+-+');
    expect(await read()).toEqual({ verdict: 'OK', numbers: '0 1 2 3' });
  });

  it.each(['write', 'openat', 'fsync'] as const)(
    'at every %s from some time on: what was acknowledged is there, and the next process goes on',
    async (call) => {
      const ran = await run([append(1), append(2), append(3)], [{ call, when: '2+' }]);
      expect(done(ran)).toBe('+--');
      await open().append('c', [messageOf(4)]);
      expect(await read()).toEqual({ verdict: 'OK', numbers: call === 'fsync' ? '0 1 2 3 4' : '0 1 4' });
    },
  );

  it('in the middle of a frame: it was not acknowledged, and what comes behind it is whole', async () => {
    const ran = await run([append(1), append(2), append(3)], [{ call: 'write', when: '3' }], { fileKiB: 4 });
    expect(done(ran)).toBe('+--');
    expect(await read()).toEqual({ verdict: 'TORN_TAIL', numbers: '0 1' });
    await open().append('c', [messageOf(4)]);
    expect(await read()).toEqual({ verdict: 'TORN_TAIL', numbers: '0 1 4' });
  });

  it.each(['fsync', 'rename'] as const)(
    'at %s while all is replaced: the old ones are there, and nothing beside them',
    async (call) => {
      const ran = await run([['replace', 'c', [messageOf(5)]], append(6)], [{ call, when: '1' }], {
        paths: [],
      });
      expect(done(ran)).toBe('-+');
      expect(await read()).toEqual({ verdict: 'OK', numbers: '0 6' });
      expect(readdirSync(dirname(file)).length).toBe(1);
    },
  );

  it('at unlink: the conversation is there, and the caller told', async () => {
    const ran = await run([['delete', 'c'], append(6)], [{ call: 'unlink' }]);
    expect(done(ran)).toBe('-+');
    expect(await read()).toEqual({ verdict: 'OK', numbers: '0 6' });
  });

  it.each(['the folder of its file', 'the folder of the store'])(
    'at fsync of %s: nothing is acknowledged in a file whose name may not be on the disk',
    async (which) => {
      rmSync(dirname(file), { recursive: true });
      const paths = [which.endsWith('store') ? dir : dirname(file)];
      const ran = await run([append(1), append(2)], [{ call: 'fsync' }], { paths });
      expect(done(ran)).toBe('--');
    },
  );
});
