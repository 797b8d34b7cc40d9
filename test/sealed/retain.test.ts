import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  copyFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { purgeSealed, readAnchor, type SealedLogOptions } from '@logsieve/sealed';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chainLine } from '../../packages/sealed/src/format/chain.js';
import { type SigningKey, signingKey } from '../../packages/sealed/src/format/ed25519.js';
import { signNote, textOf } from '../../packages/sealed/src/format/note.js';
import {
  formatStatement,
  originOf,
  parseStatement,
  type Statement,
} from '../../packages/sealed/src/format/statement.js';
import { purge } from '../../packages/sealed/src/purge/purge.js';
import { loadState } from '../../packages/sealed/src/state/state.js';
import { createSigner, type Signer } from '../../packages/sealed/src/write/signer.js';
import { stopClock } from './clock.js';
import {
  anchorOf,
  createPlace,
  keys,
  parsed,
  pathOf,
  type Place,
  putLines,
  read,
  record,
  textLines,
  verify,
} from './place.js';

/** `npm run test:deep` kills more of them. */
const isDeep = process.env['LOGSIEVE_DEEP'] === '1';
const RUNS = isDeep ? 50 : 4;

let place: Place;
beforeEach(() => {
  stopClock();
  place = createPlace(10_000);
});
afterEach(() => {
  vi.useRealTimers();
  place.remove();
});

const AGE = { retain: { ms: 20_000 }, rotate: { ms: 5000 } } as const;
const manifest = () => join(place.dir, 'tombstones.ndjson');
const numbers = () => place.segments().map((path) => Number(basename(path, '.sealed')));
const tombstones = () => textLines(manifest());

const purgeAll = () => purgeSealed({ dir: place.dir, stateDir: place.stateDir });

/** A record a second. */
function writeFor(seconds: number, options: Partial<SealedLogOptions>, first = 0, close = true) {
  const log = place.open(options);
  for (let number = first; number < first + seconds; number++) {
    log.write(record(number));
    log.flush();
    vi.advanceTimersByTime(1000);
  }
  if (close) expect(log.close()).toBe(true);
  return log;
}

describe('retention', () => {
  it('by age deletes what is too old while it is written, and the rest is OK and comes out', async () => {
    const log = writeFor(60, AGE);
    const { purged, purgeFaults } = log.counters();
    expect(purged).toBeGreaterThan(5);
    expect(purgeFaults).toBe(0);
    expect(numbers()[0]).toBe(purged + 1);
    expect(statSync(manifest()).mode & 0o777).toBe(0o600);
    const found = await verify(place, anchorOf(place));
    expect(found).toMatchObject({ verdict: 'OK', purged, segments: numbers().length, torn: [] });
    expect(found.epoch).toBeGreaterThan(3);
    const lines = await read(place);
    expect(lines).toEqual(
      Array.from({ length: lines.length }, (_, index) => record(60 - lines.length + index)),
    );
    // Twenty seconds, and the segment that was open: nothing older, and all that is younger.
    expect(lines.length).toBeGreaterThanOrEqual(20);
    expect(lines.length).toBeLessThanOrEqual(31);
  });

  it('by size deletes the oldest until what is there is no larger', async () => {
    const options = { retain: { bytes: 20_000 }, rotate: { bytes: 4000 } };
    const { purged } = writeFor(60, options).counters();
    expect(purged).toBeGreaterThan(3);
    const bytes = place.segments().reduce((sum, path) => sum + statSync(path).size, 0);
    expect(bytes).toBeLessThan(26_000);
    expect(bytes).toBeGreaterThan(15_000);
    expect(await verify(place, anchorOf(place))).toMatchObject({ verdict: 'OK', purged });
  });

  it('is that under which a segment was written, whatever comes later', async () => {
    writeFor(10, { rotate: { ms: 5000 } });
    writeFor(10, { rotate: { ms: 5000 }, retain: { ms: 3_600_000 } }, 10);
    const kept = numbers();
    writeFor(60, AGE, 20);
    expect(numbers().slice(0, kept.length)).toEqual(kept);
    expect(numbers()[kept.length]).toBeGreaterThan(kept.length + 1);
    expect((await read(place)).slice(0, 20)).toEqual(
      Array.from({ length: 20 }, (_, number) => record(number)),
    );
    expect(await verify(place, anchorOf(place))).toMatchObject({ verdict: 'OK' });
  });

  it('goes over torn segments, and over files that are none', async () => {
    const log = writeFor(12, AGE, 0, false);
    const killed = `${place.folder}.killed`;
    cpSync(place.folder, killed, { recursive: true });
    log.close();
    rmSync(place.folder, { recursive: true });
    renameSync(killed, place.folder);
    rmSync(join(place.stateDir, 'writer.lock'));
    writeFileSync(pathOf(place, numbers().length + 1), '{"kind":"hea');
    const torn = numbers().slice(-2);
    writeFor(60, AGE, 100);
    expect(numbers()).not.toContain(torn[0]);
    expect(numbers()).toContain(torn[1]);
    expect(await verify(place, anchorOf(place))).toMatchObject({ verdict: 'OK', torn });
  });

  // A thousand keys, each forced to the disk.
  it.runIf(isDeep)(
    'closes a segment in which a thousand epochs ended: its tombstone would be too long else',
    async () => {
      place.remove();
      place = createPlace(1000);
      const log = place.open({ fsync: 'never' });
      vi.advanceTimersByTime(1_050_000);
      expect(log.close()).toBe(true);
      const epochs = place
        .segments()
        .map((path) => parsed(path).filter(({ kind }) => kind === 'epoch').length);
      expect(epochs[0]).toBe(1000);
      expect(epochs).toHaveLength(2);
      expect(await verify(place)).toMatchObject({ verdict: 'OK_UNANCHORED' });
    },
    60_000,
  );

  it('is asked for with an age or a size', () => {
    for (const retain of [{}, { ms: 1 }, { bytes: -1 }, { ms: '7d' }, 7]) {
      expect(() => place.open({ retain } as object)).toThrow('options.retain');
    }
  });
});

