import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** The Markdown pages that readers of the project see. */
export function pages(): string[] {
  const list = (folder: string) =>
    existsSync(folder)
      ? readdirSync(folder)
          .filter((file) => file.endsWith('.md'))
          .map((file) => join(folder, file))
      : [];
  const packages = readdirSync(join(root, 'packages')).flatMap((name) => list(join(root, 'packages', name)));
  return [...list(root), ...list(join(root, 'docs')), ...packages, ...list(join(root, 'examples'))];
}
