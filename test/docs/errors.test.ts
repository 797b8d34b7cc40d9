import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERROR_CODES } from '@logsieve/core';
import { expect, it } from 'vitest';
import { root } from './pages.js';

const page = readFileSync(join(root, 'docs/errors.md'), 'utf8');
const headings = [...page.matchAll(/^## (ERR_\w+)$/gm)].map(([, code]) => code);

it('docs/errors.md has one section for each code of the catalogue, in its order', () => {
  expect(headings).toEqual(Object.keys(ERROR_CODES));
});

it.each(Object.entries(ERROR_CODES))(
  'docs/errors.md says what %s means as the catalogue does',
  (code, text) => {
    const section = page.split(`## ${code}\n`)[1] ?? '';
    const [meaning = ''] = section.trim().split('\n\n');
    expect(meaning.replaceAll('\n', ' ').replaceAll('`', '')).toBe(
      `${text[0]?.toUpperCase()}${text.slice(1)}.`,
    );
  },
);