describe('purgeSealed', () => {
  it('deletes what is due while no writer runs, once', async () => {
    writeFor(30, AGE);
    vi.advanceTimersByTime(60_000);
    const before = numbers();
    const { purged } = purgeAll();
    expect(purged).toBe(before.length - 1);
    expect(numbers()).toEqual(before.slice(-1));
    expect(await verify(place, anchorOf(place))).toMatchObject({ verdict: 'OK', segments: 1 });
    expect(purgeAll()).toEqual({ purged: 0 });
    writeFor(30, AGE, 100);
    expect(await verify(place, anchorOf(place))).toMatchObject({ verdict: 'OK' });
  });

  it('tells how many would go without a change to any file, that of a purge that was cut short left out', () => {
    writeFor(30, AGE);
    vi.advanceTimersByTime(60_000);
    const copies = [place.dir, place.stateDir].map((path) => [path, `${path}-copy`] as const);
    for (const [path, copy] of copies) cpSync(path, copy, { recursive: true });
    const dryRun = () => purgeSealed({ dir: place.dir, stateDir: place.stateDir, dryRun: true });
    const contents = () =>
      [place.dir, place.stateDir].map((path) =>
        readdirSync(path).map((name) => [name, readFileSync(join(path, name), 'latin1')]),
      );
    const before = contents();
    const { purged } = dryRun();
    expect(purged).toBeGreaterThan(2);
    expect(contents()).toEqual(before);
    expect(purgeAll()).toEqual({ purged });
    expect(dryRun()).toEqual({ purged: 0 });
    const last = numbers()[0] ?? 0;
    copyFileSync(join(`${place.dir}-copy`, basename(pathOf(place, last - 1))), pathOf(place, last - 1));
    expect(dryRun()).toEqual({ purged: 0 });
    expect(numbers()).toEqual([last - 1, last]);
    expect(() => purgeSealed({ dir: place.dir, stateDir: place.stateDir, dryRun: 1 } as never)).toThrow(
      'options.dryRun',
    );
  });

  it('is refused while one does, and without the state', () => {
    const log = place.open(AGE);
    expect(() => purgeAll()).toThrow('another writer has the signing state');
    log.close();
    expect(() => purgeSealed({ dir: place.dir, stateDir: join(place.folder, 'none') })).toThrow(
      'no signing state',
    );
    const { dir, stateDir } = place;
    expect(() => purgeSealed({ dir, stateDir, force: true } as never)).toThrow('option force');
  });
});

