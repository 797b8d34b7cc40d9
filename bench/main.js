import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { dirname } from 'node:path';
import { readOptions, USAGE } from './options.js';
import { parts } from './parts/index.js';
import { progress } from './progress.js';
import { formatCurves, formatTable } from './table.js';

const MAJOR = Number(process.versions.node.split('.')[0]);

await main(readOptions(process.argv.slice(2)));

async function main(options) {
  if (options === undefined) {
    console.error(USAGE);
    process.exitCode = 2;
    return;
  }
  const results = {};
  for (const name of options.parts) {
    progress(name);
    results[name] = { run: describeRun(options), ...(await parts[name](options)) };
  }
  progress('');
  print(Object.values(results));
  await keep(options.json, results);
  console.log(`${options.rounds} rounds of ${options.time} ms each; all figures in ${options.json}`);
}

function print(results) {
  console.log(
    formatTable(
      results.flatMap(({ rows }) => rows),
      MAJOR,
    ),
  );
  const plots = results.flatMap((result) => result.plots ?? []);
  if (plots.length > 0) console.log(`${formatCurves(plots)}\n`);
  for (const { skipped } of results) if (skipped !== undefined) console.log(`skipped: ${skipped}`);
}

function describeRun({ rounds, time }) {
  return {
    date: new Date().toISOString(),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cpu: cpus()[0]?.model,
    rounds,
    millisecondsPerContender: time,
  };
}

/** Parts that did not run stay as they are in the file. */
async function keep(file, results) {
  await mkdir(dirname(file), { recursive: true });
  const before = await readFile(file, 'utf8').then(JSON.parse, () => ({}));
  await writeFile(file, `${JSON.stringify({ ...before, ...results })}\n`);
}
