import { copyFileSync, cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readAnchor, type Verdict } from '@logsieve/sealed';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { signingKey } from '../../packages/sealed/src/format/ed25519.js';
import { signNote, textOf } from '../../packages/sealed/src/format/note.js';
import type { FrameLine } from '../../packages/sealed/src/format/frame-line.js';
import type { HeaderLine, NoteLine, SegmentLine } from '../../packages/sealed/src/format/segment-line.js';
import {
  formatStatement,
  originOf,
  parseStatement,
  type Statement,
} from '../../packages/sealed/src/format/statement.js';
import { stopClock } from './clock.js';
import { anchorOf, copyOf, createPlace, type Place, putLines, record, textLines, verify } from './place.js';
import { forge, linesOf, stolenKey } from './forge.js';

/** Every byte of the long log too: `npm run test:deep`. */
const isDeep = process.env['LOGSIEVE_DEEP'] === '1';

let short: Place;
let long: Place;
let until: number;
beforeAll(() => {
  stopClock();
  short = createPlace();
  const log = short.open();
  log.write(record(1));
  log.close();
  // Three segments, two epochs in each, frames, and checkpoints between them.
  long = createPlace(10_000);
  const other = long.open({ flush: { bytes: 100 }, checkpoint: 1000 });
  for (let number = 0; number < 24; number++) {
    other.write(record(number));
    vi.advanceTimersByTime(2500);
    if (number % 8 === 7 && number < 23)
      other.setRecipients(['age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj']);
  }
  other.close();
  until = Date.now();
  vi.useRealTimers();
});
afterAll(() => {
  short.remove();
  long.remove();
});

/** The verdicts: with the anchor, with a time, and with neither. */
async function verdicts(place: Place, of: Place): Promise<Verdict[]> {
  const found: Verdict[] = [];
  for (const wanted of [anchorOf(of), { until, writer: of.writer }, {}]) {
    found.push((await verify(place, wanted)).verdict);
  }
  return found;
}

describe('as it was written', () => {
  it('the logs of this suite are OK, and hold what it is about', async () => {
    expect(await verdicts(long, long)).toEqual(['OK', 'OK', 'OK_UNANCHORED']);
    expect(await verify(short, anchorOf(short))).toMatchObject({ verdict: 'OK', frames: 1 });
    const kinds = linesOf(long).map((lines) => lines.map(({ kind }) => kind));
    expect(kinds.length).toBeGreaterThanOrEqual(3);
    for (const of of kinds.slice(0, 3)) {
      expect(of).toEqual(expect.arrayContaining(['header', 'frame', 'checkpoint', 'epoch', 'footer']));
    }
  });
});

describe('each byte', () => {
  it('flipped is found, and cut off there too, with an anchor and without', async () => {
    const copy = copyOf(isDeep ? long : short);
    const of = isDeep ? long : short;
    for (const path of copy.segments()) {
      const bytes = readFileSync(path);
      for (let at = 0; at < bytes.length; at++) {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] as number) ^ (1 << (at % 8));
        for (const [what, content] of [
          ['flipped', changed],
          ['cut', bytes.subarray(0, at)],
        ] as const) {
          writeFileSync(path, content);
          const { verdict } = await verify(copy, anchorOf(of));
          expect(verdict, `${what} at ${at} of ${basename(path)}`).not.toMatch(/^OK/);
          if (at % 16 > 0) continue;
          const without = await verify(copy);
          expect(without.verdict, `${what} at ${at} of ${basename(path)}`).not.toMatch(/^OK/);
        }
      }
      writeFileSync(path, bytes);
    }
    copy.remove();
  }, 3_600_000);
});

describe('lines', () => {
  let copy: Place;
  beforeEach(() => {
    copy?.remove();
    copy = copyOf(long);
  });
  afterAll(() => {
    copy.remove();
  });

  const second = () => copy.segments()[1] ?? '';

  it('taken out, one after the other, are missed, of whatever kind', async () => {
    const lines = textLines(second());
    for (const index of lines.keys()) {
      putLines(second(), lines.toSpliced(index, 1));
      for (const verdict of await verdicts(copy, long)) expect(verdict, `line ${index}`).not.toMatch(/^OK/);
    }
  });

  it('twice, or in another order, are found', async () => {
    const lines = textLines(second());
    for (const index of lines.keys()) {
      putLines(second(), lines.toSpliced(index, 0, lines[index] as string));
      expect((await verify(copy)).verdict, `line ${index} twice`).not.toMatch(/^OK/);
      if (index === 0) continue;
      putLines(second(), lines.toSpliced(index - 1, 2, lines[index] as string, lines[index - 1] as string));
      expect((await verify(copy)).verdict, `lines ${index - 1} and ${index} swapped`).not.toMatch(/^OK/);
    }
  });

  it('of another segment, or of another log, in the place of one are found where they begin', async () => {
    const lines = textLines(second());
    const at = lines.findIndex((line) => line.startsWith('{"kind":"frame"'));
    for (const from of [copy.segments()[0] ?? '', short.segments()[0] ?? '']) {
      const other = textLines(from).find((line) => line.startsWith('{"kind":"frame"')) ?? '';
      putLines(second(), lines.with(at, other));
      expect(await verify(copy)).toMatchObject({ verdict: 'TAMPERED', where: { segment: 2, line: at + 1 } });
    }
  });

  it('without any signature between them are UNSEALED, though anybody can chain them anew', async () => {
    const bare = linesOf(copy).map((lines) =>
      lines.filter(({ kind }) => kind === 'header' || kind === 'frame'),
    );
    forge(copy, bare, signingKey());
    expect(await verdicts(copy, long)).toEqual(['UNSEALED', 'UNSEALED', 'UNSEALED']);
  });

  it('in clear beside them are no lines of the format', async () => {
    putLines(second(), [...textLines(second()), '{"level":30}']);
    expect(await verify(copy)).toMatchObject({ verdict: 'TAMPERED' });
  });
});