describe('what was asked for', () => {
  const created = () => parsed(place.segments()[0] ?? '')[0]?.['created'] as number;

  it('and was deleted is PURGED: an anchor, or a time; no gap, and no proof of anything', async () => {
    writeFor(3, AGE);
    const old = readAnchor(place.anchor);
    const then = Date.now();
    writeFor(40, AGE, 10);
    const { writer } = place;
    for (const wanted of [{ anchor: old }, { until: then, writer }, { until: then, anchor: old }]) {
      expect(await verify(place, wanted), Object.keys(wanted).join()).toMatchObject({ verdict: 'PURGED' });
    }
    expect(await verify(place, { until: created() - 1, writer })).toMatchObject({ verdict: 'PURGED' });
    expect((await read(place)).length).toBeGreaterThan(0);
  });

  it('of another log was not deleted from this one', async () => {
    const other = createPlace(10_000);
    const log = other.open();
    log.write(record(1));
    log.close();
    const anchor = readAnchor(other.anchor);
    other.remove();
    writeFor(40, AGE);
    expect(await verify(place, { anchor })).toMatchObject({
      verdict: 'TAMPERED',
      reason: 'the anchor is of another log',
    });
  });

  it('and is there, if but its last line, is not', async () => {
    writeFor(3, AGE);
    const old = readAnchor(place.anchor);
    writeFor(40, AGE, 10);
    const { writer } = place;
    expect(await verify(place, { until: created(), writer })).toMatchObject({ verdict: 'OK' });
    expect(await verify(place, { until: created(), writer, anchor: old })).toMatchObject({ verdict: 'OK' });
    expect(await verify(place, { ...anchorOf(place), until: created() - 1 })).toMatchObject({
      verdict: 'OK',
    });
    expect(await verify(place)).toMatchObject({ verdict: 'OK_UNANCHORED' });
  });

  it('and lies before what was deleted is not', async () => {
    writeFor(3, { rotate: { ms: 5000 } });
    const first = readAnchor(place.anchor);
    const then = Date.now();
    writeFor(3, AGE, 10);
    const old = readAnchor(place.anchor);
    writeFor(40, AGE, 20);
    expect(numbers().slice(0, 1)).toEqual([1]);
    expect(await verify(place, { anchor: first })).toMatchObject({ verdict: 'OK' });
    expect(await verify(place, { until: then, writer: place.writer })).toMatchObject({ verdict: 'OK' });
    // Something of what it covers is there; that it is as it was the anchor can no longer tell.
    expect(await verify(place, { anchor: old })).toMatchObject({ verdict: 'OK_UNANCHORED' });
  });

  it('is not, where anything is wrong with the log, or it has no end', async () => {
    writeFor(3, AGE);
    const anchor = readAnchor(place.anchor);
    const log = writeFor(40, AGE, 10, false);
    log.write(record(100));
    log.flush();
    expect(await verify(place, { anchor })).toMatchObject({ verdict: 'TORN_TAIL' });
    log.close();
    rmSync(place.segments()[1] ?? '');
    expect(await verify(place, { anchor })).toMatchObject({ verdict: 'GAP' });
  });
});

describe('a purge that was cut short', () => {
  it('leaves a segment that the next footer, or the next start, deletes', async () => {
    writeFor(60, AGE);
    const copy = join(place.folder, 'copy');
    cpSync(place.dir, copy, { recursive: true });
    const log = place.open(AGE);
    log.write(record(100));
    log.flush();
    vi.advanceTimersByTime(20_000);
    // As if it had been killed between the tombstone and the deletion.
    const { segment } = parseStatement(
      textOf((JSON.parse(tombstones().at(-1) ?? '') as { note: string }).note),
    ) as Statement;
    const putBack = () => {
      copyFileSync(join(copy, basename(pathOf(place, segment))), pathOf(place, segment));
    };
    putBack();
    expect((await verify(place)).verdict).toBe('TORN_TAIL');
    log.close();
    expect(existsSync(pathOf(place, segment))).toBe(false);
    expect(await verify(place)).toMatchObject({ verdict: 'OK_UNANCHORED' });
    putBack();
    expect(await verify(place)).toMatchObject({ verdict: 'TAMPERED', where: { segment } });
    place.open().close();
    expect(existsSync(pathOf(place, segment))).toBe(false);
    expect(await verify(place, anchorOf(place))).toMatchObject({ verdict: 'OK' });
  });

  it('in the middle of a tombstone has deleted nothing, and is done again', async () => {
    writeFor(30, AGE);
    vi.advanceTimersByTime(60_000);
    const whole = join(place.folder, 'whole');
    cpSync(place.dir, whole, { recursive: true });
    const { size } = statSync(manifest());
    const { purged } = purgeAll();
    truncateSync(manifest(), size + 100);
    cpSync(whole, place.dir, { recursive: true, filter: (path) => !path.endsWith('.ndjson') });
    expect(await verify(place, anchorOf(place))).toMatchObject({ verdict: 'OK' });
    expect(purgeAll()).toEqual({ purged });
    expect(await verify(place, anchorOf(place))).toMatchObject({ verdict: 'OK', segments: 1 });
  });
});

