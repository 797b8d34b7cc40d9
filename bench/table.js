/** One table for the terminal: a section per kind of record, a block per base line. */
export function formatTable(results) {
  const sections = [...new Set(results.map(({ title }) => title))];
  return sections
    .map((title) =>
      formatSection(
        title,
        results.filter((result) => result.title === title),
      ),
    )
    .join('\n');
}

function formatSection(title, results) {
  const blocks = [...new Set(results.map(({ against }) => against))].map((against) => {
    const rows = results.filter((result) => result.against === against);
    // The base line first, then the fastest.
    rows.sort((a, b) => rank(b) - rank(a));
    return rows.map(formatRow).join('\n');
  });
  return `\n${title}\n${HEAD}\n${blocks.join(`\n${RULE}\n`)}\n`;
}

function rank({ contender, against, ratio }) {
  return contender === against ? Infinity : ratio.median;
}

function formatRow({ contender, against, ratio, bytes }) {
  const isBase = contender === against;
  const speed = isBase ? '1' : ratio.median.toFixed(2);
  const spread = isBase ? 'base line' : `${ratio.p10.toFixed(2)} – ${ratio.p90.toFixed(2)}`;
  return row(contender, speed, spread, Math.round(bytes).toLocaleString('en'));
}

function row(contender, speed, spread, bytes) {
  return `  ${contender.padEnd(34)}${speed.padStart(7)}${spread.padStart(16)}${bytes.padStart(11)}`;
}

const HEAD = row('', 'speed', 'p10 – p90', 'bytes out');
const RULE = `  ${'·'.repeat(66)}`;
