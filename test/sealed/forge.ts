/** What who has some of the keys can make of a log. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { splitFile } from '@logsieve/age';
import { type Position, START } from '../../packages/sealed/src/format/chain.js';
import { type SigningKey, signingKey } from '../../packages/sealed/src/format/ed25519.js';
import { type Added, addFrame, addLine } from '../../packages/sealed/src/format/follow.js';
import { signNote, textOf } from '../../packages/sealed/src/format/note.js';
import {
  type HeaderLine,
  type NoteLine,
  parseLine,
  type SegmentLine,
} from '../../packages/sealed/src/format/segment-line.js';
import {
  formatStatement,
  originOf,
  parseStatement,
  type Statement,
} from '../../packages/sealed/src/format/statement.js';
import type { Place } from './place.js';

/** The lines of all segments. */
export function linesOf(place: Place): SegmentLine[][] {
  return place.segments().map((path) =>
    readFileSync(path, 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => parseLine(Buffer.from(line)) as SegmentLine),
  );
}

/** The key that who breaks into the writer finds. */
export function stolenKey(place: Place): SigningKey {
  const state = JSON.parse(readFileSync(join(place.stateDir, 'signing-state.json'), 'utf8')) as {
    current: { seed: string };
  };
  return signingKey(Buffer.from(state.current.seed, 'base64'));
}

/**
 * Puts lines in the place of a log: chained anew, and every note signed by the key. `said` is what the first checkpoint
 * is to say whatever is true; `asIs` leaves what headers say of the segment before.
 */
export function forge(
  place: Place,
  segments: readonly SegmentLine[][],
  key: SigningKey,
  said: Partial<Statement> = {},
  asIs = false,
): void {
  const paths = place.segments();
  let position: Position = START;
  let before: { bytes: number; end: 'footer' | 'torn' } | undefined;
  for (const [index, lines] of segments.entries()) {
    const parts: Buffer[] = [];
    let bytes = 0;
    for (const line of lines) {
      const isFirst = index === 0 && parts.length === 1;
      const added = chained(line, position, bytes, asIs ? undefined : before, key, isFirst ? said : {});
      parts.push(added.bytes);
      bytes += added.bytes.length;
      position = added.position;
    }
    before = { bytes, end: lines.at(-1)?.kind === 'footer' ? 'footer' : 'torn' };
    writeFileSync(paths[index] ?? '', Buffer.concat(parts));
  }
}

function chained(
  line: SegmentLine,
  position: Position,
  bytes: number,
  before: { bytes: number; end: 'footer' | 'torn' } | undefined,
  key: SigningKey,
  lie: Partial<Statement>,
): Added {
  if (line.kind === 'frame') return frameOf(line.ct, line.records, line.time, position);
  if (line.kind === 'header') return addLine(headed(line, position, before), line.created, position);
  const said = parseStatement(textOf(line.note)) as Statement;
  const { lines, chain } = position;
  const note = signNote(
    formatStatement({ ...said, lines, chain, bytes, ...lie }),
    originOf(said.writer),
    key,
  );
  return addLine({ kind: line.kind, note } satisfies NoteLine, said.time, position);
}

/** Of a whole age file. */
function frameOf(ct: Buffer, records: number, time: number, position: Position): Added {
  const { header, payload } = splitFile(ct);
  return addFrame([header, payload], records, time, position, Buffer.allocUnsafe);
}

function headed(
  line: HeaderLine,
  { lines, chain }: Position,
  before?: { bytes: number; end: 'footer' | 'torn' },
): HeaderLine {
  if (line.previous === null || before === undefined) return line;
  return { ...line, previous: { ...line.previous, ...before, lines, chain: chain.toString('base64') } };
}
