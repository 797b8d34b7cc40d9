import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(`${root}docs/faults.md`, 'utf8');
const rows = page.split('\n').filter((line) => line.includes('`test/faults/'));

it.each(rows)('docs/faults.md backs each row with a test that exists: %#', (row) => {
  const named = [...row.matchAll(/`(test\/faults\/[\w.-]+)`: "([^"]+)"/g)];
  for (const [, path, title] of named) expect(readFileSync(root + path!, 'utf8').includes(title!)).toBe(true);
});

it('docs/faults.md names every test of a fault', () => {
  for (const file of ['destinations', 'memory', 'workers', 'reload']) {
    const source = readFileSync(`${root}test/faults/${file}.test.ts`, 'utf8');
    const titles = [...source.matchAll(/\bit(?:\.each\([^]*?\))?\('([^']+)'/g)].map(([, title]) => title!);
    expect(titles.length).toBeGreaterThan(0);
    expect(titles.filter((title) => !page.includes(`"${title}"`))).toEqual([]);
  }
});
