import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createSealedLog,
  enrollWriter,
  generateKeys,
  readAnchor,
  type SealedLog,
  type SealedLogOptions,
  unseal,
  verifySealed,
} from '@logsieve/sealed';

/** One set of keys for all tests. */
export const keys = generateKeys({ name: 'tests' });

/** Folders of one writer, and what is done with them. */
export interface Place {
  readonly folder: string;
  readonly dir: string;
  readonly stateDir: string;
  readonly writer: string;
  readonly anchor: string;
  open(options?: Partial<SealedLogOptions>): SealedLog;
  segments(): string[];
  remove(): void;
}

export function createPlace(epochLength = 3_600_000, parent: string = tmpdir()): Place {
  const folder = mkdtempSync(join(parent, 'logsieve-sealed-'));
  const [dir, stateDir, anchor] = [join(folder, 'logs'), join(folder, 'state'), join(folder, 'anchor')];
  const { writer } = enrollWriter({ stateDir, rootKey: keys.rootKey, epochLength });
  return {
    ...{ folder, dir, stateDir, writer, anchor },
    open: (options = {}) =>
      createSealedLog({ dir, stateDir, recipients: [keys.recipient], redacted: true, anchor, ...options }),
    segments: () =>
      readdirSync(dir)
        .filter((name) => name.endsWith('.sealed'))
        .sort()
        .map((name) => join(dir, name)),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const verify = (place: Pick<Place, 'dir'>, options: object = {}) =>
  verifySealed({ dir: place.dir, root: keys.root, ...options });

/** What makes the end of its log known, and whose it is. */
export const anchorOf = ({ anchor, writer }: Place) => ({ anchor: readAnchor(anchor), writer });

/** Where a segment is, or will be. */
export const pathOf = ({ dir }: Pick<Place, 'dir'>, number: number) =>
  join(dir, `${String(number).padStart(8, '0')}.sealed`);

/** The same, elsewhere. */
export function copyOf(place: Place): Place {
  const copy = createPlace();
  copy.remove();
  cpSync(place.folder, copy.folder, { recursive: true });
  return { ...copy, writer: place.writer };
}

/** The lines that come out for who has the key. */
export async function read(place: Place, given: { readonly partial?: boolean } = {}): Promise<string[]> {
  const access = createPlace();
  const accessLog = access.open();
  try {
    const lines: string[] = [];
    const options = { dir: place.dir, root: keys.root, identity: keys.identity, accessLog };
    for await (const line of unseal({ ...options, ...given, reason: 'a test', who: 'tests' }))
      lines.push(line);
    return lines;
  } finally {
    accessLog.close();
    access.remove();
  }
}

/** The whole lines of a file. */
export const textLines = (path: string): string[] => readFileSync(path, 'utf8').split('\n').slice(0, -1);

/** Puts lines in the place of those of a file. */
export function putLines(path: string, lines: readonly string[]): void {
  writeFileSync(path, lines.map((line) => `${line}\n`).join(''));
}

/** The lines of a segment, parsed. */
export function parsed(path: string): Record<string, unknown>[] {
  return textLines(path).map((line) => JSON.parse(line) as Record<string, unknown>);
}

export const record = (number: number) => JSON.stringify({ level: 30, number, msg: `record ${number}` });
