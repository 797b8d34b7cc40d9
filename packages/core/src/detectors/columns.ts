/** Tables in a text: a line of names, and below it lines of as many values. */

/** Where a value stands. */
interface Cell {
  readonly start: number;
  readonly end: number;
}

const DELIMITER = /[,;\t|]/;
/** Longer lines, and more columns, are no table that somebody logs. */
const LONGEST_HEAD = 1024;
const NAME = /^[\s"']*([\p{L}_][\p{L}\p{M}\d_ .#-]{0,40}?)[\s"']*$/u;

/** The values, without quotes and space, in the columns whose name is wanted. Linear: a line is read once. */
export function findInColumns(text: string, isWanted: (name: string) => boolean): Cell[] {
  const found: Cell[] = [];
  let columns: { readonly delimiter: string; readonly wanted: readonly boolean[] } | undefined;
  for (let start = 0; start < text.length;) {
    const brk = text.indexOf('\n', start);
    const end = brk < 0 ? text.length : brk;
    const head = columns === undefined ? headOf(text, start, end, isWanted) : undefined;
    if (head !== undefined) columns = head;
    else if (columns !== undefined) {
      const cells = cellsOf(text, start, end, columns.delimiter);
      if (cells.length === columns.wanted.length)
        for (const [at, cell] of cells.entries()) if (columns.wanted[at]) found.push(trimmed(text, cell));
      if (cells.length !== columns.wanted.length) columns = headOf(text, start, end, isWanted);
    }
    start = end + 1;
  }
  return found.filter((cell) => cell.end > cell.start);
}

/** The columns, where the line names at least two and one that is wanted. */
function headOf(text: string, start: number, end: number, isWanted: (name: string) => boolean) {
  if (end - start > LONGEST_HEAD || end === text.length) return undefined;
  const delimiter = DELIMITER.exec(text.slice(start, end))?.[0];
  if (delimiter === undefined) return undefined;
  const names = cellsOf(text, start, end, delimiter).map((cell) => text.slice(cell.start, cell.end).trim());
  const isHead = names.every((name) => name === '' || NAME.test(name));
  const wanted = names.map((name) => isHead && isWanted(NAME.exec(name)?.[1] ?? ''));
  return wanted.includes(true) && names.length > 1 ? { delimiter, wanted } : undefined;
}

function cellsOf(text: string, start: number, end: number, delimiter: string): Cell[] {
  const cells: Cell[] = [];
  for (let at = start; at <= end;) {
    const quote = text.charAt(at) === '"' ? text.indexOf('"', at + 1) : -1;
    const next = text.indexOf(delimiter, quote > 0 && quote < end ? quote : at);
    const to = next < 0 || next > end ? end : next;
    cells.push({ start: at, end: to });
    at = to + 1;
  }
  return cells;
}

/** By hand: an expression would look for the end of each run of space within. */
function trimmed(text: string, { start, end }: Cell): Cell {
  let [from, to] = [start, end];
  while (from < to && isAround(text, from)) from++;
  while (to > from && isAround(text, to - 1)) to--;
  return { start: from, end: to };
}

function isAround(text: string, at: number): boolean {
  return /[\s"']/.test(text.charAt(at));
}
