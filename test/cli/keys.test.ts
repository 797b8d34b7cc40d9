/** `keygen` and `enroll`, and where private keys may stand. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { generateIdentity, recipientOf } from '@logsieve/age';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACCESS, createFolder, type Folder, keys, WRITE } from './place.js';

let place: Folder;
beforeEach(() => {
  place = createFolder();
});
afterEach(() => {
  place.remove();
});

const modeOf = (name: string) => (statSync(place.at(name)).mode & 0o777).toString(8);
const text = (name: string) => readFileSync(place.at(name), 'utf8');
const PARTS = ['reader.key', 'root.key', 'recipient.pub', 'root.pub'];

describe('keygen', () => {
  it('writes private keys for their owner alone, shows the public ones, and says what goes where', async () => {
    const { code, out, err } = await place.run(['keygen', '--out', 'keys', '--name', 'example.com/logs']);
    expect(code).toBe(0);
    expect([modeOf('keys'), modeOf('keys/reader.key'), modeOf('keys/root.key')]).toEqual([
      '700',
      '600',
      '600',
    ]);
    const [recipient = '', root = ''] = ['keys/recipient.pub', 'keys/root.pub'].map((name) =>
      text(name).trim(),
    );
    expect(out).toBe(`recipient ${recipient}\nroot      ${root}\n`);
    expect(root).toMatch(/^example\.com\/logs\+/);
    const identity = text('keys/reader.key').split('\n')[1] ?? '';
    expect(recipientOf(identity)).toBe(recipient);
    for (const name of PARTS) expect(err).toContain(name);
    // They fit together.
    const enrolled = await place.run(['enroll', '--state', 's', '--root-key', 'keys/root.key']);
    expect(enrolled).toMatchObject({ code: 0, err: '' });
    expect(enrolled.out).toMatch(/^[0-9a-f]{32}\n$/);
    const again = await place.call('enroll', '--state', 's', '--root-key', place.at('keys/root.key'));
    expect(again).toMatchObject({ code: 2, out: '' });
    expect(again.err).toContain('[ERR_LOGSIEVE_SEALED_STATE]');
  });

  it('never writes over a key, or through a link, and leaves none of the others then', async () => {
    for (const name of ['root.key', 'root.pub']) {
      const folder = `keys-${name}`;
      await place.call('keygen', '--out', folder);
      const before = text(`${folder}/${name}`);
      for (const other of PARTS.filter((part) => part !== name)) {
        rmSync(place.at(`${folder}/${other}`));
      }
      const { code, out, err } = await place.call('keygen', '--out', folder);
      expect({ code, out }, name).toEqual({ code: 2, out: '' });
      expect(err).toContain(`${name} is there already`);
      expect(text(`${folder}/${name}`)).toBe(before);
      for (const other of PARTS.filter((part) => part !== name)) {
        expect(existsSync(place.at(`${folder}/${other}`)), other).toBe(false);
      }
    }
    mkdirSync(place.at('linked'));
    symlinkSync(place.at('elsewhere'), place.at('linked/root.key'));
    expect((await place.call('keygen', '--out', 'linked')).code).toBe(2);
    expect(existsSync(place.at('elsewhere'))).toBe(false);
    expect((await place.call('keygen', '--out', 'root.pub')).err).toContain('the folder');
  });
});

describe('a private key', () => {
  it('among the arguments is refused before anything is done, and not repeated', async () => {
    place.write([1]);
    const root = ['--root', 'root.pub'];
    for (const args of [
      ['unseal', 'logs', ...root, '--identity', keys.identity, ...ACCESS],
      ['unseal', 'logs', ...root, `--identity=${keys.identity.toLowerCase()}`, ...ACCESS],
      ['enroll', '--state', 's', '--root-key', keys.rootKey],
      ['seal', ...WRITE, '--recipient', keys.identity],
      ['reveal', keys.identity],
      [keys.identity],
    ]) {
      const { code, out, err } = await place.call(...args);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toContain('a private key is among the arguments');
      expect(err.toUpperCase()).not.toContain(keys.identity.slice(20, 40));
    }
    expect((await place.run(['verify', keys.identity])).code).toBe(2);
    expect(existsSync(place.at('access'))).toBe(false);
  });

  it('comes from a variable, or a file that its owner alone has rights to', async () => {
    place.write([1]);
    const args = (from: string) => ['unseal', 'logs', '--root', 'root.pub', '--identity', from, ...ACCESS];
    expect(await place.run(args('env:KEY'), { env: { KEY: keys.identity } })).toMatchObject({ code: 0 });
    expect((await place.call(...args('env:KEY'))).err).toContain('[ERR_LOGSIEVE_SEALED_SOURCE]');
    chmodSync(place.at('reader.key'), 0o640);
    const { code, out, err } = await place.run(args('reader.key'));
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/--identity gives no key: others have rights to the file \(chmod 600 it/);
    chmodSync(place.at('reader.key'), 0o600);
    expect((await place.call(...args('reader.key'))).code).toBe(0);
  });

  it('of the root in a file that others can write to verifies nothing', async () => {
    place.write([1]);
    chmodSync(place.at('root.pub'), 0o666);
    const { code, out, err } = await place.call('verify', 'logs', '--root', 'root.pub');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('--root gives no key: others can write to the file');
  });

  it('that opens nothing here is told from one that is none', async () => {
    place.write([1]);
    writeFileSync(place.at('other.key'), generateIdentity(), { mode: 0o600 });
    const args = (file: string) => ['unseal', 'logs', '--root', 'root.pub', '--identity', file, ...ACCESS];
    expect((await place.call(...args('other.key'))).err).toContain('[ERR_LOGSIEVE_AGE_NO_MATCH]');
    expect((await place.call(...args('root.pub'))).code).toBe(2);
  });
});
