import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { selectContenders } from './contenders/index.js';
import { transportContenders } from './contenders/transport.js';
import { recordSets } from './records/index.js';
import { benchSet, benchTransports } from './run.js';
import { formatTable } from './table.js';

const USAGE = `usage: npm run bench -- [--rounds <n>] [--time <ms>] [--only <part of a name>] [--record <name>] [--json <file>]`;

/** Before the first round, for each contender, twice. */
const WARMUP_MS = 100;
const TRANSPORT_ROUNDS = 7;
/** As many for each kind of record. */
const TRANSPORT_BYTES = 8_000_000;

await main();

async function main() {
  const options = readOptions();
  if (options === undefined) {
    console.error(USAGE);
    process.exitCode = 2;
    return;
  }
  const results = [];
  for (const set of options.sets) {
    results.push(...(await benchSet(set, options.contenders, options, progress)));
    if (options.transports) {
      results.push(
        ...(await benchTransports(set, { rounds: TRANSPORT_ROUNDS, count: options.lines(set) }, progress)),
      );
    }
  }
  progress('');
  console.log(formatTable(results));
  await writeResults(options, results);
}

function readOptions() {
  const values = parse();
  if (values === undefined) return undefined;
  const rounds = Number(values.rounds);
  const time = Number(values.time);
  const sets = recordSets.filter(({ name }) => values.record === undefined || name === values.record);
  const transports = transportContenders.some(({ name }) => name.includes(values.only));
  const contenders = selectContenders(values.only);
  if (!(rounds >= 1) || !(time > 0) || sets.length === 0) return undefined;
  if (contenders.length === 0 && !transports) return undefined;
  const lines = (set) => Math.ceil(TRANSPORT_BYTES / set.bytes / set.records.length) * set.records.length;
  return { rounds, time, warmup: WARMUP_MS, sets, transports, contenders, lines, json: values.json };
}

function parse() {
  try {
    return parseArgs({
      options: {
        rounds: { type: 'string', default: '31' },
        time: { type: 'string', default: '20' },
        only: { type: 'string', default: '' },
        record: { type: 'string' },
        json: { type: 'string', default: fileURLToPath(new URL('./results/latest.json', import.meta.url)) },
      },
    }).values;
  } catch (error) {
    console.error(error.message);
    return undefined;
  }
}

function progress(text) {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}

async function writeResults({ rounds, time, json }, results) {
  const run = {
    date: new Date().toISOString(),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cpu: cpus()[0]?.model,
    rounds,
    millisecondsPerContender: time,
  };
  await mkdir(dirname(json), { recursive: true });
  await writeFile(json, `${JSON.stringify({ run, results }, undefined, 2)}\n`);
  console.log(`${rounds} rounds of ${time} ms each; all figures in ${json}`);
}
