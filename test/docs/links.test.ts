import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, it } from 'vitest';
import { pages, root } from './pages.js';

for (const page of pages()) {
  const links = [...prose(page).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, link]) => link!);
  if (links.length === 0) continue;
  it.each([...new Set(links)])(`${relative(root, page)} links to %s, which is there`, (link) => {
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? page : join(dirname(page), path);
    expect(existsSync(target)).toBe(true);
    if (anchor !== undefined) expect(anchors(target)).toContain(anchor);
  });
}

/** The page without its code blocks. */
function prose(page: string): string {
  return readFileSync(page, 'utf8').replace(/^(`{3,})[^]*?^\1$/gm, '');
}

/** What the headings of a page are called in links. */
function anchors(page: string): string[] {
  return [...prose(page).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-'),
  );
}
