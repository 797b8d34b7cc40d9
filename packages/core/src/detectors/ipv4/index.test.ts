import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ipv4 } from './index.js';

const found = (text: string) => ipv4.find(text).map((finding) => text.slice(finding.start, finding.end));

describe('ipv4', () => {
  it('finds every address', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        fc.pre(
          !/^(?:127|22[4-9]|2[3-5]\d)\./.test(address) && !['0.0.0.0', '169.254.169.254'].includes(address),
        );
        expect(found(`from ${address}:80, (${address}) "${address}".`)).toEqual([address, address, address]);
      }),
    );
  });

  it('takes what follows v or version for a version, and letters that end in v for a name', () => {
    expect(found('v1.2.3.4 V1.2.3.4 ver. 1.2.3.4 version=1.2.3.4 "version": "1.2.3.4"')).toEqual([]);
    expect(found('dev10.0.0.1 srv 10.0.0.2')).toEqual(['10.0.0.1', '10.0.0.2']);
  });

  it('leaves addresses that every host has', () => {
    expect(found('127.0.0.1 127.255.255.255 0.0.0.0 localhost/127.0.0.1')).toEqual([]);
    expect(found('126.0.0.1 128.0.0.1 0.0.0.1')).toHaveLength(3);
  });

  it('takes no private address for the version of a product', () => {
    expect(found('nginx/1.24.0.1 kernel 5.15.0.91 build 1.2.3.4')).toEqual([]);
    expect(found('nginx/10.0.0.5 kernel 192.168.0.1 nginx 1.24.0.1')).toEqual([
      '10.0.0.5',
      '192.168.0.1',
      '1.24.0.1',
    ]);
  });

  it('takes four zeros after a product for a version only there', () => {
    expect(found('Chrome/126.0.0.0')).toEqual([]);
    expect(found('from 8.0.0.0 db/8.8.8.8')).toEqual(['8.0.0.0', '8.8.8.8']);
  });
});
