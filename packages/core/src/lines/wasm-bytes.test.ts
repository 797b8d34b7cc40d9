import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compileLineEngine, wasmBytesText } from '../../scripts/line-engine.js';

it('is what assembly/ compiles to; npm run line-engine makes it', async () => {
  const text = readFileSync(new URL('./wasm-bytes.ts', import.meta.url), 'utf8');
  expect(wasmBytesText(await compileLineEngine()) === text).toBe(true);
});
