/** Lines that were written by hand, one by one, before anybody looked at what the detectors find in them. */
import { readFileSync } from 'node:fs';
import { readMarks } from '../marks.js';

export const WRITTEN = 'written';
const FILES = ['passwords', 'secrets-elsewhere', 'ssn', 'ssn-elsewhere', 'other-types', 'clean', 'harmless'];
const LINE_BREAK = '⏎';
/** Stands inside of made-up tokens, so that no scanner of repositories takes them for true ones. */
const NOTHING = '⁀';

/** All of them, in the form that generated ones have: `{ set, text, values, neutral }`, and `kind` on clean ones. */
export function writtenLines() {
  return FILES.flatMap((file) => linesOf(file).map((line) => ({ set: WRITTEN, ...line })));
}

/** A line of the file is a text; one that begins with `# ` names the kind of those below it. */
function linesOf(file) {
  const lines = [];
  let kind = '';
  for (const row of readFileSync(new URL(`lines/${file}.txt`, import.meta.url), 'utf8').split('\n')) {
    if (row.startsWith('# ')) kind = row.slice(2);
    else if (row !== '') lines.push({ ...readMarks(textOf(row)), kind });
  }
  return lines.map(({ kind: own, ...line }) => (line.values.length > 0 ? line : { ...line, kind: own }));
}

function textOf(row) {
  return row.replaceAll(LINE_BREAK, '\n').replaceAll(NOTHING, '');
}
