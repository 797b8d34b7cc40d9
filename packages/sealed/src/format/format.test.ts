import { encrypt, generateIdentity, recipientOf, splitFile } from '@logsieve/age';
import { describe, expect, it } from 'vitest';
import { generateKeys, parseRoot, parseRootKey } from '../keys.js';
import { START } from './chain.js';
import { signingKey } from './ed25519.js';
import { addFrame, followLine } from './follow.js';
import { openNote, signNote } from './note.js';
import { formatLine, type HeaderLine, parseLine, type SegmentLine } from './segment-line.js';
import { formatStatement, originOf, parseStatement, type Statement } from './statement.js';

describe('a note', () => {
  // The example of Go's package note, https://pkg.go.dev/golang.org/x/mod/sumdb/note.
  const theirs = parseRoot('example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k');
  const note =
    'This is an example message.\n\n\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';

  it('that others signed is opened, and its text is what was signed', () => {
    expect(openNote(note, theirs)).toEqual({ kind: 'signed', text: 'This is an example message.\n' });
  });

  it('of which any byte is another is not', () => {
    const bytes = Buffer.from(note);
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] as number) ^ (1 << (at % 8));
      expect(openNote(changed.toString(), theirs).kind, `byte ${at}`).not.toBe('signed');
    }
  });

  it('of another key, or under another name, is told from one that was forged', () => {
    const key = signingKey();
    const mine = { name: 'a', publicBytes: key.publicBytes };
    expect(openNote(signNote('x\n', 'a', key), mine).kind).toBe('signed');
    expect(openNote(signNote('x\n', 'a', signingKey()), mine).kind).toBe('other-key');
    expect(openNote(signNote('x\n', 'b', key), mine).kind).toBe('other-key');
    expect(openNote(signNote('x\n', 'a', key).replace('x', 'y'), mine).kind).toBe('forged');
    expect(openNote('x', mine).kind).toBe('malformed');
  });
});

describe('root keys', () => {
  it('are those of signed notes: what one half signs the other verifies', () => {
    const { root, rootKey } = generateKeys({ name: 'example.com/logs' });
    expect(root).toMatch(/^example\.com\/logs\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}$/);
    const { name, key } = parseRootKey(rootKey);
    expect(openNote(signNote('x\n', name, key), parseRoot(root)).kind).toBe('signed');
  });

  it('with any character wrong are refused', () => {
    const { root } = generateKeys();
    for (let at = 0; at < root.length; at++) {
      const changed = `${root.slice(0, at)}${root[at] === 'A' ? 'B' : 'A'}${root.slice(at + 1)}`;
      expect(() => parseRoot(changed), `character ${at}`).toThrow('options.root is not the public root key');
    }
  });
});

const writer = '0123456789abcdef0123456789abcdef';
const statement: Statement = {
  ...{
    kind: 'checkpoint',
    writer,
    lines: 3,
    chain: Buffer.alloc(32, 1),
    segment: 2,
    bytes: 900,
    epoch: 1,
    time: 1234,
  },
};
const next = { number: 2, publicBytes: Buffer.alloc(32, 2), from: 5000, missed: 0 };

describe('a statement', () => {
  it('reads as it was written', () => {
    const all: Statement[] = [
      statement,
      { ...statement, kind: 'footer' },
      { ...statement, kind: 'epoch', next },
    ];
    for (const one of all) expect(parseStatement(formatStatement(one))).toEqual(one);
  });

  it('in any other form is none', () => {
    const text = formatStatement(statement);
    const wrong = [
      text.slice(0, -1),
      `${text}\n`,
      text.replace('lines', ''),
      text.replace('\n3\n', '\n03\n'),
      text.replace('checkpoint', 'epoch'),
      text.replace(writer, writer.toUpperCase()),
      text.replace('time 1234', 'time -1'),
      text.replace('AQE=', 'AQF='),
      formatStatement({ ...statement, next }),
    ];
    for (const one of wrong.filter((other) => other !== text))
      expect(parseStatement(one), one).toBeUndefined();
    expect(text.startsWith(`${originOf(writer)}\n`)).toBe(true);
  });
});

