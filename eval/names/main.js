/** How well recognizers of names and places find, what they spoil and what they cost: `npm run eval:names`. */
import { parseArgs } from 'node:util';
import { measureCost } from '../cost.js';
import { alignColumns, percent, times } from '../report.js';
import { contenders } from './contenders.js';
import { linesOf, SET_NAMES } from './lines.js';
import { scoreLines, sharesOf } from './score.js';

const SLICE_MS = 100;
/** Whose misses are shown. */
const SHOWN = 'names, places';

const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, misses: { type: 'boolean', default: false } },
});
if (options.misses) await printMisses();
else for (const set of SET_NAMES) console.log(`\n${alignColumns(await rowsOf(set, Number(options.rounds)))}`);

async function rowsOf(set, rounds) {
  const lines = linesOf(set);
  const scored = [];
  for (const { redact } of contenders) scored.push(sharesOf(await scoreLines(redact, lines)));
  const shares = scored[0].map(([label, , count], row) => [
    count === undefined ? label : `${label} (${count})`,
    ...scored.map((each) => percent(each[row][1])),
  ]);
  return [
    [`${set} texts`, ...contenders.map(({ name }) => name)],
    ...shares,
    ...(await costRows(lines, rounds)),
  ];
}

async function costRows(lines, rounds) {
  if (rounds === 0) return [];
  const redactors = contenders.map(({ redact }) => redact);
  const timing = { rounds, milliseconds: SLICE_MS };
  const groups = [
    ['cost, texts with values', lines.filter(({ kind }) => kind === undefined)],
    ['cost, clean texts', lines.filter(({ kind }) => kind !== undefined)],
  ];
  const rows = [];
  for (const [label, texts] of groups)
    rows.push([label, ...(await measureCost(redactors, texts, timing)).map(times)]);
  return rows;
}

/** Of the seen set alone: texts of the other one are only to score with. */
async function printMisses() {
  const { redact } = contenders.find(({ name }) => name === SHOWN);
  const { values, altered } = await scoreLines(redact, linesOf('seen'));
  for (const { text, line, output } of values.filter(({ isFound }) => !isFound))
    console.log(`${text}\n  in   ${line.text}\n  out  ${output}`);
  for (const { line, output } of altered) console.log(`clean\n  in   ${line.text}\n  out  ${output}`);
}
