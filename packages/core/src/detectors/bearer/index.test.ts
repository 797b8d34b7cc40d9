import { describe, expect, it } from 'vitest';
import { bearer } from './index.js';

const found = (text: string) => bearer.find(text).map((finding) => text.slice(finding.start, finding.end));

describe('bearer', () => {
  it.each(['Bearer', 'bearer', 'BEARER', 'bEaReR'])('replaces the token after %s', (word) => {
    expect(found(`${word} s3cret-token_1.2~3+4/5==`)).toEqual(['s3cret-token_1.2~3+4/5==']);
  });

  it('takes plain words for tokens where no sentence goes on like that', () => {
    expect(found('Bearer hunter')).toEqual(['hunter']);
    expect(found('Bearer required, bearer tokens, bearer is')).toEqual([]);
  });

  it('does not take the end of another word for the scheme', () => {
    expect(found('forbearer abc1')).toEqual([]);
  });

  it('takes a token that begins like a word of a sentence', () => {
    expect(found('Bearer token-abc1 Bearer tokenabc1 Bearer is1')).toEqual([
      'token-abc1',
      'tokenabc1',
      'is1',
    ]);
  });
});
