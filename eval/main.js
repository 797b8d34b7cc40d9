/** How well detectors find, what they spoil and what they cost: `npm run eval`. README.md says what is measured. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { selectContenders } from './contenders/index.js';
import { installPackages, versionOf } from './contenders/install.js';
import { measureCost } from './cost.js';
import { createLines } from './generate/index.js';
import { readOptions, USAGE } from './options.js';
import { formatResults, formatUnusable } from './report.js';
import { scoreContender, summarize } from './run.js';
import { writeDocs } from './write-docs.js';
import { WRITTEN, writtenLines } from './written/index.js';

const RESULTS = fileURLToPath(new URL('./results/latest.json', import.meta.url));
const SLICE_MS = 20;
const MISSES_SHOWN = 60;

process.exitCode = await main();

async function main() {
  const options = readOptions(process.argv.slice(2));
  if (options.fault !== undefined) {
    console.error(`${options.fault}\n${USAGE}`);
    return 2;
  }
  const { usable, unusable } = await createContenders(options);
  if (usable.length === 0) {
    console.error(`no contender to score\n${formatUnusable(unusable)}`);
    return 2;
  }
  const lines = options.sets.flatMap((set) => ofType(linesOf(set, options), options.type));
  if (options.misses !== undefined) return await printMisses(usable[0], lines, options.misses);
  const results = await measure(usable, lines, options);
  console.log(formatResults(results, options.sets));
  if (unusable.length > 0) console.log(formatUnusable(unusable));
  write(options, results, unusable);
  if (!options.docs) return 0;
  if (unusable.some((contender) => contender.package !== undefined)) {
    console.error('docs/detectors.md stays as it is: it compares all packages or none');
    return 1;
  }
  await writeDocs(results, unusable, options);
  return 0;
}

/** Every contender at work, or the reason why it is not. */
async function createContenders({ only, misses }) {
  const wanted = selectContenders(misses !== undefined && only === '' ? 'logsieve' : only);
  const install = wanted.some((each) => each.package !== undefined)
    ? installPackages()
    : { installed: false };
  const made = [];
  for (const contender of wanted) {
    if (contender.package !== undefined && !install.installed) {
      made.push({ ...contender, fault: `the packages could not be installed (${install.reason})` });
      continue;
    }
    try {
      const version = contender.package === undefined ? '' : versionOf(contender.package);
      made.push({ ...contender, version, redact: await contender.create() });
    } catch (error) {
      made.push({ ...contender, fault: String(error.message).replace(/\s+/g, ' ') });
    }
  }
  return { usable: made.filter(({ redact }) => redact), unusable: made.filter(({ fault }) => fault) };
}

function linesOf(set, options) {
  return set === WRITTEN ? writtenLines() : createLines({ ...options, set });
}

function ofType(lines, type) {
  if (type === undefined) return lines;
  return lines
    .filter(({ values }) => values.some((value) => value.type === type))
    .map((line) => ({ ...line, values: line.values.filter((value) => value.type === type) }));
}

async function measure(contenders, lines, { sets, rounds }) {
  const results = [];
  for (const { name, version, note, redact } of contenders) {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${name}`);
    const scores = {};
    for (const set of sets) {
      const counts = await scoreContender(
        redact,
        lines.filter((line) => line.set === set),
      );
      scores[set] = { ...summarize(counts), counts };
    }
    results.push({ name, version, note, scores });
  }
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  return rounds === 0 ? results : await withCost(results, contenders, lines, rounds);
}

async function withCost(results, contenders, lines, rounds) {
  const redactors = contenders.map(({ redact }) => redact);
  const timing = { rounds, milliseconds: SLICE_MS };
  const dense = await measureCost(
    redactors,
    lines.filter(({ kind }) => kind === undefined),
    timing,
  );
  const plain = await measureCost(
    redactors,
    lines.filter(({ kind }) => kind === 'plain'),
    timing,
  );
  return results.map((result, index) => ({ ...result, cost: { dense: dense[index], plain: plain[index] } }));
}

async function printMisses({ name, redact }, lines, type) {
  const misses = [];
  await scoreContender(redact, lines, (miss) => misses.push(miss));
  const wanted = misses.filter((miss) => miss.type === type);
  for (const { line, output, value } of wanted.slice(0, MISSES_SHOWN)) {
    console.log(`${value?.text ?? line.kind}\n  in   ${line.text}\n  out  ${output}`);
  }
  console.log(`${name}: ${wanted.length} missed, ${Math.min(wanted.length, MISSES_SHOWN)} shown`);
  return 0;
}

function write({ seed, lines, sets }, results, unusable) {
  const left = unusable.map(({ name, fault }) => ({ name, fault }));
  const run = { date: new Date().toISOString(), node: process.version, seed, lines, sets };
  mkdirSync(new URL('./results/', import.meta.url), { recursive: true });
  writeFileSync(RESULTS, `${JSON.stringify({ run, results, unusable: left }, undefined, 2)}\n`);
  console.log(`all figures in ${RESULTS}`);
}
