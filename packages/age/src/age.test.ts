import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as typage from 'age-encryption';
import { afterAll, describe, expect, it } from 'vitest';
import { hasAge } from '../../../test/age-command.js';
import { createDecrypter, decrypt, encrypt, generateIdentity, recipientOf, splitFile } from './index.js';

const identity = generateIdentity();
const recipient = recipientOf(identity);
const CHUNK = 64 * 1024;
const SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK - 1, 2 * CHUNK, 2 * CHUNK + 1, 3 * CHUNK];

describe('a file', () => {
  it.each(SIZES)('of %i bytes comes out as it went in', (size) => {
    const plain = randomBytes(size);
    expect(decrypt(encrypt(plain, [recipient]), [identity]).equals(plain)).toBe(true);
  });

  it('opens for each of its recipients alone, and for nobody else', () => {
    const others = [generateIdentity(), generateIdentity()];
    const file = encrypt('héllo', [recipient, ...others.map(recipientOf)]);
    for (const one of [identity, ...others]) expect(decrypt(file, [one]).toString()).toBe('héllo');
    expect(decrypt(file, [generateIdentity(), identity]).toString()).toBe('héllo');
    expect(() => decrypt(file, [generateIdentity()])).toThrow(
      expect.objectContaining({ code: 'ERR_LOGSIEVE_AGE_NO_MATCH' }),
    );
  });

  it('is refused where any byte of it is another', () => {
    const file = encrypt('a', [recipient]);
    for (let at = 0; at < file.length; at++) {
      const changed = Buffer.from(file);
      changed[at] = (changed[at] as number) ^ (1 << (at % 8));
      expect(() => decrypt(changed, [identity]), `byte ${at}`).toThrow(
        expect.objectContaining({ name: 'AgeError' }),
      );
    }
  });

  it('is refused where it is cut off at any byte, or goes on', () => {
    const file = encrypt('ab', [recipient]);
    for (let length = 0; length < file.length; length++) {
      expect(() => decrypt(file.subarray(0, length), [identity]), `${length} bytes`).toThrow(
        expect.objectContaining({ name: 'AgeError' }),
      );
    }
    expect(() => decrypt(Buffer.concat([file, Buffer.of(0)]), [identity])).toThrow('was changed or cut off');
  });

  it.each([CHUNK, 2 * CHUNK, 2 * CHUNK + 5])('of %i bytes is refused without its last chunk', (size) => {
    const file = encrypt(Buffer.alloc(size), [recipient]);
    const { header } = splitFile(file);
    for (let cut = header.length + 16; cut < file.length; cut += CHUNK + 16) {
      expect(() => decrypt(file.subarray(0, cut), [identity])).toThrow('was changed or cut off');
    }
  });

  it('is refused with its chunks in another order', () => {
    const file = encrypt(randomBytes(3 * CHUNK), [recipient]);
    const start = splitFile(file).header.length + 16;
    const chunk = (number: number) =>
      file.subarray(start + number * (CHUNK + 16), start + (number + 1) * (CHUNK + 16));
    const swapped = Buffer.concat([file.subarray(0, start), chunk(1), chunk(0), chunk(2)]);
    expect(() => decrypt(swapped, [identity])).toThrow('was changed or cut off');
  });

  it('is of two parts: another header for the same file key leaves the payload as it is', () => {
    const { header, payload } = splitFile(encrypt('x', [recipient]));
    expect(header.toString('latin1')).toMatch(
      /^age-encryption\.org\/v1\n-> X25519 \S{43}\n\S{43}\n--- \S{43}\n$/,
    );
    expect(payload).toHaveLength(16 + 1 + 16);
  });

  it('has a file key, a share and a nonce of its own', () => {
    const [first, second] = [encrypt('x', [recipient]), encrypt('x', [recipient])];
    expect(first.equals(second)).toBe(false);
  });

  it('is read in a row with others by one decrypter, whatever header each has', () => {
    const decrypter = createDecrypter([identity]);
    for (const text of ['a', 'b', 'c']) {
      expect(decrypter.decrypt(encrypt(text, [recipient])).toString()).toBe(text);
    }
    expect(() => decrypter.decrypt(encrypt('d', [recipientOf(generateIdentity())]))).toThrow(
      'no identity opens',
    );
  });
});

describe('the age-encryption package', () => {
  it.each(SIZES)('reads what is written here, and the other way around: %i bytes', async (size) => {
    const plain = randomBytes(size);
    const theirs = new typage.Decrypter();
    theirs.addIdentity(identity);
    expect(Buffer.from(await theirs.decrypt(encrypt(plain, [recipient]))).equals(plain)).toBe(true);
    const encrypter = new typage.Encrypter();
    encrypter.addRecipient(recipient);
    expect(decrypt(await encrypter.encrypt(plain), [identity]).equals(plain)).toBe(true);
  });

  it('agrees on keys', async () => {
    expect(await typage.identityToRecipient(identity)).toBe(recipient);
    const theirs = await typage.generateX25519Identity();
    expect(recipientOf(theirs)).toBe(await typage.identityToRecipient(theirs));
  });
});

describe.skipIf(!hasAge)(hasAge ? 'the age command' : 'the age command: skipped, it is not installed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'logsieve-age-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const key = join(folder, 'key.txt');
  writeFileSync(key, `${identity}\n`, { mode: 0o600 });
  const run = (args: readonly string[], input: Uint8Array) =>
    execFileSync('age', args, { input, maxBuffer: 1 << 24 });

  it.each(SIZES)('reads what is written here, and the other way around: %i bytes', (size) => {
    const plain = randomBytes(size);
    expect(run(['-d', '-i', key], encrypt(plain, [recipient])).equals(plain)).toBe(true);
    expect(decrypt(run(['-r', recipient], plain), [identity]).equals(plain)).toBe(true);
  });
});
