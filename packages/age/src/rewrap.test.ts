import { randomBytes } from 'node:crypto';
import * as typage from 'age-encryption';
import { describe, expect, it } from 'vitest';
import {
  createEncrypter,
  decrypt,
  encrypt,
  generateIdentity,
  recipientOf,
  rewrap,
  splitFile,
} from './index.js';

const [old, one, two] = [generateIdentity(), generateIdentity(), generateIdentity()];
const recipients = [one, two].map(recipientOf);
const codeOf = (code: string) => expect.objectContaining({ name: 'AgeError', code }) as Error;
const wrapped = (file: Buffer, identities: readonly string[] = [old]) => {
  const { header, payload } = splitFile(file);
  return Buffer.concat([rewrap(header, identities, recipients), payload]);
};

describe('a header that is wrapped anew', () => {
  it.each([0, 1, 70_000])('opens the payload of %i bytes for each of the others alone', (size) => {
    const plain = randomBytes(size);
    const file = wrapped(encrypt(plain, [recipientOf(old)]));
    for (const identity of [one, two]) expect(decrypt(file, [identity]).equals(plain)).toBe(true);
  });

  it('does not for who could open the old one', () => {
    const file = wrapped(encrypt('a', [recipientOf(old)]));
    expect(() => decrypt(file, [old])).toThrow(codeOf('ERR_LOGSIEVE_AGE_NO_MATCH'));
  });

  it('is read by another implementation of age', async () => {
    const decrypter = new typage.Decrypter();
    decrypter.addIdentity(two);
    const file = wrapped(encrypt('héllo', [recipientOf(old)]));
    expect(await decrypter.decrypt(file, 'text')).toBe('héllo');
  });

  it('goes for all payloads of the header', () => {
    const encrypter = createEncrypter([recipientOf(old)]);
    const files = ['a', 'b'].map((text) => encrypter.encrypt(text));
    const header = rewrap(splitFile(files[0] as Buffer).header, [old], recipients);
    const texts = files.map((file) =>
      decrypt(Buffer.concat([header, splitFile(file).payload]), [one]).toString(),
    );
    expect(texts).toEqual(['a', 'b']);
  });

  it('is not made of one that nobody opens, or that was changed anywhere', () => {
    const { header } = splitFile(encrypt('a', [recipientOf(old)]));
    expect(() => rewrap(header, [one], recipients)).toThrow(codeOf('ERR_LOGSIEVE_AGE_NO_MATCH'));
    for (let at = 0; at < header.length; at++) {
      const changed = Buffer.from(header);
      changed[at] = (changed[at] as number) ^ (1 << (at % 8));
      expect(() => rewrap(changed, [old], recipients), `byte ${at}`).toThrow(
        expect.objectContaining({ name: 'AgeError' }),
      );
    }
  });

  it('is not made for nobody, or for what is no recipient', () => {
    const { header } = splitFile(encrypt('a', [recipientOf(old)]));
    for (const wrong of [[], [one], ['age1']]) {
      expect(() => rewrap(header, [old], wrong)).toThrow(codeOf('ERR_LOGSIEVE_AGE_KEY'));
    }
    expect(() => rewrap(header, [], recipients)).toThrow(codeOf('ERR_LOGSIEVE_AGE_KEY'));
  });
});
