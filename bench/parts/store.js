import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateIdentity, recipientOf } from '@logsieve/age';
import { createRedactor } from '@logsieve/core';
import { loadPolicy } from '@logsieve/core/node';
import { createConversationStore } from '@logsieve/sealed';
import { measureInChild } from '../child.js';
import { takeRounds } from '../measure.js';
import { progress } from '../progress.js';
import { rowsOf } from '../rows.js';

const SHORT = 10;
const LONG = 10_000;
/** Calls of one contender in a row. */
const BATCH = 40;
const TURN = {
  role: 'user',
  content: 'Where is my order? I paid on Monday, and nothing has come since then. Thank you!',
};

/** What a message costs that is added to a conversation, short or long, and a value that is encrypted in a record. */
export function benchStore({ rounds, time }) {
  return {
    rows: ['append', 'encrypt'].flatMap((kind) => {
      progress(`store: ${kind}`);
      return measureInChild(import.meta.url, { kind, rounds, time });
    }),
  };
}

/** In a process of its own. */
export async function measure({ kind, rounds, time }) {
  const folder = await mkdtemp(join(tmpdir(), 'logsieve-bench-'));
  try {
    const { record, unit, contenders } = kind === 'append' ? await appending(folder) : encrypting();
    for (const one of contenders) await timeOne(one, time);
    const taken = await takeRounds(contenders, rounds, (one) => timeOne(one, time));
    return rowsOf({ record, measure: 'speed', unit }, contenders, taken);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Without forcing to the disk, which would be all that is measured. */
async function appending(folder) {
  const recipients = [recipientOf(generateIdentity())];
  const store = createConversationStore({ dir: join(folder, 'store'), recipients, fsync: false });
  await fill(store, 'short', SHORT);
  await fill(store, 'long', LONG);
  const line = `${JSON.stringify(TURN)}\n`;
  const path = 'conversation store';
  const contenders = [
    { path, name: 'appendFile of the plain line', run: () => appendFile(join(folder, 'plain'), line) },
    {
      path,
      name: `append to ${SHORT} messages`,
      against: 'appendFile of the plain line',
      // Made anew from time to time, or it would not be short.
      run: async (n) => {
        if (n % BATCH === 0) await fill(store, 'short', SHORT);
        await store.append('short', [TURN]);
      },
    },
    {
      path,
      name: `append to ${LONG.toLocaleString('en')} messages`,
      against: `append to ${SHORT} messages`,
      run: () => store.append('long', [TURN]),
    },
  ];
  return { record: 'turn', unit: 'ns per message', contenders };
}

function fill(store, id, count) {
  return store.replace(
    id,
    Array.from({ length: count }, () => TURN),
  );
}

function encrypting() {
  const recipients = { dpo: [recipientOf(generateIdentity())] };
  const redactorOf = (rule) =>
    createRedactor(loadPolicy({ logsieve: 1, fields: { prompt: rule }, recipients, detectors: [] }));
  const record = { level: 30, time: 1_763_800_000_000, prompt: TURN.content, msg: 'asked' };
  const kept = redactorOf({ keep: 'string' });
  const encrypted = redactorOf({ encrypt: { to: 'dpo' } });
  const path = 'encrypt, in process';
  const contenders = [
    { path, name: 'keep', run: () => kept.stringify(record) },
    { path, name: 'encrypt', against: 'keep', run: () => encrypted.stringify(record) },
  ];
  return { record: 'prompt', unit: 'ns per record', contenders };
}

/** Nanoseconds of processor time per call. */
async function timeOne({ run }, time) {
  const end = performance.now() + time;
  let spent = 0;
  let count = 0;
  do {
    // What prepares a batch is no part of it.
    const first = run(0);
    if (first instanceof Promise) await first;
    const before = process.cpuUsage();
    for (let n = 1; n <= BATCH; n++) {
      const running = run(n % BATCH === 0 ? 1 : n);
      if (running instanceof Promise) await running;
    }
    const { user, system } = process.cpuUsage(before);
    spent += user + system;
    count += BATCH;
  } while (performance.now() < end);
  return (spent * 1000) / count;
}
