import { describe, expect, it } from 'vitest';
import { CANARY, leaksIn } from './canary.js';

const find = (output: unknown) => leaksIn(output, [CANARY]);
const bytes = Buffer.from(CANARY);

describe('a canary', () => {
  it.each([
    ['plain', `x${CANARY}y`],
    ['plain', CANARY.toUpperCase()],
    ['percent', encodeURIComponent(CANARY)],
    ['percent', `q=${new URLSearchParams({ a: CANARY }).toString()}`],
    ['base64', bytes.toString('base64')],
    ['base64', Buffer.from(`a${CANARY}b`).toString('base64')],
    ['base64', Buffer.from(`ab${CANARY}cd`).toString('base64')],
    ['base64url', Buffer.from(`ab${CANARY}cd`).toString('base64url')],
    ['hex', bytes.toString('hex')],
    ['hex', bytes.toString('hex').toUpperCase()],
    ['escapes', Array.from(CANARY, (unit) => `\\u00${unit.charCodeAt(0).toString(16)}`).join('')],
    ['bytes', JSON.stringify(bytes)],
    ['bytes', JSON.stringify(Uint8Array.from(bytes))],
    ['bytes', JSON.stringify(Object.assign({}, CANARY))],
  ])('is found as %s', (form, output) => {
    expect(find(output)).toContain(`canary 0 as ${form}`);
  });

  it.each([
    ['as a name', { [CANARY]: 1 }],
    ['under a symbol', { [Symbol('splat')]: [{ a: CANARY }] }],
    ['in a hidden member', Object.defineProperty({}, 'x', { value: CANARY, enumerable: false })],
    ['in an error', new Error(CANARY)],
    ['in a cause', new Error('x', { cause: { a: CANARY } })],
    ['in a Map', new Map([['a', [CANARY]]])],
    ['in bytes', { body: bytes }],
    [
      'in what a getter throws',
      Object.defineProperty({}, 'x', {
        get: () => {
          throw new Error(CANARY);
        },
      }),
    ],
  ])('is found %s', (_, output) => {
    expect(find(output)).toContain('canary 0 as plain');
  });

  it('is not found where it is not', () => {
    expect(find([{ a: 1, b: 'canary' }, 'x'.repeat(100)])).toEqual([]);
  });
});
