/** All files that were read, so that a name of one can be looked up in another. */
import { posix } from 'node:path';
import type { Node } from '@babel/types';
import type { Declarations } from './declarations.js';

/** Declarations with the file that they stand in. */
export interface Found {
  readonly nodes: readonly Node[];
  readonly file: Declarations;
}

/** Files by their path, with forward slashes. */
export type Program = ReadonlyMap<string, Declarations>;

/** What a name stands for in a file; `member` is what is asked of `import * as name`. */
export function lookUp(
  program: Program,
  file: Declarations,
  name: string,
  member?: string,
): Found | undefined {
  const own = file.byName.get(name);
  if (own !== undefined) return { nodes: own, file };
  const imported = file.imports.get(name);
  if (imported === undefined) return undefined;
  const other = fileOf(program, file.path, imported.from);
  const wanted = imported.imported === '*' ? member : imported.imported;
  if (other === undefined || wanted === undefined) return undefined;
  const nodes = other.byName.get(other.exported.get(wanted) ?? wanted);
  return nodes === undefined ? undefined : { nodes, file: other };
}

/** True where the name is all of another file. */
export function isNamespace(file: Declarations, name: string): boolean {
  return file.imports.get(name)?.imported === '*';
}

const ENDINGS = ['', '.ts', '.tsx', '.mts', '.cts', '.js', '.mjs', '.cjs', '.jsx', '/index.ts', '/index.js'];

/** Sources in TypeScript name the file that is made of them. */
function fileOf(program: Program, from: string, specifier: string): Declarations | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const path = posix.join(posix.dirname(from), specifier);
  const source = path.replace(/\.([cm]?)js(x?)$/, '.$1ts$2');
  for (const candidate of [source, ...ENDINGS.map((ending) => path + ending)]) {
    const file = program.get(candidate);
    if (file !== undefined) return file;
  }
  return undefined;
}
