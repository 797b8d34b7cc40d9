import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PRESETS } from '../../packages/core/src/policy/presets/index.js';
import { codeBlocks } from './code-blocks.js';
import { root } from './pages.js';
import { asCode, tablesOf } from './tables.js';

const page = readFileSync(join(root, 'docs/presets.md'), 'utf8');
const tables = tablesOf(page).filter(({ header }) => header.join() === 'paths,rule');

it('docs/presets.md has a table for each preset', () => {
  expect(tables).toHaveLength(PRESETS.size);
});

it.each([...PRESETS].map(([name, { fields }], index) => ({ name, fields, index })))(
  'docs/presets.md lists the rules of $name',
  ({ fields = {}, index }) => {
    expect(tables[index]?.rows.map(({ cells }) => cells)).toEqual(
      [...byRule(fields)].map(([rule, paths]) => [paths.map(asCode).join(' '), asCell(rule)]),
    );
  },
);

it('docs/presets.md lists the long enums below their tables', () => {
  const enums = [...PRESETS.values()].flatMap(({ fields = {} }) => Object.values(fields).map(enumOf));
  const long = new Set(enums.filter((words) => words.length > LONG).map((words) => words.join('\n')));
  const lists = codeBlocks(page).filter(({ language, label }) => language === 'text' && label === '');
  expect(long.size).toBeGreaterThan(0);
  expect(lists.map(({ text }) => text)).toEqual([...long]);
});

/** A table stays readable with enums of up to so many words. */
const LONG = 10;

function enumOf(rule: unknown): readonly string[] {
  return typeof rule === 'object' && rule !== null && 'enum' in rule ? (rule.enum as string[]) : [];
}

/** A rule, as JSON, in a cell. */
function asCell(rule: string): string {
  if (enumOf(JSON.parse(rule)).length <= LONG) return asCode(rule);
  return `${asCode(rule.replace(/\[.*\]/, '[…]'))}, the list below`;
}

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
