import { describe, expect, it } from 'vitest';
import { jwt } from './index.js';

const found = (text: string) => jwt.find(text).map((finding) => text.slice(finding.start, finding.end));
const HEADER = 'eyJhbGciOiJIUzI1NiJ9';

describe('jwt', () => {
  it('takes two to five parts', () => {
    for (const token of [`${HEADER}.eyJ9`, `${HEADER}.eyJ9.c2ln`, `${HEADER}.a.b.c.d`])
      expect(found(`<${token}>`)).toEqual([token]);
    expect(found(`${HEADER}.a.b.c.d.e`)).toEqual([`${HEADER}.a.b.c.d.`]);
  });

  it('finds one token after another', () => {
    expect(found(`${HEADER}.a.b,${HEADER}.c.d`)).toEqual([`${HEADER}.a.b`, `${HEADER}.c.d`]);
  });

  it('finds a token that hangs on to letters', () => {
    expect(found(`token${HEADER}.a.b`)).toEqual([`${HEADER}.a.b`]);
  });

  it('takes a second part that is empty, cut off anywhere after it', () => {
    const token = `${HEADER}..48V1_ALb6US04U3b.5eym8TW_c8SuK0lt.XFBoMYUZodet`;
    for (let length = HEADER.length + 10; length < token.length; length++)
      expect(found(`a ${token.slice(0, length)}`)[0]?.length).toBeGreaterThanOrEqual(length - 1);
  });
});
