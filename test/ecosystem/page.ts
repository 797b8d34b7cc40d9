import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { codeBlocks } from '../docs/code-blocks.js';

/** The path of the page. */
export const PAGE = fileURLToPath(new URL('../../docs/works-with.md', import.meta.url));

/** The page that this suite drives. */
export const page = readFileSync(PAGE, 'utf8');

const DRIVEN = /^driven (\S+)$/;

/** The blocks of the page that are programs: by the file name that follows `driven`. */
export const programs: ReadonlyMap<string, string> = new Map(
  codeBlocks(page).flatMap(({ label, text }) => {
    const name = DRIVEN.exec(label)?.[1];
    return name === undefined ? [] : [[name, text] as const];
  }),
);

/** The text of a program of the page. Throws where the page has none of that name. */
export function program(name: string): string {
  const text = programs.get(name);
  if (text === undefined) throw new Error(`docs/works-with.md has no block \`driven ${name}\``);
  return text;
}
