/** What the demo shows at its end, from the log files and the counters. */
import { readFileSync, statSync } from 'node:fs';
import { answersOf } from './answers.js';
import { holdsPlanted, PLANTED, search } from './planted.js';
import { columns, heading, print, style, table } from './terminal.js';

/** Records worth a look, by service. */
const SAMPLES = {
  fastify: [
    ['a login', (record) => record.msg === 'login'],
    ['the database refused', (record) => record.err?.code === '23505'],
  ],
  express: [
    ['a chat', (record) => record.message === 'chat'],
    ['an HTTP client failed', (record) => record.err?.code === 'ERR_BAD_RESPONSE'],
  ],
};

/**
 * Shows the report. `runs`: `[{ service, without: { file }, with: { file, counters } }]`.
 * Returns how many planted values were found: `{ without, with }`.
 */
export function showReport(runs) {
  const read = runs.map((run) => ({
    ...run,
    plain: readRecords(run.without.file),
    sieved: readRecords(run.with.file),
  }));
  for (const run of read) showSamples(run);
  showCounts(read);
  showAnswers(read);
  return showPlanted(read);
}

function showSamples({ service, plain, sieved }) {
  for (const [title, wanted] of SAMPLES[service.id]) {
    heading(`${service.name}: ${title}`);
    columns(linesOf(plain.find(wanted)), linesOf(sieved.find(wanted)), [
      'without logsieve (! = planted)',
      'with logsieve',
    ]);
  }
}

const SHOWN = 18;
const MARKED_SHOWN = 4;

/** The first lines of a record, and of the rest some that hold planted values. */
function linesOf(record) {
  const lines = (JSON.stringify(record, null, 2) ?? 'no such record')
    .split('\n')
    .map((text) => ({ text, mark: holdsPlanted(text) }));
  if (lines.length <= SHOWN + MARKED_SHOWN) return lines;
  const rest = lines.slice(SHOWN);
  const marked = rest.filter((line) => line.mark);
  const note = {
    text: `… ${rest.length} more lines, ${marked.length || 'none'} of them marked`,
    mark: false,
  };
  return [...lines.slice(0, SHOWN), note, ...marked.slice(-MARKED_SHOWN)];
}

const COUNTS = [
  ['records', 'records'],
  ['kept', 'values kept, as they are'],
  ['pseudonymized', 'values pseudonymized (user.id)'],
  ['masked', 'values masked (user.email, card.number)'],
  ['generalized', 'values generalized (IP addresses)'],
  ['replaced', 'values replaced'],
  ['truncated', 'values truncated'],
  ['removed', 'listed values removed (by rule or type)'],
  ['unlisted', 'unlisted fields removed'],
  ['findings', 'findings of detectors replaced in text'],
  ['faults', 'faults'],
];

function showCounts(runs) {
  heading('What logsieve did, from counters(logger)');
  const rows = COUNTS.map(([name, title]) => [title, ...runs.map((run) => run.with.counters[name])]);
  const shown = rows.filter(([title, ...values]) => title === 'faults' || values.some((value) => value > 0));
  table([['', ...runs.map((run) => run.service.name)], ...shown]);
}

function showAnswers(runs) {
  heading('What the logs of both services still tell');
  const [before, now] = ['plain', 'sieved'].map((name) => answersOf(runs.flatMap((run) => run[name])));
  const rows = before.flatMap(([question, answer], index) => answerRows(question, answer, now[index][1]));
  const size = ['size', kilobytes(runs.map((run) => run.without)), kilobytes(runs.map((run) => run.with))];
  table([['', 'without', 'with'], ...rows, size]);
}

/** A tally takes one row for each of its lines. */
function answerRows(question, before, now) {
  const [left, right] = [[before].flat(), [now].flat()];
  const height = Math.max(left.length, right.length, 1);
  return Array.from({ length: height }, (_, row) => [
    row === 0 ? question : '',
    left[row] ?? '',
    right[row] ?? '',
  ]);
}

function showPlanted(runs) {
  heading('Planted values found in the log files');
  const found = runs.flatMap((run) => [
    search(readFileSync(run.without.file, 'utf8')),
    search(readFileSync(run.with.file, 'utf8')),
  ]);
  const rows = found[0].map(({ kind, planted }, index) => [
    kind,
    planted,
    ...found.map((rows) => rows[index].found),
  ]);
  const totals = found.map((rows) => rows.reduce((total, row) => total + row.found, 0));
  const header = ['', 'planted', ...runs.flatMap(({ service }) => [service.logger, '+ logsieve'])];
  table([header, ...rows, ['all', PLANTED.length, ...totals]]);
  print(style('dim', '  Searched plain, reversed, percent-encoded, escaped, in hex, base64 and bytes.'));
  return { without: totals[0] + totals[2], with: totals[1] + totals[3] };
}

function readRecords(file) {
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

function kilobytes(runs) {
  return `${Math.round(runs.reduce((total, { file }) => total + statSync(file).size, 0) / 1024)} kB`;
}
