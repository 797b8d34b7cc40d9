import { type BigIntStats, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';

/** What tells two states of a file apart, also where an editor puts another file in its place. Empty for no file. */
export type Appearance = string;

/** Follows symbolic links. Never throws. */
export function appearanceSync(path: string): Appearance {
  try {
    return appearanceOf(statSync(path, { bigint: true }));
  } catch {
    return '';
  }
}

/** As `appearanceSync`, without keeping anyone waiting. Never rejects. */
export async function appearance(path: string): Promise<Appearance> {
  try {
    return appearanceOf(await stat(path, { bigint: true }));
  } catch {
    return '';
  }
}

function appearanceOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): Appearance {
  return [dev, ino, size, mtimeNs, ctimeNs].join(':');
}
