import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { BUNDLES, DETECTORS } from '../../packages/core/src/detectors/registry.js';
import { root } from './pages.js';
import { asCode, tablesOf } from './tables.js';

const page = readFileSync(join(root, 'docs/detectors.md'), 'utf8');

it('docs/detectors.md lists every detector as it describes itself', () => {
  const table = tablesOf(page).find(({ header }) => header[0] === 'id');
  expect(table?.rows.map(({ cells }) => cells)).toEqual(
    DETECTORS.map(({ id, description, confidence, placeholder, source }) => [
      asCode(id),
      description,
      confidence.join(', '),
      asCode(placeholder),
      source,
    ]),
  );
});

it('docs/detectors.md tells of every bundle which detectors it has', () => {
  const table = tablesOf(page).find(({ header }) => header[0] === 'bundle');
  const ids = DETECTORS.map(({ id }) => id);
  const bundles = table?.rows.map(({ cells: [name = '', listed = ''] }) => {
    const codes = Array.from(listed.matchAll(/`([^`]+)`/g), ([, code]) => code ?? '');
    const isAllBut = listed.startsWith('all');
    return [name.replaceAll('`', ''), ids.filter((id) => codes.includes(id) !== isAllBut)];
  });
  expect(bundles).toEqual(Array.from(BUNDLES));
});
