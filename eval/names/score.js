import { contextLost, isFound } from '../score.js';

/** Puts every text through a redactor: what of its values was found, and what became of the rest. */
export async function scoreLines(redact, lines) {
  const score = { values: [], clean: 0, altered: [], context: { lost: 0, total: 0 } };
  for (const line of lines) {
    const output = await redact(line.text);
    if (line.kind !== undefined) {
      score.clean++;
      if (output !== line.text) score.altered.push({ line, output });
      continue;
    }
    for (const value of line.values)
      score.values.push({ ...value, line, output, isFound: isFound(output, value) });
    const { lost, total } = contextLost(line, output);
    score.context.lost += lost;
    score.context.total += total;
  }
  return score;
}

const isEnglish = ({ line }) => line.source !== 'languages';

/** The rows of the results, each with the values that count for it. */
const ROWS = [
  ['persons, in English', (value) => value.type === 'person' && isEnglish(value)],
  ['…, in chats', (value) => value.type === 'person' && value.line.source === 'chat'],
  ['…, in support tickets', (value) => value.type === 'person' && value.line.source === 'support'],
  ['…, in lines of logs', (value) => value.type === 'person' && value.line.source === 'log'],
  ['persons, in other languages', (value) => value.type === 'person' && !isEnglish(value)],
  ['places, in English', (value) => value.type === 'place' && isEnglish(value)],
  ['places, in other languages', (value) => value.type === 'place' && !isEnglish(value)],
  ['postal addresses', (value) => value.type === 'address'],
];

/** Each row with its share, and of how many. */
export function sharesOf({ values, clean, altered, context }) {
  const recalls = ROWS.map(([label, counts]) => {
    const counted = values.filter(counts);
    return [label, counted.filter(({ isFound }) => isFound).length / counted.length, counted.length];
  });
  return [
    ...recalls,
    ['clean texts altered', altered.length / clean, clean],
    ['context lost', context.lost / context.total, undefined],
  ];
}