describe('a line', () => {
  const header: HeaderLine = {
    ...{
      kind: 'header',
      format: 1,
      writer,
      segment: 1,
      created: 5,
      epoch: 0,
      epochLength: 1000,
      policy: null,
    },
    ...{ recipients: ['age1x'], compression: 'none', certificate: 'a\n\n\u2014 b c\n', previous: null },
  };
  const end = { segment: 1, bytes: 5, lines: 2, chain: 'x', end: 'torn' } as const;
  const ct = encrypt('{}\n', [recipientOf(generateIdentity())]);
  const frame = { kind: 'frame', n: 1, time: 9, records: 1, chain: Buffer.alloc(32), ct } as const;
  const all: SegmentLine[] = [header, { ...header, previous: end }, { kind: 'footer', note: 'n\n' }, frame];

  it('reads as it was written', () => {
    for (const line of all) expect(parseLine(formatLine(line))).toEqual(line);
  });

  it('in any other form is none: spaces, order, escapes, members, encodings', () => {
    const text = (line: SegmentLine) => formatLine(line).toString();
    const wrong = [
      text(header).replace(',', ', '),
      text(header).replace('"segment":1,"created":5', '"created":5,"segment":1'),
      text(header).replace('age1x', '\\u0061ge1x'),
      text(header).replace('"epoch":0', '"epoch":-0'),
      text(header).replace('"format":1', '"format":2'),
      text(header).replace('}', ',"more":1}'),
      text(header).replace('"kind"', '"kind":"header","kind"'),
      text({ kind: 'footer', note: 'n\n' }).replace('footer', 'end'),
      text(frame).replace('"n":1', '"n":01'),
      text(frame).replace('"n":1', '"n":1.0'),
      text(frame).replace(/"}$/, '" }'),
      text(frame).replace('ct":"', 'ct":"\\u0059').replace('\\u0059Y', '\\u0059'),
      text(frame).replace('ct":"Y', 'ct":" Y'),
      text(frame).replaceAll('+', '-'),
      '',
      '{}',
      'null',
      '[]',
    ].filter((other) => !all.some((line) => text(line) === other));
    expect(wrong.length).toBeGreaterThanOrEqual(17);
    for (const other of wrong) expect(parseLine(Buffer.from(other)), other.slice(0, 80)).toBeUndefined();
  });

  /** The first line of a log, without its line feed. */
  const frameOf = (file: Buffer) => {
    const { header, payload } = splitFile(file);
    const { bytes, position } = addFrame([header, payload], 1, 9, START, Buffer.allocUnsafe);
    return { bytes: bytes.subarray(0, -1), position };
  };

  it('of a frame continues its chain only, in its place only, and only with its age file', () => {
    const { bytes, position } = frameOf(ct);
    expect(followLine(bytes, START)).toMatchObject({ position });
    expect(followLine(bytes, position)).toBe('does not continue the chain');
    expect(followLine(bytes, { ...START, chain: Buffer.alloc(32, 1) })).toBe('does not continue the chain');
    expect(followLine(bytes, { ...START, time: 10 })).toBe('goes back in time');
    for (const [from, to] of [
      ['"records":1', '"records":2'],
      ['"time":9', '"time":8'],
    ] as const) {
      expect(followLine(Buffer.from(bytes.toString().replace(from, to)), START)).toBe(
        'does not continue the chain',
      );
    }
    const { bytes: other } = frameOf(encrypt('{}\n', [recipientOf(generateIdentity())]));
    const swapped = bytes.toString().replace(/ct":".*/, other.toString().slice(other.indexOf('ct":"')));
    expect(followLine(Buffer.from(swapped), START)).toBe('does not continue the chain');
    expect(followLine(formatLine({ ...frame, ct: Buffer.from('no age file') }), START)).toBe(
      'holds no age file',
    );
  });
});
