import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ipv4 } from './index.js';

const found = (text: string) => ipv4.find(text).map((finding) => text.slice(finding.start, finding.end));

describe('ipv4', () => {
  it('finds every address', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(found(`from ${address}:80, (${address}) "${address}".`)).toEqual([address, address, address]);
      }),
    );
  });

  it('takes what follows v or version for a version, and letters that end in v for a name', () => {
    expect(found('v1.2.3.4 V1.2.3.4 ver. 1.2.3.4 version=1.2.3.4 "version": "1.2.3.4"')).toEqual([]);
    expect(found('dev10.0.0.1 srv 10.0.0.2')).toEqual(['10.0.0.1', '10.0.0.2']);
  });

  it('takes four zeros after a product for a version only there', () => {
    expect(found('Chrome/126.0.0.0')).toEqual([]);
    expect(found('listening on 0.0.0.0')).toEqual(['0.0.0.0']);
    expect(found('localhost/127.0.0.1')).toEqual(['127.0.0.1']);
  });
});