describe('a writer that deletes', () => {
  /** Between two segments it is closed. */
  const isWhole = async (when: string) => {
    const { verdict, where, reason } = await verify(place);
    expect([verdict, where, reason], when).toEqual([
      expect.stringMatching(/^(?:TORN_TAIL|OK_UNANCHORED)$/),
      undefined,
      undefined,
    ]);
  };
  it('looks torn, or closed, to who verifies meanwhile, and when it is killed', async () => {
    vi.useRealTimers();
    const { dir, stateDir, anchor } = place;
    const options = { dir, stateDir, anchor, recipients: [keys.recipient], redacted: true, fsync: 'never' };
    const small = { retain: { bytes: 30_000 }, rotate: { bytes: 5000 }, flush: { bytes: 2000 } };
    const program = join(import.meta.dirname, 'writing.js');
    for (let run = 0; run < RUNS; run++) {
      const first = run * 1_000_000;
      const child = spawn(process.execPath, [
        program,
        JSON.stringify({ options: { ...options, ...small }, first }),
      ]);
      await once(child.stdout, 'data');
      for (let count = 0; count < 3; count++) {
        await isWhole(`run ${run}, while it writes`);
      }
      await wait(Math.random() * 50);
      child.kill('SIGKILL');
      await once(child, 'close');
      await isWhole(`run ${run}, killed`);
    }
    place.open({ retain: small.retain }).close();
    const found = await verify(place);
    expect(found.verdict).toBe('OK_UNANCHORED');
    expect(found.purged).toBeGreaterThan(RUNS * 5);
  }, 600_000);
});

