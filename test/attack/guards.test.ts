import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { guards } from './guards.js';

it.each(guards.map(({ name, ...guard }) => [name, guard] as const))(
  'the guard is where it can be taken out: %s',
  (_, { file, find }) => {
    const source = readFileSync(new URL(`../../packages/${file}`, import.meta.url), 'utf8');
    expect(source.split(find)).toHaveLength(2);
  },
);
