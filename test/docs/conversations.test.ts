import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { MEMBERS } from '../../packages/core/src/conversation/members.js';
import { root } from './pages.js';
import { tablesOf } from './tables.js';

it('docs/conversations.md lists every member of a message that is known, by what it holds', () => {
  const page = readFileSync(join(root, 'docs/conversations.md'), 'utf8');
  const table = tablesOf(page).find(({ header }) => header[0] === 'members');
  const known = new Map<string, string[]>();
  for (const [name, kind] of MEMBERS) known.set(kind, [...(known.get(kind) ?? []), `\`${name}\``]);
  expect(table?.rows.slice(0, -1).map(({ cells }) => cells[0]?.split(', '))).toEqual([...known.values()]);
});
