import type { Dirent } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Decrypter } from '@logsieve/age';
import { storing } from './fault.js';
import { readFirstLine } from './file.js';
import { ciphertextOf, readFrame } from './frame.js';
import { isConversationFile } from './place.js';

/** A conversation as the folder shows it. */
export interface ListedConversation {
  /** The id, for who has an identity; undefined for everybody else, and where the first frame cannot be read. */
  readonly id: string | undefined;
  /** The path of the file in the folder, which is the same for the same id. */
  readonly file: string;
  readonly bytes: number;
  /** When it was last written, in milliseconds since 1970. */
  readonly modified: number;
}

/**
 * All conversations in the folder of a store. Rejects with `LogsieveError`, and as `open` does, which is waited for first. What is
 * deleted meanwhile is left out.
 */
export async function* listFolder(
  dir: string,
  open?: () => Promise<Decrypter>,
): AsyncGenerator<ListedConversation> {
  const decrypter = await open?.();
  for await (const shard of entriesOf(dir)) {
    if (!shard.isDirectory()) continue;
    for await (const entry of entriesOf(join(dir, shard.name))) {
      const { name } = entry;
      // A link or a pipe is none of the store's.
      if (!entry.isFile() || !isConversationFile(name)) continue;
      const listed = await storing(() => look(join(dir, shard.name, name), decrypter));
      if (listed !== undefined) yield { file: join(shard.name, name), ...listed };
    }
  }
}

/** What a folder holds. Rejects with `LogsieveError`, also where only reading it fails: the system's own errors have its path. */
async function* entriesOf(path: string): AsyncGenerator<Dirent> {
  const folder = await storing(() => opendir(path));
  try {
    for (;;) {
      const entry = await storing(() => folder.read());
      if (entry === null) return;
      yield entry;
    }
  } finally {
    await folder.close().catch(() => undefined);
  }
}

async function look(path: string, decrypter: Decrypter | undefined) {
  try {
    const { size, mtimeMs } = await stat(path);
    const id = decrypter === undefined ? undefined : idOf(await readFirstLine(path), decrypter);
    return { id, bytes: size, modified: mtimeMs };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function idOf(line: string, decrypter: Decrypter): string | undefined {
  const file = ciphertextOf(line);
  try {
    return file && readFrame(file, decrypter)?.id;
  } catch {
    return undefined;
  }
}
