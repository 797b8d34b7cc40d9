import { goalOf } from './goals.js';

/** A table for the terminal: a section per path, a block per kind of record and base line; `major` of Node for the goals. */
export function formatTable(rows, major) {
  const sections = groupBy(rows, ({ path }) => path).map(([path, ofPath]) => {
    const blocks = groupBy(ofPath, ({ record, against }) => `${record} ${against}`);
    const texts = blocks.map(([, block]) => formatBlock(block, major));
    return `\n${path}\n${HEAD}\n${texts.join(`\n${RULE}\n`)}`;
  });
  return `${sections.join('\n')}\n${formatGoals(rows, major)}`;
}

/** The curves, a line each. */
export function formatCurves(plots) {
  const sections = plots.map(({ title, lines }) => {
    const texts = lines.map(({ name, points }) => {
      const figures = points.map(({ x, median }) => `${x.toLocaleString('en')}: ${median.toFixed(2)}`);
      return `  ${name.padEnd(24)}${figures.join('   ')}`;
    });
    return `\nspeed by ${title}\n${texts.join('\n')}`;
  });
  return sections.join('\n');
}

function formatGoals(rows, major) {
  const goals = rows
    .map((row) => ({ row, goal: goalOf(row, major) }))
    .filter(({ goal }) => goal !== undefined);
  if (goals.length === 0) return '';
  const missed = goals.filter(({ goal }) => !goal.isMet);
  const list = missed.map(
    ({ row, goal }) =>
      `\n  ${row.contender}, ${row.record}, ${row.measure}: ${valueOf(row)}, goal ${goal.text}`,
  );
  return `\n${goals.length - missed.length} of ${goals.length} goals met${missed.length === 0 ? '' : `; not these:${list.join('')}`}\n`;
}

/** The base line first; then the fastest, or one measure after the other. */
function formatBlock(block, major) {
  const [{ record, against }] = block;
  const others = block.filter((row) => row.contender !== against);
  if (new Set(others.map(({ measure }) => measure)).size === 1 && others[0].ratio !== undefined)
    others.sort((a, b) => b.ratio.median - a.ratio.median);
  const base = columns(
    against,
    record,
    '',
    '1',
    'base line',
    '',
    bytesOf(block.find((row) => !others.includes(row))),
  );
  return [...(against === '' ? [] : [base]), ...others.map((row) => formatRow(row, major))].join('\n');
}

function formatRow(row, major) {
  const { contender, record, measure, ratio } = row;
  const goal = goalOf(row, major);
  const spread = ratio === undefined ? '' : `${figureOf(ratio.p10)} – ${figureOf(ratio.p90)}`;
  const verdict = goal === undefined ? '' : `${goal.text}${goal.isMet ? ' ✓' : ' ✗'}`;
  return columns(contender, record, measure, valueOf(row), spread, verdict, bytesOf(row));
}

function bytesOf(row) {
  return row?.bytes === undefined ? '' : Math.round(row.bytes).toLocaleString('en');
}

/** What stands in the column of figures. */
export function valueOf(row) {
  return row.ratio === undefined
    ? row.most < 10
      ? row.most.toPrecision(2)
      : row.most.toFixed(0)
    : figureOf(row.ratio.median);
}

/** Two decimals; of a small ratio two digits. */
export function figureOf(ratio) {
  return ratio < 0.1 ? String(Number(ratio.toPrecision(2))) : ratio.toFixed(2);
}

function columns(contender, record, measure, value, spread, goal, bytes) {
  const left = `  ${contender.padEnd(36)}${record.padEnd(13)}${measure.padEnd(13)}`;
  return `${left}${value.padStart(7)}${spread.padStart(16)}${goal.padStart(10)}${bytes.padStart(11)}`;
}

function groupBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups];
}

const HEAD = columns('', 'record', 'measure', 'ratio', 'p10 – p90', 'goal', 'bytes out');
const RULE = `  ${'·'.repeat(HEAD.length - 2)}`;
