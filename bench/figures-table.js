import { conversationRecords } from './conversations/records.js';
import { figures, goalOf, isOf } from './goals.js';
import { recordSets } from './records/index.js';
import { figureOf, valueOf } from './table.js';

const BEGIN = '<!-- figures: written by npm run bench:docs -->';
const END = '<!-- end of figures -->';

/** Those of parts that have one kind each. */
const OTHERS = ['turn', 'prompt', '64 KiB'];
const RECORDS = [...recordSets.map(({ name }) => name), ...conversationRecords, ...OTHERS];

/** The page with another block between its markers. Throws where it has none. */
export function replaceBlock(page, block) {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin === -1 || end < begin) throw new Error('the page has no place for the figures');
  return `${page.slice(0, begin + BEGIN.length)}\n\n${block}\n\n${page.slice(end)}`;
}

/** A table in Markdown: a row per figure and kind of record, a column per run, each of another version of Node. */
export function figuresTable(runs) {
  const columns = runs.map((run) => ({
    node: nodeOf(run),
    rows: Object.values(run).flatMap(({ rows }) => rows),
  }));
  const head = ['path', 'against', 'record', 'goal', ...columns.map(({ node }) => `Node ${node}`)];
  const lines = figures.flatMap((figure) => {
    const ofFigure = RECORDS.flatMap((name) => lineOf(figure, name, columns));
    // The path and its base line once.
    return ofFigure.map((cells, index) => (index === 0 ? cells : ['', '', ...cells.slice(2)]));
  });
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function lineOf(figure, record, columns) {
  const found = columns.map(({ rows }) => rows.find((row) => row.record === record && isOf(figure, row)));
  if (found.every((row) => row === undefined)) return [];
  const { title, against, measure } = figure;
  const path = measure === 'speed' ? title : `${title}: ${measure}`;
  const goals = found.flatMap((row, index) => (row && goalOf(row, majorOf(columns[index].node))?.text) ?? []);
  const cells = found.map((row, index) => cellOf(row, majorOf(columns[index].node)));
  return [[path, against, record, [...new Set(goals)].join(', '), ...cells]];
}

/** The median, with a sign where it falls short of its goal, and the tenth to the ninetieth percentile. */
function cellOf(row, major) {
  if (row === undefined) return '';
  const short = goalOf(row, major)?.isMet === false ? ` ${SHORT}` : '';
  if (row.ratio === undefined) return `${valueOf(row)}${short}`;
  return `**${valueOf(row)}**${short} (${figureOf(row.ratio.p10)} – ${figureOf(row.ratio.p90)})`;
}

/** Stands behind what falls short of its goal. */
const SHORT = '✗';

function nodeOf(run) {
  return Object.values(run)[0].run.node.slice(1);
}

function majorOf(version) {
  return Number(version.split('.')[0]);
}
