import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { basic } from './index.js';

const found = (text: string) => basic.find(text).map((finding) => text.slice(finding.start, finding.end));

describe('basic', () => {
  it('finds every pair of a user and a password', () => {
    const ascii = fc.string({ unit: 'grapheme-ascii', maxLength: 20 });
    fc.assert(
      fc.property(ascii, ascii, fc.constantFrom('Basic', 'basic', 'BASIC'), (user, password, word) => {
        const encoded = btoa(`${user}:${password}`);
        expect(found(`Authorization: ${word} ${encoded}`)).toEqual([encoded]);
      }),
    );
  });

  it('finds base64 of eight and more characters that is no word, whatever it decodes to', () => {
    expect(found('basic q83vEjRW')).toEqual(['q83vEjRW']);
    expect(found('basic configuration basic WebSocket basic READ_WRITE')).toEqual([]);
  });
});