describe('segments', () => {
  let copy: Place;
  beforeEach(() => {
    copy?.remove();
    copy = copyOf(long);
  });
  afterAll(() => {
    copy.remove();
  });

  it('taken out leave a gap, wherever they stood', async () => {
    const count = copy.segments().length;
    for (let index = 0; index < count; index++) {
      const path = copy.segments()[index] ?? '';
      renameSync(path, join(copy.folder, 'away'));
      const [anchored, timed, neither] = await verdicts(copy, long);
      expect([anchored, timed], `segment ${index + 1}`).toEqual(['GAP', 'GAP']);
      // The end of a log that was cut off is known to who has more than the log.
      expect(neither).toBe(index === count - 1 ? 'OK_UNANCHORED' : 'GAP');
      renameSync(join(copy.folder, 'away'), path);
    }
  });

  it('all of them taken out leave a gap', async () => {
    for (const path of copy.segments()) rmSync(path);
    expect(await verdicts(copy, long)).toEqual(['GAP', 'GAP', 'GAP']);
  });

  it('in each other’s place, or twice under two names, are found', async () => {
    const [first = '', second = ''] = copy.segments();
    renameSync(first, join(copy.folder, 'away'));
    renameSync(second, first);
    renameSync(join(copy.folder, 'away'), second);
    expect(await verdicts(copy, long)).toEqual(['TAMPERED', 'TAMPERED', 'TAMPERED']);
    const again = copyOf(long);
    const last = again.segments().at(-1) ?? '';
    copyFileSync(last, join(again.dir, `${String(again.segments().length + 1).padStart(8, '0')}.sealed`));
    expect(await verdicts(again, long)).toEqual(['TAMPERED', 'TAMPERED', 'TAMPERED']);
    again.remove();
  });

  it('of another log, from the first on, are those of an unknown key, or found by anchor and name', async () => {
    rmSync(copy.dir, { recursive: true });
    mkdirSync(copy.dir);
    cpSync(short.dir, copy.dir, { recursive: true });
    expect(await verdicts(copy, long)).toEqual(['UNKNOWN_KEY', 'UNKNOWN_KEY', 'OK_UNANCHORED']);
    expect((await verify(copy, { anchor: readAnchor(long.anchor) })).verdict).toMatch(/^(?:GAP|TAMPERED)$/);
    expect(await verify(copy, { until: until - 600_000 })).toMatchObject({ verdict: 'OK_UNANCHORED' });
  });
});

describe('whoever can write to the folder, and has no key,', () => {
  it('cannot put frames behind the footer', async () => {
    const copy = copyOf(short);
    const [lines = []] = linesOf(copy);
    const frame = lines.find(({ kind }) => kind === 'frame') as SegmentLine;
    forge(copy, [[...lines, frame]], stolenKey(copy));
    for (const verdict of await verdicts(copy, short)) expect(verdict).toBe('TAMPERED');
    copy.remove();
  });

  it('cannot make a writer that starts again vouch for another log than it had', async () => {
    const copy = copyOf(short);
    const [lines = []] = linesOf(copy);
    forge(
      copy,
      [lines.map((line) => (line.kind === 'frame' ? { ...line, records: 7 } : line))],
      signingKey(),
    );
    copy.open().close();
    expect(linesOf(copy)[1]?.[0]).toMatchObject({ previous: { end: 'damaged' } });
    copy.remove();
  });
});

