/**
 * Writes the figures of the last runs into docs/performance.md, between its two markers, and draws docs/growth.svg:
 * `npm run bench:docs`. A column for each version of Node that `npm run bench` has run under.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { drawPlots } from './growth/plot.js';
import { figuresTable, replaceBlock } from './figures-table.js';
import { RESULTS } from './options.js';

const PAGE = fileURLToPath(new URL('../docs/performance.md', import.meta.url));
const PICTURE = fileURLToPath(new URL('../docs/growth.svg', import.meta.url));

await main();

async function main() {
  const runs = await readRuns();
  const page = replaceBlock(await readFile(PAGE, 'utf8'), figuresTable(runs));
  await writeFile(PAGE, await format(page, { ...(await resolveConfig(PAGE)), parser: 'markdown' }));
  const plots = runs.map((run) => Object.values(run).flatMap((part) => part.plots ?? []));
  const drawn = plots.find((ofRun) => ofRun.length > 0);
  if (drawn !== undefined) await writeFile(PICTURE, drawPlots(drawn));
}

/** By rising version of Node. */
async function readRuns() {
  const names = (await readdir(RESULTS)).filter((name) => /^node-\d+\.json$/.test(name));
  names.sort((a, b) => Number(a.match(/\d+/)[0]) - Number(b.match(/\d+/)[0]));
  if (names.length === 0) throw new Error('no results: run npm run bench first');
  return Promise.all(names.map(async (name) => JSON.parse(await readFile(`${RESULTS}${name}`, 'utf8'))));
}
