import { ROWS } from './run.js';

/** The results as tables of text, one for each set. */
export function formatResults(results, sets) {
  const tables = sets.map((set) => `${set} set\n${alignColumns(rowsOf(results, set))}`);
  return `\n${tables.join('\n\n')}\n`;
}

/** What could not be measured, and why. */
export function formatUnusable(unusable) {
  return unusable.map(({ name, fault }) => `not measured: ${name}: ${fault}`).join('\n');
}

/** What was measured on a set, a line of cells each, the first the names of the contenders. */
export function rowsOf(results, set) {
  const cells = (label, pick) => [label, ...results.map((result) => pick(result.scores[set], result))];
  return [
    ['', ...results.map(({ name }) => name)],
    cells('recall, all types', ({ recall }) => percent(recall)),
    cells('recall, mean of types', ({ macroRecall }) => percent(macroRecall)),
    ...ROWS.map(([row]) => cells(row, ({ rows }) => percent(rows[row]))),
    cells('hard forms', ({ hard }) => percent(hard)),
    cells('clean lines altered', ({ cleanAltered }) => percent(cleanAltered)),
    cells('…, ids in request paths apart', ({ cleanAlteredElse }) => percent(cleanAlteredElse)),
    cells('context lost', ({ contextLost }) => percent(contextLost)),
    cells('cost, dense lines', (_, { cost }) => times(cost?.dense)),
    cells('cost, plain lines', (_, { cost }) => times(cost?.plain)),
  ];
}

/** A share, for a table. */
export function percent(share) {
  return share === undefined ? '–' : `${(share * 100).toFixed(1)} %`;
}

/** A ratio, for a table. */
export function times(ratio) {
  if (ratio === undefined) return '–';
  return `${ratio < 10 ? ratio.toFixed(1) : Math.round(ratio)} ×`;
}

/** Rows of cells as text. */
export function alignColumns(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const cell = (text, column) => (column === 0 ? text.padEnd(widths[column]) : text.padStart(widths[column]));
  return rows.map((row) => `  ${row.map(cell).join('  ')}`).join('\n');
}
