/** A log that is changed after it was verified, and before it was read. */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type SealedLog, unseal } from '@logsieve/sealed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anchorOf, createPlace, keys, type Place, putLines, record, textLines } from './place.js';

let place: Place;
let access: Place;
let accessLog: SealedLog;
beforeEach(() => {
  place = createPlace();
  access = createPlace();
  accessLog = access.open();
  fill(place, 6);
});
afterEach(() => {
  accessLog.close();
  for (const each of [place, access]) each.remove();
});

/** Three segments. */
function fill(of: Place, count: number): void {
  const log = of.open();
  for (let number = 0; number < count; number++) {
    log.write(record(number));
    if (number % 2 === 1) log.setRecipients([keys.recipient]);
  }
  log.close();
}

async function opened(onVerified: () => void, more: object = {}) {
  const lines: string[] = [];
  const options = { dir: place.dir, root: keys.root, identity: keys.identity, ...anchorOf(place) };
  const account = { who: 'ada', reason: 'a test', accessLog, onVerified };
  let fault: unknown;
  try {
    for await (const line of unseal({ ...options, ...account, ...more })) lines.push(line);
  } catch (error) {
    fault = error;
  }
  return { lines, fault };
}
const refused = expect.objectContaining({ code: 'ERR_LOGSIEVE_SEALED_READ' }) as Error;

describe('a log that is changed once it was verified', () => {
  it('for one of another writer that the root key vouches for gives nothing', async () => {
    const other = createPlace();
    fill(other, 6);
    const { lines, fault } = await opened(() => {
      rmSync(place.dir, { recursive: true });
      cpSync(other.dir, place.dir, { recursive: true });
    });
    other.remove();
    expect([lines, fault]).toEqual([[], refused]);
  });

  it('by taking away its end is told', async () => {
    const { lines, fault } = await opened(() => {
      for (const path of place.segments().slice(1)) rmSync(path);
    });
    expect([lines, fault]).toEqual([[0, 1].map(record), refused]);
  });

  it('is told, too, where the part in front of a fault was asked for', async () => {
    const [, second = '', third = ''] = place.segments();
    writeFileSync(third, `${readFileSync(third, 'utf8')}x\n`);
    const whole = await opened(() => undefined, { partial: true, anchor: undefined });
    expect(whole).toEqual({ lines: [0, 1, 2, 3, 4, 5].map(record), fault: undefined });
    const { fault } = await opened(
      () => {
        putLines(second, textLines(second).slice(0, 2));
      },
      { partial: true, anchor: undefined },
    );
    expect(fault).toEqual(refused);
  });

  it('by its writer, who goes on, gives what was verified', async () => {
    const { lines, fault } = await opened(() => {
      fill(place, 2);
    });
    expect([lines, fault]).toEqual([[0, 1, 2, 3, 4, 5].map(record), undefined]);
  });
});
