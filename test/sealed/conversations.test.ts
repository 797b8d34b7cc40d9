/** Conversation stores under several processes, processes that are killed, and disks that are full. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateIdentity, recipientOf } from '@logsieve/age';
import { createConversationStore } from '@logsieve/sealed';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDisk } from '../faults/disk.js';

const APPENDER = fileURLToPath(new URL('./appender.js', import.meta.url));
const identity = generateIdentity();
const recipients = [recipientOf(identity)];
const user = (content: string) => ({ role: 'user', content });
/** Deep tests kill more often. */
const KILLS = Number(process.env['KILLS'] ?? 5);

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'logsieve-store-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

const open = (options = {}) => createConversationStore({ dir, recipients, ...options });
async function read(id: string) {
  const { verdict, messages } = (await open().load(id, { identity })) ?? { verdict: 'NONE', messages: [] };
  const texts = messages.map(({ content }) => (content as string).split(' ').slice(0, 2).join(' '));
  return { verdict, texts };
}

/** Another process; gives what it told when it has ended. */
function start(id: string, name: string, times: number) {
  const child = spawn(process.execPath, [APPENDER, dir, id, recipients[0] as string, name, String(times)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let told = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (told += text));
  const ended = once(child, 'close').then(() => told.split('\n').slice(0, -1));
  return { child, ended, told: () => told };
}

it('of several processes that write to one conversation all messages are there, each once and in its order', async () => {
  const names = ['a', 'b', 'c'];
  const running = names.map((name) => start('c-1', name, 25));
  await Promise.all(running.map(({ ended }) => ended));
  const { verdict, texts } = await read('c-1');
  expect(verdict).toBe('OK');
  for (const name of names) {
    const own = texts.filter((text) => text.startsWith(name));
    expect(own).toEqual(Array.from({ length: 25 }, (_, n) => `${name} ${n}`));
  }
}, 60_000);

it('what one process replaces and others append to at once is whole, with the last of each', async () => {
  const running = ['a', 'b'].map((name) => start('c-1', name, 60));
  const store = open();
  let replaced = 0;
  const ends = Promise.all(running.map(({ ended }) => ended)).then(() => 'ended');
  while ((await Promise.race([ends, new Promise((done) => setTimeout(done, 5))])) !== 'ended')
    await store.replace('c-1', [user(`main ${replaced++}`)]);
  const { verdict, texts } = await read('c-1');
  expect(verdict).toBe('OK');
  expect(texts[0]).toBe(`main ${replaced - 1}`);
  expect(replaced).toBeGreaterThan(2);
  for (const name of ['a', 'b']) {
    const own = texts.filter((text) => text.startsWith(name)).map((text) => Number(text.split(' ')[1]));
    expect(own).toEqual(own.map((_, at) => 60 - own.length + at));
  }
}, 60_000);

it(
  'what was acknowledged is there after a kill, and the next process goes on',
  async () => {
    for (let kill = 0; kill < KILLS; kill++) {
      const { child, ended, told } = start('c-1', `k${kill}`, 10_000);
      while (told() === '') await new Promise((done) => setTimeout(done, 1));
      await new Promise((done) => setTimeout(done, Math.random() * 40));
      child.kill('SIGKILL');
      const acknowledged = await ended;
      const { verdict, texts } = await read('c-1');
      expect(['OK', 'TORN_TAIL']).toContain(verdict);
      const own = texts.filter((text) => text.startsWith(`k${kill} `));
      expect(own.slice(0, acknowledged.length)).toEqual(acknowledged);
      // At most the one that was under way.
      expect(own.length - acknowledged.length).toBeLessThanOrEqual(1);
    }
  },
  KILLS * 5000,
);

it('a full disk costs what is not acknowledged, and nothing of what was, once there is room', async (context) => {
  const disk = openDisk();
  try {
    if (!disk.isMounted) context.skip('mounting is not permitted here');
    const store = open({ dir: join(dirname(disk.file('x')), 'store') });
    await store.append('c-1', [user('before')]);
    disk.fill(20_000);
    let failed = 0;
    for (let n = 0; n < 40; n++) {
      await store.append('c-1', [user(`full ${n} ${'x'.repeat(1500)}`)]).catch((error: unknown) => {
        expect(error).toMatchObject({ code: 'ERR_LOGSIEVE_STORE' });
        expect((error as Error).message).not.toContain('full');
        failed++;
      });
    }
    expect(failed).toBeGreaterThan(20);
    disk.free();
    await store.append('c-1', [user('after')]);
    const { verdict, messages } = (await store.load('c-1', { identity })) ?? { verdict: '', messages: [] };
    expect(['OK', 'TORN_TAIL']).toContain(verdict);
    expect(messages.length).toBe(42 - failed);
    expect([messages[0], messages.at(-1)]).toEqual([user('before'), user('after')]);
  } finally {
    disk.close();
  }
});

it('many small conversations are one as fast as another', async () => {
  const store = open({ fsync: false });
  const time = async (from: number, to: number) => {
    const { user: before } = process.cpuUsage();
    for (let n = from; n < to; n++) await store.append(`c-${n}`, [user('hello')]);
    return process.cpuUsage().user - before;
  };
  await time(0, 200);
  const first = await time(200, 500);
  await time(500, 1200);
  const last = await time(1200, 1500);
  expect(last).toBeLessThan(first * 3);
  let listed = 0;
  for await (const { bytes } of store.list()) listed += bytes > 0 ? 1 : 0;
  expect(listed).toBe(1500);
}, 60_000);
