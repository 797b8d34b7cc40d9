import { describe, expect, it } from 'vitest';
import { email } from './index.js';

const found = (text: string) => email.find(text).map((finding) => text.slice(finding.start, finding.end));

describe('email', () => {
  it('takes the whole local part, however long', () => {
    const local = 'a'.repeat(100);
    expect(found(`x ${local}@example.com`)).toEqual([`${local}@example.com`]);
  });

  it('leaves out quotes, brackets and the punctuation of the sentence', () => {
    expect(found('("ada@example.com"), <bob@example.org>. \'eve@example.net\'...')).toEqual([
      'ada@example.com',
      'bob@example.org',
      'eve@example.net',
    ]);
  });

  it('makes one finding of addresses that share a part', () => {
    expect(found('a@b.example@c.example')).toEqual(['a@b.example@c.example']);
  });

  it('leaves git with a path after the host, and finds git without one', () => {
    expect(found('git@github.com:acme/app.git git@github.com: legit@x.example:a')).toEqual([
      'git@github.com',
      'legit@x.example',
    ]);
  });

  it('stops at the characters that separate values', () => {
    expect(found('from=a@b.example&to=c@d.example|e@f.example')).toEqual([
      'a@b.example',
      'c@d.example',
      'e@f.example',
    ]);
  });
});
