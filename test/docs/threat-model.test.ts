import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from './pages.js';
import { tablesOf } from './tables.js';

const page = readFileSync(join(root, 'docs/threat-model.md'), 'utf8');
/** A file, and the titles of one or more of its tests. */
const NAMED = /`((?:test|packages)\/[^`]+\.\w+)`: ("[^"]+"(?:, "[^"]+")*)/g;
const backings = [...page.replaceAll('\n', ' ').matchAll(NAMED)].flatMap(([, path, titles]) =>
  [...titles!.matchAll(/"([^"]+)"/g)].map(([, title]) => ({ path: path!, title: title! })),
);

it.each(backings)('docs/threat-model.md names a test that exists: $title', ({ path, title }) => {
  expect(existsSync(join(root, path))).toBe(true);
  expect(readFileSync(join(root, path), 'utf8').replaceAll("\\'", "'")).toContain(title);
});

it('docs/threat-model.md backs every claim of what holds', () => {
  const table = tablesOf(page).find(({ header }) => header[0] === 'what holds');
  expect(table?.rows.length).toBeGreaterThan(15);
  for (const { cells } of table?.rows ?? []) {
    expect(cells[1]?.replaceAll(NAMED, 'named')).toMatch(/^named(?:; named)*$/);
  }
});
