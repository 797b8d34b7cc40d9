import { describe, expect, it } from 'vitest';
import { systemCode } from './system-code.js';

describe('systemCode', () => {
  it.each([
    ['of the system', { code: 'ENOSPC' }, 'ENOSPC'],
    ['of a stream', { code: 'ERR_STREAM_DESTROYED' }, 'ERR_STREAM_DESTROYED'],
    ['of zlib', { code: 'Z_BUF_ERROR' }, 'Z_BUF_ERROR'],
    ['of the application', { code: 'canary' }, undefined],
    ['that every object has a member of', { code: 'constructor' }, undefined],
    ['that is no text', { code: 28 }, undefined],
    ['of an error that is none', 'ENOSPC', undefined],
    ['of nothing', null, undefined],
  ])('knows a code %s from others', (_, error, code) => {
    expect(systemCode(error)).toBe(code);
  });

  it('does not throw for an error that does when it is asked', () => {
    const getter = Object.defineProperty(new Error('x'), 'code', {
      get: () => {
        throw new Error('canary');
      },
    });
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect([getter, proxy].map(systemCode)).toEqual([undefined, undefined]);
  });
});
