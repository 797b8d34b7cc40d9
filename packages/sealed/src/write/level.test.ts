import { expect, it } from 'vitest';
import { rankOfLine } from './level.js';

it.each([
  ['{"level":50,"msg":"x"}', 50],
  ['{"level":5,"msg":"x"}', 5],
  ['{"level":100}', 100],
  ['{"level":50}', 50],
  ['{"level":-5}', 0],
  ['{"level":"error","msg":"x"}', 50],
  ['{"level":"custom"}', 0],
  ['{"level":null,"n":1}', 0],
  ['{"message":"Zürich","level":"fatal"}', 60],
  ['{"time":1,"level":30}', 30],
  [`{"long":"${'x'.repeat(600)}","level":60}`, 0],
  ['{"level":', 0],
  ['', 0],
])('%s has a rank, as text and as bytes', (line, rank) => {
  expect([rankOfLine(line), rankOfLine(Buffer.from(line))]).toEqual([rank, rank]);
});
