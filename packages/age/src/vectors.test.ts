/** The test vectors of the age project, https://c2sp.org/CCTV/age: what its own programs are held to. */
import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import * as vectors from 'cctv-age';
import { describe, expect, it } from 'vitest';
import { decrypt, generateIdentity } from './index.js';

interface Vector {
  readonly name: string;
  readonly expect: string;
  readonly payload: string | undefined;
  readonly identities: readonly string[];
  readonly file: Buffer;
}

const all = Object.entries(vectors as Readonly<Record<string, Uint8Array>>)
  .filter(([, bytes]) => !fieldsOf(bytes).includes('armored: yes'))
  .map(([name, bytes]) => readVector(name, bytes));
const readable = (vector: Vector) => vector.identities.some((text) => text.startsWith('AGE-SECRET-KEY-1'));

describe('the test vectors of age', () => {
  it('are there', () => {
    expect(all.filter(readable).length).toBeGreaterThan(60);
    expect(all.filter((vector) => readable(vector) && vector.expect === 'success').length).toBeGreaterThan(
      12,
    );
  });

  it.each(all.filter(readable))('$name: $expect', ({ identities, expect: result, payload, file }) => {
    const own = identities.filter((text) => text.startsWith('AGE-SECRET-KEY-1'));
    if (result === 'success') {
      expect(createHash('sha256').update(decrypt(file, own)).digest('hex')).toBe(payload);
    } else {
      const code = result === 'no match' ? /NO_MATCH$/ : /FORMAT$/;
      expect(() => decrypt(file, own)).toThrow(
        expect.objectContaining({ code: expect.stringMatching(code) as string }),
      );
    }
  });

  // Passphrases, post-quantum recipients: whatever the file is, nothing comes out for an identity of X25519.
  it.each(all.filter((vector) => !readable(vector)))('$name: refused', ({ file }) => {
    expect(() => decrypt(file, [generateIdentity()])).toThrow(expect.objectContaining({ name: 'AgeError' }));
  });
});

function fieldsOf(bytes: Uint8Array): string[] {
  const text = Buffer.from(bytes).toString('latin1');
  return text.slice(0, text.indexOf('\n\n')).split('\n');
}

function readVector(name: string, bytes: Uint8Array): Vector {
  const fields = fieldsOf(bytes);
  const body = Buffer.from(bytes).subarray(fields.join('\n').length + 2);
  const values = (key: string) =>
    fields.filter((field) => field.startsWith(`${key}: `)).map((field) => field.slice(key.length + 2));
  const file = values('compressed').includes('zlib') ? inflateSync(body) : body;
  return {
    name,
    expect: values('expect')[0] ?? '',
    payload: values('payload')[0],
    identities: values('identity'),
    file,
  };
}
