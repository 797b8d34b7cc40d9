import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { rowsOf } from './report.js';

const PAGE = fileURLToPath(new URL('../docs/detectors.md', import.meta.url));
const BEGIN = '<!-- eval: written by npm run eval -- --docs -->';
const END = '<!-- eval: end -->';

/** Puts the results of the held-out set between the marks in docs/detectors.md, in place of what stands there. */
export async function writeDocs(results, unusable, { seed, lines }) {
  const page = readFileSync(PAGE, 'utf8');
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error('docs/detectors.md has lost the marks of the evaluation');
  const block = `${BEGIN}\n\n${blockOf(results, unusable, { seed, lines })}\n\n`;
  const text = page.slice(0, begin) + block + page.slice(end);
  writeFileSync(PAGE, await format(text, { ...(await resolveConfig(PAGE)), parser: 'markdown' }));
}

function blockOf(results, unusable, { seed, lines }) {
  const [names, ...rows] = rowsOf(results, 'held-out');
  const columns = names.map((name, column) =>
    column === 0 ? 'held-out lines' : nameOf(results[column - 1]),
  );
  const table = [columns, columns.map((_, column) => (column === 0 ? '---' : '---:')), ...rows];
  const used = results.map(({ name, note }) => `${name}: ${note}`);
  const left = unusable.map(({ name, fault }) => `${name}: ${fault}`);
  return [
    `Seed ${seed}, ${lines} lines with values in both sets, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}.`,
    table.map((row) => `| ${row.join(' | ')} |`).join('\n'),
    `Used as: ${used.join('; ')}.`,
    ...(left.length === 0 ? [] : [`Not measured: ${left.join('; ')}.`]),
  ].join('\n\n');
}

/** With the version behind the name of the package. */
function nameOf({ name, version }) {
  const [start, ...rest] = name.split(',');
  return [version === '' ? start : `${start} ${version}`, ...rest].join(',');
}
