import { expect, it } from 'vitest';
import { definePolicy } from './define.js';

it('gives the document itself, with its types as they were written', () => {
  const document = { logsieve: 1, fields: { a: { keep: 'uuid' } } } as const;
  expect(definePolicy(document)).toBe(document);
});
