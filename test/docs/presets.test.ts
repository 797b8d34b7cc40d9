import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PRESETS } from '../../packages/core/src/policy/presets/index.js';
import { root } from './pages.js';
import { asCode, tablesOf } from './tables.js';

const tables = tablesOf(readFileSync(join(root, 'docs/presets.md'), 'utf8')).filter(
  ({ header }) => header.join() === 'paths,rule',
);

it('docs/presets.md has a table for each preset', () => {
  expect(tables).toHaveLength(PRESETS.size);
});

it.each([...PRESETS].map(([name, { fields }], index) => ({ name, fields, index })))(
  'docs/presets.md lists the rules of $name',
  ({ fields = {}, index }) => {
    expect(tables[index]?.rows.map(({ cells }) => cells)).toEqual(
      [...byRule(fields)].map(([rule, paths]) => [paths.map(asCode).join(' '), asCode(rule)]),
    );
  },
);

/** The paths that share a rule, in policy order. */
function byRule(fields: Readonly<Record<string, unknown>>): ReadonlyMap<string, string[]> {
  const paths = new Map<string, string[]>();
  for (const [path, rule] of Object.entries(fields)) {
    paths.set(asRule(rule), [...(paths.get(asRule(rule)) ?? []), path]);
  }
  return paths;
}

/** A rule as JSON in the layout of the pages: `{ "keep": "string", "enum": ["a", "b"] }`. */
function asRule(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(asRule).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([name, member]) => `${JSON.stringify(name)}: ${asRule(member)}`)
    .join(', ')} }`;
}
