import { describe, expect, it } from 'vitest';
import { encodeBech32 } from './bech32.js';
import { encrypt, generateIdentity, parseRecipient, recipientOf } from './index.js';

const IDENTITY = 'AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX';
const RECIPIENT = 'age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj';
const badKey = expect.objectContaining({ code: 'ERR_LOGSIEVE_AGE_KEY' }) as Error;

describe('keys', () => {
  it('are those of the specification', () => {
    expect(recipientOf(IDENTITY)).toBe(RECIPIENT);
    expect(generateIdentity()).toMatch(/^AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}$/);
    expect(generateIdentity()).not.toBe(generateIdentity());
  });

  it('are refused with any one character wrong, missing or too many', () => {
    for (let at = 0; at < RECIPIENT.length; at++) {
      const other = RECIPIENT[at] === 'q' ? 'p' : 'q';
      for (const text of [
        `${RECIPIENT.slice(0, at)}${other}${RECIPIENT.slice(at + 1)}`,
        `${RECIPIENT.slice(0, at)}${RECIPIENT.slice(at + 1)}`,
        `${RECIPIENT.slice(0, at)}q${RECIPIENT.slice(at)}`,
      ]) {
        expect(() => parseRecipient(text), text).toThrow(badKey);
      }
    }
  });

  it('are refused in the other or in mixed case, with space around, of another length or kind', () => {
    const short = encodeBech32('age', new Uint8Array(31));
    const wrong = [
      RECIPIENT.toUpperCase(),
      `A${RECIPIENT.slice(1)}`,
      ` ${RECIPIENT}`,
      `${RECIPIENT}\n`,
      short,
      '',
    ];
    for (const text of wrong) expect(() => parseRecipient(text), text).toThrow(badKey);
    for (const text of [IDENTITY.toLowerCase(), `${IDENTITY}\n`, RECIPIENT, '']) {
      expect(() => recipientOf(text), text).toThrow(badKey);
    }
    expect(() => encrypt('x', [])).toThrow(badKey);
    expect(() => encrypt('x', [undefined as unknown as string])).toThrow(badKey);
  });

  it('that are private are told from public ones, and never repeated', () => {
    const fault = catchFault(() => parseRecipient(IDENTITY));
    expect(fault.message).toContain('this is an identity, a private key');
    expect(JSON.stringify(fault) + fault.message + String(fault.stack)).not.toContain(IDENTITY);
  });

  // RFC 7748 and https://cr.yp.to/ecdh.html list the points with a small order.
  it.each([
    '0000000000000000000000000000000000000000000000000000000000000000',
    '0100000000000000000000000000000000000000000000000000000000000000',
    'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
    '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
    'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  ])('of low order are refused: %s', (hex) => {
    expect(() => encrypt('x', [encodeBech32('age', Buffer.from(hex, 'hex'))])).toThrow('low order');
  });
});

function catchFault(run: () => unknown): Error {
  try {
    run();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}
