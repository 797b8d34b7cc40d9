/** Tables of examples in the pages: what goes in, what comes out. */

export interface TableRow {
  readonly cells: readonly string[];
  /** Line in the page, from 1. */
  readonly line: number;
}

export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly TableRow[];
}

/** The tables of a page, those in code blocks apart. */
export function tablesOf(markdown: string): Table[] {
  const tables: Table[] = [];
  let rows: TableRow[] = [];
  let fenced = false;
  const end = () => {
    const [header, , ...body] = rows;
    if (header !== undefined) tables.push({ header: header.cells, rows: body });
    rows = [];
  };
  for (const [index, line] of markdown.split('\n').entries()) {
    if (line.startsWith('```')) fenced = !fenced;
    if (!fenced && line.startsWith('|')) rows.push({ cells: cellsOf(line), line: index + 1 });
    else if (rows.length > 0) end();
  }
  if (rows.length > 0) end();
  return tables;
}

/** The code in a cell, without its backticks; undefined where the cell is prose. */
export function codeOf(cell: string): string | undefined {
  const match = /^(`+) ?(.*?) ?\1$/.exec(cell);
  return match === null ? undefined : match[2]!;
}

/** Text as code in a cell. */
export function asCode(text: string): string {
  const escaped = text.replaceAll('|', '\\|');
  return escaped.includes('`') ? `\`\` ${escaped} \`\`` : `\`${escaped}\``;
}

function cellsOf(line: string): string[] {
  return line
    .replace(/^\||\|\s*$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
}
