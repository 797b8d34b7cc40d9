import { describe, expect, it } from 'vitest';
import { checkContender } from '../check.js';
import { withBases } from '../contenders/index.js';
import { formatCurves } from '../table.js';
import { curves, rulesCompared } from './curves.js';
import { drawPlots } from './plot.js';

describe('the curves', () => {
  const points = curves.flatMap(({ name, points }) => points.map((point) => ({ name, ...point })));
  const [pino, lines] = [withBases(['logsieve pino']), withBases(['logsieve lines (wasm)'])];

  it.each(points.filter(({ x }) => x < 100_000))(
    'are of records that are kept as they are: $name $x',
    async ({ set }) => {
      for (const contender of [...pino, ...lines])
        expect(await checkContender(contender, set)).toBeGreaterThan(0);
    },
  );

  it('write the same with more rules, of which no more are met', async () => {
    const bytes = [];
    for (const { set } of rulesCompared) bytes.push(await checkContender(lines.at(-1), set));
    expect(new Set(bytes).size).toBe(1);
    expect(rulesCompared.map(({ set }) => Object.keys(set.policy.fields).length)).toEqual([50, 1_000]);
  });

  it('are drawn and printed, one line for each way', () => {
    const line = (name: string) => ({ name, points: [1, 10].map((x) => ({ x, median: x, p10: x, p90: x })) });
    const plots = [
      { title: 'a', lines: [line('one'), line('two')] },
      { title: 'b', lines: [line('three')] },
    ];
    const picture = drawPlots(plots);
    expect(picture.match(/<polyline/g)).toHaveLength(3);
    for (const name of ['one', 'two', 'three']) expect(picture).toContain(`>${name}<`);
    expect(picture).not.toContain('NaN');
    expect(formatCurves(plots)).toContain('10: 10.00');
  });
});
