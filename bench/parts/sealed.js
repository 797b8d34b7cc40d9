import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSealedLog, enrollWriter, generateKeys, verifySealed } from '@logsieve/sealed';
import { measureInChild } from '../child.js';
import { quantile, takeRounds } from '../measure.js';
import { progress } from '../progress.js';
import { rowsOf } from '../rows.js';

const FRAME_BYTES = 65_536;
/** Frames of a slice. */
const FRAMES = 100;
const LINE = `${JSON.stringify({ level: 30, time: 1_763_800_000_000, msg: 'x'.repeat(1900) })}\n`;
const LINES = Math.floor(FRAME_BYTES / LINE.length);
const BATCH = LINE.repeat(LINES);
const RECORD = '64 KiB';

/** What sealing lines costs against writing them plainly, a frame of 64 KiB each, and what verifying a log costs. */
export function benchSealed({ rounds }) {
  progress('sealed logs');
  return measureInChild(import.meta.url, { rounds });
}

/** In a process of its own. Nothing is forced to the disk, which would be all that is measured. */
export async function measure({ rounds }) {
  const folder = mkdtempSync(join(tmpdir(), 'logsieve-bench-'));
  const { root, rootKey, recipient } = generateKeys();
  enrollWriter({ stateDir: join(folder, 'state'), rootKey });
  const [dir, stateDir] = [join(folder, 'logs'), join(folder, 'state')];
  const sealed = {
    dir,
    stateDir,
    recipients: [recipient],
    redacted: true,
    fsync: 'never',
    flush: { level: false },
  };
  const log = createSealedLog(sealed);
  const plain = openSync(join(folder, 'plain.log'), 'a');
  const path = 'sealed log';
  const contenders = [
    { path, name: 'writeSync of the plain lines', run: () => writeSync(plain, BATCH) },
    { path, name: 'createSealedLog', against: 'writeSync of the plain lines', run: () => log.write(BATCH) },
  ];
  for (const one of contenders) timeFrames(one);
  const taken = await takeRounds(contenders, rounds, timeFrames);
  log.close();
  closeSync(plain);
  const rows = rowsOf({ record: RECORD, measure: 'speed', unit: 'ns per frame' }, contenders, taken);
  const verifying = await timeVerify({ dir, root }, rounds);
  rmSync(folder, { recursive: true });
  const perFrame = taken[1].map((nanoseconds) => nanoseconds / 1e6);
  return {
    rows: [
      ...rows,
      absolute('createSealedLog', 'ms a frame', perFrame),
      absolute('verifySealed', 'ms a MB', verifying),
    ],
  };
}

/** Nanoseconds of processor time a frame. */
function timeFrames({ run }) {
  const before = process.cpuUsage();
  for (let frame = 0; frame < FRAMES; frame++) run();
  const { user, system } = process.cpuUsage(before);
  return ((user + system) * 1000) / FRAMES;
}

/** Milliseconds of processor time per megabyte of the log, by round. */
async function timeVerify(options, rounds) {
  const taken = [];
  for (let round = -1; round < rounds; round++) {
    const before = process.cpuUsage();
    const { verdict, bytes } = await verifySealed(options);
    const { user, system } = process.cpuUsage(before);
    if (verdict !== 'OK_UNANCHORED') throw new Error(`the log is ${verdict}`);
    if (round >= 0) taken.push((user + system) / 1000 / (bytes / 1e6));
  }
  return taken;
}

/** A figure without a base line: the median. */
function absolute(contender, measure, values) {
  return {
    path: 'sealed log',
    record: RECORD,
    contender,
    against: '',
    measure,
    most: quantile(values, 0.5),
    values,
  };
}
