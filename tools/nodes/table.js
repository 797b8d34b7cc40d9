const COLUMNS = ['Node', 'tests passed', 'failed', 'skipped', 'seconds', 'result'];

/** The runs as a table of text, one row each; a count that is not known is `?`. */
export function formatTable(rows) {
  const cells = [COLUMNS, ...rows.map(cellsOf)];
  const widths = COLUMNS.map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  return cells.map((row) => row.map((cell, column) => cell.padEnd(widths[column])).join('  ')).join('\n');
}

function cellsOf({ version, tests, failed, skipped, seconds, passed }) {
  const counts = [tests, failed, skipped].map((count) => (count === undefined ? '?' : `${count}`));
  return [`${version}`, ...counts, `${seconds}`, passed ? 'passed' : 'failed'];
}