describe('whoever has the key of the current epoch', () => {
  let copy: Place;
  beforeEach(() => {
    copy = copyOf(short);
  });
  afterEach(() => {
    copy.remove();
  });
  const [first, checkpoint, frame, footer] = [0, 1, 2, 3];
  const signed = (index: number, change: Partial<Statement>) => {
    const [lines = []] = linesOf(copy);
    const line = lines[index] as NoteLine;
    const said = { ...(parseStatement(textOf(line.note)) as Statement), ...change };
    return [lines.with(index, { ...line, note: `${formatStatement(said)}\n\u2014 x y\n` })];
  };

  it('can write that epoch anew: it shows by an anchor, and by nothing else', async () => {
    const [lines = []] = linesOf(copy);
    forge(copy, [lines.with(frame, { ...(lines[frame] as FrameLine), records: 7 })], stolenKey(copy));
    expect(await verdicts(copy, short)).toEqual(['TAMPERED', 'GAP', 'OK_UNANCHORED']);
    const last = linesOf(copy)[0]?.[footer] as NoteLine;
    expect((await verify(copy, { anchor: last.note })).verdict).toBe('OK');
  });

  it('cannot say of a log what it is not: another place, writer, epoch, or kind', async () => {
    const changes = [{ bytes: 1 }, { segment: 2 }, { epoch: 1 }, { writer: '0'.repeat(32) }];
    for (const change of changes) {
      forge(copy, signed(checkpoint, change), stolenKey(copy), change);
      expect((await verify(copy)).verdict, Object.keys(change)[0]).not.toMatch(/^OK/);
      cpSync(short.dir, copy.dir, { recursive: true });
    }
    const [lines = []] = linesOf(copy);
    forge(copy, [lines.with(first, { ...(lines[first] as HeaderLine), epoch: 1 })], stolenKey(copy));
    expect(await verify(copy)).toMatchObject({ verdict: 'TAMPERED', reason: 'its epoch is another one' });
  });

  it('cannot end the epoch early, or skip one', async () => {
    const [lines = []] = linesOf(copy);
    const { time, ...said } = parseStatement(textOf((lines[footer] as NoteLine).note)) as Statement;
    const next = { publicBytes: signingKey().publicBytes, from: time, missed: 0 };
    for (const number of [1, 2]) {
      const epoch = { ...said, time, kind: 'epoch' as const, next: { ...next, number } };
      const line = { kind: 'epoch' as const, note: `${formatStatement(epoch)}\n\u2014 x y\n` };
      forge(copy, [lines.with(footer, line)], stolenKey(copy));
      expect(await verify(copy)).toMatchObject({
        verdict: 'TAMPERED',
        reason: 'the epoch is not the one that comes next',
      });
    }
  });

  it('cannot anchor in the name of another', async () => {
    const [lines = []] = linesOf(copy);
    const note = (lines[footer] as NoteLine).note;
    const forged = signNote(textOf(note), originOf(short.writer), signingKey());
    expect((await verify(copy, { anchor: forged })).verdict).toBe('UNKNOWN_KEY');
    expect((await verify(copy, { anchor: note })).verdict).toBe('OK');
  });

  it('cannot say that a segment ended in another way than it did', async () => {
    copy.open().close();
    const [one = [], two = []] = linesOf(copy);
    const header = two[0] as HeaderLine;
    for (const change of [{ end: 'torn' }, { end: 'damaged' }, { bytes: 1 }, { segment: 7 }] as const) {
      const previous = { ...header.previous, ...change } as HeaderLine['previous'];
      forge(copy, [one, two.with(0, { ...header, previous })], stolenKey(copy), {}, true);
      expect(await verify(copy), Object.keys(change)[0]).toMatchObject({
        verdict: 'TAMPERED',
        where: { segment: 2, line: 1 },
      });
    }
    forge(copy, [one, two], stolenKey(copy));
    expect(await verify(copy)).toMatchObject({ verdict: 'OK_UNANCHORED' });
  });
});

describe('whoever has the running writer’s key', () => {
  const forged = async (
    change: (lines: ReturnType<typeof linesOf>) => ReturnType<typeof linesOf>,
    key = stolenKey(long),
  ) => {
    const copy = copyOf(long);
    forge(copy, change(linesOf(copy)), key);
    const found = await verdicts(copy, long);
    copy.remove();
    return found;
  };
  const withoutFirstFrame = (lines: ReturnType<typeof linesOf>) =>
    lines.map((segment, index) =>
      index > 0 ? segment : segment.filter(({ kind }, at) => kind !== 'frame' || at > 2),
    );

  it('cannot sign what was sealed before the current epoch, changed or not', async () => {
    for (const change of [withoutFirstFrame, (lines: ReturnType<typeof linesOf>) => lines]) {
      expect(await forged(change)).toEqual(['UNKNOWN_KEY', 'UNKNOWN_KEY', 'UNKNOWN_KEY']);
    }
  });

  it('cannot drop an epoch', async () => {
    const without = (lines: ReturnType<typeof linesOf>) =>
      lines.map((segment) => segment.filter(({ kind }) => kind !== 'epoch'));
    for (const verdict of await forged(without)) expect(verdict).not.toMatch(/^OK/);
  });

  it('cannot begin a log of the same name with a key of his own', async () => {
    expect(await forged((lines) => lines, signingKey())).toEqual([
      'UNKNOWN_KEY',
      'UNKNOWN_KEY',
      'UNKNOWN_KEY',
    ]);
  });
});
