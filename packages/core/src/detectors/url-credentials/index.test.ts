import { describe, expect, it } from 'vitest';
import { urlCredentials } from './index.js';

const found = (text: string) =>
  urlCredentials.find(text).map((finding) => text.slice(finding.start, finding.end));

describe('url-credentials', () => {
  it('takes all up to the last at sign of the authority', () => {
    expect(found('a://u@corp:p@ss@host/x@y')).toEqual(['u@corp:p@ss']);
  });

  it('takes a password with a slash where no port can be meant', () => {
    expect(found('a://u:pa/ss@host')).toEqual(['u:pa/ss']);
    expect(found('a://host:80/x@y')).toEqual([]);
    expect(found('a://host:/x@y')).toEqual([]);
  });

  it('stops where the URL ends', () => {
    expect(found('"a://host" ada@example.com')).toEqual([]);
    expect(found('<a://host>@')).toEqual([]);
    expect(found("'a://u:it's@host'")).toEqual(["u:it's"]);
  });

  it('takes a user without a password, but not the one of every Git host', () => {
    expect(found('https://ghp_abc@github.com')).toEqual(['ghp_abc']);
    expect(found('ssh://git@github.com')).toEqual([]);
    expect(found('https://git:secret@github.com')).toEqual(['git:secret']);
  });

  it('takes what stands before the network of a data source name, and after the driver of Oracle', () => {
    expect(found('DSN=u:p=a@ss@tcp(db)/x "v:w@unix(/tmp/s)/x" tcp(db) @tcp(db)')).toEqual([
      'u:p=a@ss',
      'v:w',
    ]);
    expect(found('jdbc:oracle:oci:u/p@db jdbc:oracle:thin:%s/%s@%s')).toEqual(['u/p']);
  });
});
