/** Texts that may be nowhere on a disk, and where one would find them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every file in folders, and what base64 in it stands for. */
export function bytesIn(...folders: readonly string[]): Buffer[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .flatMap(({ parentPath, name }) => {
        const bytes = readFileSync(join(parentPath, name));
        const encoded = bytes.toString('latin1').match(/[A-Za-z0-9+/]{16,}={0,2}/g) ?? [];
        return [bytes, ...encoded.map((text) => Buffer.from(text, 'base64'))];
      }),
  );
}

/** A text in the encodings in which it could be there. */
export function formsOf(text: string): Buffer[] {
  const bytes = Buffer.from(text);
  // In base64 a text looks different by where it begins; the middle of each is the same whatever is around it.
  const shifted = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice(4, -4),
  );
  return [
    bytes,
    ...shifted.map((form) => Buffer.from(form)),
    Buffer.from(bytes.toString('hex')),
    Buffer.from(text, 'utf16le'),
  ];
}
