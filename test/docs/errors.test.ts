import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AgeErrorCode } from '@logsieve/age';
import { ERROR_CODES, type ErrorCode } from '@logsieve/core';
import { expect, it } from 'vitest';
import { root } from './pages.js';

const page = readFileSync(join(root, 'docs/errors.md'), 'utf8');
const headings = [...page.matchAll(/^## (ERR_\w+)$/gm)].map(([, code]) => code);

it('docs/errors.md has one section for each code of the catalogue, in its order', () => {
  expect(headings).toEqual(Object.keys(ERROR_CODES));
});

it('the catalogue has the codes of packages that depend on nothing', () => {
  const codes = ['ERR_LOGSIEVE_AGE_KEY', 'ERR_LOGSIEVE_AGE_FORMAT', 'ERR_LOGSIEVE_AGE_NO_MATCH'] as const;
  // Types: neither has one that the other lacks.
  const here: Exclude<AgeErrorCode, 'ERR_LOGSIEVE_OPTIONS'>[] = [...codes];
  const there: ErrorCode[] = here satisfies (typeof codes)[number][];
  expect(Object.keys(ERROR_CODES)).toEqual(expect.arrayContaining(there));
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
