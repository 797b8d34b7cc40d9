import { describe, expect, it } from 'vitest';
import { contenders } from './contenders/index.js';
import { transportContenders } from './contenders/transport.js';
import { figuresTable, replaceBlock } from './figures-table.js';
import { figures, goalOf, isOf } from './goals.js';
import { recordSets } from './records/index.js';
import { formatTable } from './table.js';

describe('the goals', () => {
  const [figure] = figures;
  const row = (median: number) => ({
    path: 'pino, in process',
    record: 'http',
    contender: 'logsieve pino',
    against: 'plain pino',
    measure: 'speed',
    ratio: { median, p10: median, p90: median },
  });

  it('are for contenders, base lines and records that there are', () => {
    const known = [...contenders, ...transportContenders].map(({ name }) => name);
    // These have contenders of their own.
    const own = /^(?:bulk|lines, many rules|conversation|encrypted|sealed)/;
    const ofNames = figures.filter(({ title }) => !own.test(title));
    for (const { contender, against, goals } of ofNames) {
      expect(known).toEqual(expect.arrayContaining([contender, against]));
      for (const record of Object.keys(goals)) expect(recordSets.map(({ name }) => name)).toContain(record);
    }
  });

  it('are others for Node 20 than for later versions', () => {
    expect(figure && isOf(figure, row(1.3))).toBe(true);
    expect(goalOf(row(1.3), 20)).toEqual({ limit: 1.4, isMet: false, text: '≥ 1.4' });
    expect(goalOf(row(1.3), 24)).toEqual({ limit: 1.25, isMet: true, text: '≥ 1.25' });
  });

  it('stand in the table, and those not met below it', () => {
    const table = formatTable([row(1.3)], 20);
    expect(table).toContain('≥ 1.4 ✗');
    expect(table).toContain('0 of 1 goals met');
    expect(formatTable([row(1.5)], 20)).toContain('1 of 1 goals met');
  });

  it('stand in the page beside the figures, with a column for each version of Node', () => {
    const runOf = (node: string, median: number) => ({
      'in-process': { run: { node }, rows: [row(median)] },
    });
    const table = figuresTable([runOf('v20.1.0', 1.5), runOf('v24.2.0', 1.3)]);
    expect(table).toContain('| path | against | record | goal | Node 20.1.0 | Node 24.2.0 |');
    expect(table).toContain('| ≥ 1.4, ≥ 1.25 | **1.50** (1.50 – 1.50) | **1.30** (1.30 – 1.30) |');
    const short = figuresTable([runOf('v20.1.0', 1.3), runOf('v24.2.0', 1.2)]);
    expect(short).toContain('| **1.30** ✗ (1.30 – 1.30) | **1.20** ✗ (1.20 – 1.20) |');
    const page = 'a\n<!-- figures: written by npm run bench:docs -->\nold\n<!-- end of figures -->\nb';
    expect(replaceBlock(page, 'new')).toContain('\n\nnew\n\n');
    expect(replaceBlock(page, 'new')).not.toContain('old');
    expect(() => replaceBlock('a page', 'new')).toThrow('no place');
  });
});
