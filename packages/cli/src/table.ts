/** Tables for a terminal of 80 columns. */
import { inOneLine } from './output.js';

const COLUMNS = 80;
const GAP = 2;
/** The first column gets no more; a longer text there has a line of its own. */
const MAX_FIRST = 28;
const INDENT = 4;

/** Lines of the rows, each cell in its column. A last cell for which there is no room goes to the next line. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const shown = rows.map((row) => row.map(inOneLine));
  const widths = (shown[0] ?? []).map((_, column) => {
    const lengths = shown.map((row) => row[column]?.length ?? 0);
    const most = column === 0 ? MAX_FIRST : COLUMNS;
    return GAP + lengths.reduce((widest, length) => (length > most ? widest : Math.max(widest, length)), 0);
  });
  return shown.map((row) => formatRow(row, widths)).join('');
}

function formatRow(cells: readonly string[], widths: readonly number[]): string {
  const [first = ''] = cells;
  const isLong = first.length > MAX_FIRST;
  const padded = cells.map((cell, column) =>
    (column === 0 && isLong ? '' : cell).padEnd(widths[column] ?? 0),
  );
  const last = cells.at(-1) ?? '';
  const before = padded.slice(0, -1).join('');
  const hasRoom = before.length + last.length <= COLUMNS;
  const lines = [
    ...(isLong ? [first] : []),
    ...(hasRoom ? [before + last] : [before, ' '.repeat(INDENT) + last]),
  ];
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}