describe('who has no key, or only that of the running writer,', () => {
  beforeEach(() => {
    writeFor(60, AGE);
  });
  const put = (lines: readonly string[]) => {
    putLines(manifest(), lines);
  };
  type Line = { readonly kind: string; header: string; notes: string[]; note: string };
  const change = (index: number, of: (line: Line) => void) => {
    const lines = tombstones();
    const line = JSON.parse(lines[index] ?? '') as Line;
    of(line);
    put(lines.with(index, JSON.stringify(line)));
  };
  const resign = (line: Line, said: Partial<Statement>, other?: SigningKey) => {
    const { number: epoch, key } = loadState(place.stateDir).current;
    const statement = { ...(parseStatement(textOf(line.note)) as Statement), epoch, ...said };
    line.note = signNote(formatStatement(statement), originOf(statement.writer), other ?? key);
  };
  const isFound = async (verdict: string | RegExp = 'TAMPERED') => {
    for (const options of [anchorOf(place), {}])
      expect((await verify(place, options)).verdict).toMatch(verdict);
  };

  it('cannot take a tombstone, or all of them, away', async () => {
    const lines = tombstones();
    for (const index of lines.keys()) {
      put(lines.toSpliced(index, 1));
      await isFound('GAP');
    }
    rmSync(manifest());
    await isFound('GAP');
  });

  it('cannot delete a segment without one', async () => {
    for (const number of numbers().slice(0, -1)) {
      const bytes = readFileSync(pathOf(place, number));
      rmSync(pathOf(place, number));
      await isFound('GAP');
      writeFileSync(pathOf(place, number), bytes);
    }
    await isFound('OK');
  });

  it('cannot change a byte of the manifest, or cut it off', async () => {
    const bytes = readFileSync(manifest());
    for (let at = 0; at < bytes.length; at += at < 3000 ? 13 : 211) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] as number) ^ (1 << (at % 7));
      for (const content of [changed, bytes.subarray(0, at)]) {
        writeFileSync(manifest(), content);
        expect((await verify(place, anchorOf(place))).verdict, `at ${at}`).not.toMatch(/^OK/);
      }
    }
  });

  it('cannot sign one for the writer', async () => {
    change(0, (line) => {
      resign(line, {}, signingKey());
    });
    await isFound('UNKNOWN_KEY');
  });

  it('cannot put a segment back', async () => {
    const again = join(place.folder, 'again');
    cpSync(place.dir, again, { recursive: true });
    vi.advanceTimersByTime(60_000);
    purgeAll();
    cpSync(again, place.dir, { recursive: true, filter: (path) => !path.endsWith('.ndjson') });
    await isFound();
  });

  it('cannot delete what is not due, though the writer’s key signs it', async () => {
    const signer = createSigner(place.stateDir, loadState(place.stateDir));
    expect(purge({ dir: place.dir, signer, time: Date.now() + 3_600_000 })).toBeGreaterThan(0);
    await isFound();
    // With an honest time they are not due either, nor for another cause.
    for (const cause of ['age', 'size'] as const) {
      for (const index of tombstones().keys()) {
        change(index, (line) => {
          const { time } = parseStatement(textOf(line.note)) as Statement;
          if (time >= Date.now()) resign(line, { time: Date.now(), cause });
        });
      }
      await isFound();
    }
  });

  it('cannot delete a millisecond too early', async () => {
    const { notes } = JSON.parse(tombstones()[0] ?? '') as Line;
    const { time } = parseStatement(textOf(notes.at(-1) ?? '')) as Statement;
    for (const [after, verdict] of [
      [19_999, 'TAMPERED'],
      [20_000, 'OK'],
    ] as const) {
      change(0, (line) => {
        resign(line, { time: time + after });
      });
      await isFound(verdict);
    }
  });

  it('cannot delete for its size what is behind too little', async () => {
    place.remove();
    place = createPlace(10_000);
    writeFor(60, { retain: { bytes: 20_000 }, rotate: { bytes: 4000 } });
    await isFound('OK');
    const signer = createSigner(place.stateDir, loadState(place.stateDir));
    for (const path of place.segments().slice(0, -1)) {
      const text = readFileSync(path, 'utf8');
      expect(text).toContain('"bytes":20000');
      const tombstone = tombstoneOf(path, signer);
      rmSync(path);
      appendFileSync(manifest(), `${JSON.stringify(tombstone)}\n`);
      await isFound();
      put(tombstones().slice(0, -1));
      writeFileSync(path, text);
    }
    await isFound('OK');
  });

  it('cannot say that a segment was to go earlier than it says itself', async () => {
    change(0, (line) => {
      line.header = line.header.replace('"ms":20000', '"ms":10000');
    });
    await isFound();
  });

  it('cannot make up how a segment ended, what was in it, or one that never was', async () => {
    const whole = readFileSync(manifest());
    const changes: ((line: Line) => void)[] = [
      (line) => {
        resign(line, { lines: 3 });
      },
      (line) => {
        resign(line, { bytes: 3 });
      },
      (line) => {
        resign(line, { chain: Buffer.alloc(32, 7) });
      },
      (line) => {
        resign(line, { segment: 900 });
      },
      (line) => {
        line.notes.pop();
      },
      (line) => {
        line.notes.shift();
      },
      (line) => {
        line.notes.push(line.notes.at(-1) ?? '');
      },
      (line) => {
        line.notes.reverse();
      },
      (line) => {
        line.header = '';
      },
    ];
    for (const [index, of] of changes.entries()) {
      change(1, of);
      expect((await verify(place, anchorOf(place))).verdict, `change ${index}`).not.toMatch(/^OK/);
      writeFileSync(manifest(), whole);
    }
    await isFound('OK');
    appendFileSync(manifest(), `${tombstones()[0] ?? ''}\n`);
    await isFound();
    put([...tombstones().slice(0, -1), tombstones()[0]?.replaceAll('segment 1 ', 'segment 99 ') ?? '']);
    await isFound(/TAMPERED|UNKNOWN_KEY/);
  });

  it('cannot delete the end of a log', async () => {
    const path = pathOf(place, numbers().at(-1) ?? 0);
    const tombstone = tombstoneOf(path, createSigner(place.stateDir, loadState(place.stateDir)));
    resign(tombstone, { cause: 'age' });
    rmSync(path);
    appendFileSync(manifest(), `${JSON.stringify(tombstone)}\n`);
    await isFound(/TAMPERED|GAP/);
  });
});

/** A tombstone that is right in all but that the segment is not due. */
function tombstoneOf(path: string, signer: Signer) {
  const [header = '', ...rest] = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  const lines = parsed(path);
  const notes = lines.flatMap(({ kind, note }, index) =>
    typeof note === 'string' && (index < 2 || kind !== 'checkpoint') ? [note] : [],
  );
  const { lines: count, chain, bytes, segment } = parseStatement(textOf(notes.at(-1) ?? '')) as Statement;
  const footer = Buffer.from(rest.at(-1) ?? '');
  const end = { lines: count + 1, chain: chainLine(chain, footer), bytes: bytes + footer.length + 1 };
  const note = signer.signTombstone({ ...end, segment, time: Date.now() }, 'size');
  return { kind: 'tombstone', header, notes, note };
}
