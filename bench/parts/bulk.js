/**
 * Bulk: a file of lines through `redactFile`, on one processor and on two, each in a process of its own that is held to
 * its processors by taskset (Linux). `npm run bench:bulk -- --megabytes 1000`. Prints the ratio of the times, round by
 * round, and how much memory the process had at the most.
 */
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { quantile } from './measure.js';
import { recordSets } from './records/index.js';

const { values } = parseArgs({
  options: {
    megabytes: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '3' },
    record: { type: 'string', default: 'http' },
    /** Of the process that is measured. */
    file: { type: 'string' },
  },
});
const set = recordSets.find(({ name }) => name === values.record);

if (values.file === undefined) compare();
else await once(values.file);

function compare() {
  const folder = mkdtempSync(join(tmpdir(), 'logsieve-bulk-'));
  try {
    const file = join(folder, 'app.log');
    writeLines(file, Number(values.megabytes) * 1e6);
    const rounds = Array.from({ length: Number(values.rounds) }, () => [run(file, '0'), run(file, '0,1')]);
    const ratios = rounds.map(([one, two]) => one.seconds / two.seconds);
    const most = Math.max(...rounds.flat().map(({ megabytes }) => megabytes));
    const speeds = rounds.map(([one, two]) =>
      [one, two].map(({ seconds }) => statSync(file).size / 1e6 / seconds),
    );
    console.log(`${values.record}, ${(statSync(file).size / 1e6).toFixed(0)} MB, ${rounds.length} rounds`);
    console.log(
      `2 processors / 1: ${quantile(ratios, 0.5).toFixed(2)} (${ratios.map((ratio) => ratio.toFixed(2)).join(', ')})`,
    );
    console.log(
      `MB/s on 1 and on 2: ${speeds.map((pair) => pair.map((speed) => speed.toFixed(0)).join(' and ')).join('; ')}`,
    );
    console.log(`resident memory, at the most: ${most.toFixed(0)} MB`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(file, processors) {
  const args = [
    '-c',
    processors,
    process.execPath,
    fileURLToPath(import.meta.url),
    '--file',
    file,
    '--record',
    values.record,
  ];
  return JSON.parse(execFileSync('taskset', args, { encoding: 'utf8' }));
}

async function once(file) {
  const { redactFile } = await import('@logsieve/core/node');
  const start = performance.now();
  await redactFile(file, `${file}.out`, { policy: set.policy });
  const seconds = (performance.now() - start) / 1000;
  console.log(JSON.stringify({ seconds, megabytes: process.resourceUsage().maxRSS / 1024 }));
}

function writeLines(file, bytes) {
  const lines = set.records.map((record) =>
    JSON.stringify({ level: 30, time: 1_795_327_200_000, ...record, msg: set.message }),
  );
  const chunk = Buffer.from(`${lines.join('\n')}\n`.repeat(20));
  const handle = openSync(file, 'w');
  for (let written = 0; written < bytes; written += chunk.length) writeSync(handle, chunk);
  closeSync(handle);
}
