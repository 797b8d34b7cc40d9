/** Text for a terminal: colors where they are wanted, a progress line, tables and two columns. */
import { styleText } from 'node:util';

const tty = process.stdout.isTTY === true;
const colors = tty && !process.env.NO_COLOR && process.env.TERM !== 'dumb';

/** Between 80 and 100 columns; 80 into a pipe. */
const WIDTH = Math.min(100, Math.max(80, process.stdout.columns ?? 80));

export function style(format, text) {
  return colors ? styleText(format, text) : text;
}

export function print(line = '') {
  process.stdout.write(`${line}\n`);
}

export function heading(text) {
  print(`\n${style('bold', text)}\n${style('dim', '─'.repeat(WIDTH))}`);
}

/** One line that moves on a terminal; elsewhere one line at the end of each part. */
export function createProgress(total) {
  let done = 0;
  let shown = 0;
  const started = performance.now();
  const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`.padStart(7);
  const bar = () => {
    const filled = Math.round((done / total) * 16);
    return '█'.repeat(filled) + '░'.repeat(16 - filled);
  };
  const show = (label) => `${bar()} ${String(done).padStart(4)}/${total} requests ${seconds()}  ${label}`;
  return {
    step(label) {
      done++;
      if (!tty || performance.now() - shown < 50) return;
      shown = performance.now();
      process.stdout.write(`\r\x1b[K${cut(show(label), WIDTH - 1)}`);
    },
    part(label) {
      print(`${tty ? '\r\x1b[K' : ''}${cut(show(label), WIDTH - 1)}`);
    },
  };
}

/** Prints rows of cells; the first column to the left, the others to the right. The first row is the header. */
export function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)));
  for (const [index, row] of rows.entries()) {
    const cells = row.map((cell, column) => align(String(cell), widths[column], column > 0));
    const line = `  ${cells.join('  ')}`.trimEnd();
    print(index === 0 ? style('dim', line) : line);
  }
}

/** Prints two blocks of lines beside each other. A line is `{ text, mark }`; marked ones get a `!` and are red. */
export function columns(left, right, titles) {
  const width = Math.floor((WIDTH - 3) / 2);
  print(style('dim', `${cut(titles[0], width).padEnd(width)} │ ${cut(titles[1], width)}`));
  for (let row = 0; row < Math.max(left.length, right.length); row++) {
    print(`${cell(left[row], width)} ${style('dim', '│')} ${cell(right[row], width)}`.trimEnd());
  }
}

function cell(line = { text: '', mark: false }, width) {
  const text = `${line.mark ? '!' : ' '} ${cut(line.text, width - 2)}`.padEnd(width);
  return line.mark ? style('red', text) : text;
}

function align(text, width, right) {
  return right ? text.padStart(width) : text.padEnd(width);
}

function cut(text, width) {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text;
}
