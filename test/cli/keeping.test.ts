/** `purge` and `rekey`: what becomes of a log. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { generateIdentity, recipientOf } from '@logsieve/age';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACCESS, createFolder, type Folder, keys, record } from './place.js';

let place: Folder;
beforeEach(() => {
  place = createFolder();
});
afterEach(() => {
  place.remove();
});

const ROOT = ['--root', 'root.pub'];

describe('purge', () => {
  const purge = (...more: string[]) => place.run(['purge', 'logs', '--state', 'state', ...more]);

  it('tells what would go, deletes it, and the log is OK, or PURGED where nothing of what is asked for is left', async () => {
    place.write([1, 1, 1], { retain: { ms: 1000 } });
    await setTimeout(1100);
    const before = place.segments();
    expect(await purge('--dry-run')).toEqual({ code: 0, out: '2 segments would be deleted\n', err: '' });
    expect(place.segments()).toEqual(before);
    expect(await purge()).toEqual({ code: 0, out: '2 segments deleted\n', err: '' });
    const again = await place.call('purge', 'logs', '--state', 'state');
    expect(again).toMatchObject({ code: 0, out: '0 segments deleted\n' });
    expect(place.segments()).toEqual(before.slice(-1));
    const verify = (...more: string[]) => place.call('verify', 'logs', ...ROOT, ...more);
    const ok = await verify('--anchor', 'anchor');
    expect(ok).toMatchObject({ code: 0 });
    expect(ok.out).toContain('segments 1, 2 deleted');
    // The first note of all is of what was deleted.
    writeFileSync(place.at('old'), `${readFileSync(place.at('anchor'), 'utf8').split('\n')[0]}\n`);
    expect(await verify('--anchor', 'old')).toMatchObject({ code: 3 });
    expect((await verify('--anchor', 'old')).out).toMatch(/^the log is PURGED\n/);
  });

  it('deletes nothing beside a writer, without its state, or in the folder of another', async () => {
    const log = place.open();
    const args = ['purge', 'logs', '--state'];
    expect(await place.call(...args, 'state')).toMatchObject({ code: 2, out: '' });
    expect((await place.call(...args, 'state', '--dry-run')).err).toContain('[ERR_LOGSIEVE_SEALED_LOCKED]');
    log.close();
    expect((await place.call(...args, 'none')).err).toMatch(/logsieve enroll.*\[ERR_LOGSIEVE_SEALED_STATE\]/);
    mkdirSync(place.at('empty'));
    const { err } = await place.call('purge', 'empty', '--state', 'state');
    expect(err).toContain('[ERR_LOGSIEVE_SEALED_DIR]');
  });
});

describe('rekey', () => {
  const next = generateIdentity();
  const args = [
    ...['rekey', 'logs', '--root-key', 'root.key', '--identity', 'reader.key'],
    ...['--recipient', recipientOf(next), ...ACCESS],
  ];

  it('has the others read, and those before no longer, with an account of it; the log verifies', async () => {
    place.write([1, 1]);
    const anchored = [...args, '--anchor', 'anchor'];
    expect(await place.run(anchored)).toEqual({ code: 0, out: '2 wrapped anew, 0 kept, 0 open\n', err: '' });
    expect(await place.call(...anchored)).toMatchObject({ code: 0, out: '0 wrapped anew, 2 kept, 0 open\n' });
    expect(await place.read('logs', next)).toEqual([record(1), record(2)]);
    await expect(place.read('logs', keys.identity)).rejects.toThrow('no identity opens');
    expect(JSON.parse((await place.read('access'))[0] ?? '')).toMatchObject({
      event: 'rekey',
      reason: 'a test',
    });
    expect((await place.call('verify', 'logs', ...ROOT, '--anchor', 'anchor')).out).toContain(
      '2 wrapped anew',
    );
  });

  it('leaves a segment that has no footer, and says so in its exit code', async () => {
    place.write([1]);
    const log = place.open();
    log.write(record(2));
    log.flush();
    const ran = await place.run(args);
    log.close();
    expect(ran).toMatchObject({ code: 3, out: '1 wrapped anew, 0 kept, 1 open\n' });
    expect(ran.err).toContain('stays as it is');
  });

  it('does nothing to a log that was changed', async () => {
    place.write([1, 1]);
    const [first = ''] = place.segments();
    writeFileSync(first, readFileSync(first, 'utf8').replace('"records":1', '"records":2'));
    const before = readFileSync(first, 'utf8');
    const ran = await place.run(args);
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toContain('the log is TAMPERED');
    expect(readFileSync(first, 'utf8')).toBe(before);
  });
});
