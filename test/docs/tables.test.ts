import { readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { createRedactor, type RuleDocument } from '@logsieve/core';
import { loadPolicy } from '@logsieve/core/node';
import { afterAll, describe, expect, it } from 'vitest';
import { pages, root } from './pages.js';
import { asCode, codeOf, tablesOf, type TableRow } from './tables.js';

type Fields = Readonly<Record<string, RuleDocument>>;

/** By the header of a table: what its last cell has to be, from the code of the cells before. */
const KINDS: Readonly<Record<string, (...cells: string[]) => string | undefined>> = {
  'rule | value | comes out as': (rule, value) => {
    const record = { v: evaluate(value!) };
    return memberOf(redact({ v: JSON.parse(rule!) as RuleDocument }, record));
  },
  'fields | record | comes out as': (fields, record) =>
    redact(JSON.parse(fields!) as Fields, evaluate(record!) as object),
  'text | comes out as': (text) => createRedactor(loadPolicy(undefined)).redactText(text!),
};

const updating = process.env['UPDATE_DOCS'] === '1';

for (const page of pages()) {
  const tables = tablesOf(readFileSync(page, 'utf8'));
  const known = tables.filter(({ header }) => header.join(' | ') in KINDS);
  if (known.length === 0) continue;
  describe(relative(root, page), () => {
    const updates = new Map<number, string>();
    for (const { header, rows } of known) {
      const kind = KINDS[header.join(' | ')]!;
      it.each(rows)('line $line', (row) => {
        const actual = kind(...codes(row.cells.slice(0, -1)));
        const expected = row.cells.at(-1)!;
        if (updating) updates.set(row.line, actual === undefined ? 'removed' : asCode(actual));
        else if (expected === 'removed') expect(actual).toBeUndefined();
        else expect(actual).toBe(codeOf(expected));
      });
    }
    afterAll(() => {
      if (updates.size > 0) update(page, updates);
    });
  });
}

function codes(cells: TableRow['cells']): string[] {
  return cells.map((cell) => {
    const code = codeOf(cell);
    if (code === undefined) throw new Error('the cell is not code');
    return code;
  });
}

/** The value of a JavaScript expression of our own pages, such as `new Date(0)`, which no parser of data can read. */
function evaluate(expression: string): unknown {
  return new Function(`return (${expression});`)();
}

const keys = { users: { active: 'k7', ring: { k7: { env: 'LOGSIEVE_KEY_K7' } } } } as const;
const env = { LOGSIEVE_KEY_K7: Buffer.alloc(32).toString('base64') };

function redact(fields: Fields, record: object): string {
  // What a row removes has to be listed: the rows are the profile of a policy that lists it.
  const removed = Object.keys(fields).filter((name) => isRemoval(fields[name]) && !name.includes('*'));
  const listed = Object.fromEntries(removed.map((name) => [name, { keep: 'boolean' } as const]));
  const profiles = { row: { fields: Object.fromEntries(removed.map((name) => [name, 'remove' as const])) } };
  const policy =
    Object.keys(fields).length > removed.length
      ? { logsieve: 1 as const, extends: [], fields, keys }
      : { logsieve: 1 as const, extends: [], fields: listed, profiles, keys };
  const compiled = loadPolicy(policy, { env, profile: 'profiles' in policy ? 'row' : undefined });
  return createRedactor(compiled).stringify(record);
}

function isRemoval(rule: Fields[string] | undefined): boolean {
  return rule === 'remove' || (typeof rule === 'object' && 'remove' in rule);
}

/** The text of `v` in `{"v":…}`; undefined where it is not there. */
function memberOf(line: string): string | undefined {
  return line === '{}' ? undefined : line.slice('{"v":'.length, -1);
}

function update(page: string, updates: ReadonlyMap<number, string>): void {
  const lines = readFileSync(page, 'utf8').split('\n');
  for (const [line, text] of updates) {
    const cells = lines[line - 1]!.split(/(?<!\\)\|/);
    lines[line - 1] = [...cells.slice(0, -2), ` ${text} `, ''].join('|');
  }
  writeFileSync(page, lines.join('\n'));
}
