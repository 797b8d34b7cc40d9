/** Who has the disk of the writing server, and then its configuration too. */
import { decrypt } from '@logsieve/age';
import type { SealedLog } from '@logsieve/sealed';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeBech32 } from '../../packages/age/src/bech32.js';
import { createPlace, keys, parsed, type Place, read } from './place.js';
import { bytesIn, formsOf } from './planted.js';

const PLANTED = ['ada.lovelace@example.com', '4111111111111111', 'hunter2-hunter2', 'Ärztin in Zürich'];

let place: Place;
let log: SealedLog;
let configuration: string;
beforeAll(() => {
  place = createPlace();
  const options = { anchor: place.anchor, fsync: 'frame', flush: { bytes: 500 } } as const;
  log = place.open(options);
  for (let number = 0; number < 50; number++)
    log.write(JSON.stringify({ level: 30, number, planted: PLANTED }));
  // Killed, in effect: what is on the disk is what counts.
  log.flush();
  configuration = JSON.stringify({ ...options, recipients: [keys.recipient], root: keys.root });
});
afterAll(() => {
  log.close();
  place.remove();
});

const disk = (): Buffer[] => bytesIn(place.folder);

describe('the disk of a server that writes', () => {
  it('holds none of the values, in no encoding', () => {
    const forms = PLANTED.flatMap(formsOf);
    for (const bytes of disk()) for (const form of forms) expect(bytes.includes(form)).toBe(false);
  });

  it('is searched in a way that finds them where they are', async () => {
    const clear = Buffer.from((await read(place)).join('\n'));
    for (const text of PLANTED) {
      expect(clear.includes(text)).toBe(true);
      const encoded = Buffer.from(clear.toString('base64'));
      expect(formsOf(text).some((form) => encoded.includes(form))).toBe(true);
    }
  });

  it('and its configuration hold nothing that opens a frame', () => {
    const frames = parsed(place.segments()[0] ?? '').filter(({ kind }) => kind === 'frame');
    expect(frames.length).toBeGreaterThan(5);
    // All that could be a key: 32 bytes, as they are or in base64, at every place where a text of them begins.
    const candidates = new Set(
      [...disk(), Buffer.from(configuration)]
        .flatMap((bytes) => bytes.toString('latin1').match(/[A-Za-z0-9+/]{43}=|[0-9a-f]{64}/g) ?? [])
        .map((text) => Buffer.from(text, text.length === 64 ? 'hex' : 'base64').toString('hex')),
    );
    expect(candidates.size).toBeGreaterThan(5);
    const ct = Buffer.from(frames[0]?.['ct'] as string, 'base64');
    for (const hex of candidates) {
      const identity = encodeBech32('age-secret-key-', Buffer.from(hex, 'hex')).toUpperCase();
      expect(() => decrypt(ct, [identity])).toThrow('no identity opens');
    }
    expect(() => decrypt(ct, [keys.identity])).not.toThrow();
    expect(disk().some((bytes) => /AGE-SECRET-KEY|PRIVATE\+KEY/.test(bytes.toString('latin1')))).toBe(false);
  });
});
