import { readFileSync } from 'node:fs';
// By name, webpack would take the call for one that it can resolve when it builds.
import nodeModule from 'node:module';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { Resolve, Resolved } from '../policy/resolve.js';
import { type Appearance, appearanceSync } from './appearance.js';
import { systemCode } from './system-code.js';

/** A file's text, or the reason why there is none: the system's code, as `ENOENT`. */
type FileText = { readonly text: string } | { readonly code: string };

/** The files that loading a policy reads, each once, so that all of it is made of one state of them. */
export interface Files {
  /** Never throws. */
  readonly read: (path: string) => FileText;
  /** What was asked for so far, be it there or not, with what the file looked like just before it was read. */
  readonly seen: ReadonlyMap<string, Appearance>;
}

export function createFiles(): Files {
  const seen = new Map<string, Appearance>();
  const texts = new Map<string, FileText>();
  const read = (path: string): FileText => {
    const known = texts.get(path);
    if (known !== undefined) return known;
    // Before reading: what changes in between is to be seen as a change.
    seen.set(path, appearanceSync(path));
    const text = readNow(path);
    texts.set(path, text);
    return text;
  };
  return { read, seen };
}

function readNow(path: string): FileText {
  try {
    return { text: readFileSync(path, 'utf8') };
  } catch (error) {
    return { code: systemCode(error) ?? 'unreadable' };
  }
}

/**
 * Finds what a policy extends: files relative to the extending file (`./`, `../` or absolute), and files of
 * packages as `require.resolve` finds them from there. A policy given in code counts as a file in `cwd`.
 */
export function createResolve(cwd: string, { read }: Files): Resolve {
  return (specifier, from) => {
    const base = isAbsolute(from) ? from : join(cwd, 'policy');
    const path = isFile(specifier) ? resolve(dirname(base), specifier) : findInPackage(specifier, base);
    if (typeof path !== 'string') return path;
    const file = read(path);
    if ('text' in file) return { text: file.text, source: path };
    const fault = `${path} cannot be read (${file.code})`;
    return { fault, hint: 'paths are relative to the extending file' };
  };
}

/** The path of a file that a document names, relative to that document. */
export function besideDocument(path: string, source: string, cwd: string): string {
  return resolve(isAbsolute(source) ? dirname(source) : cwd, path);
}

function isFile(specifier: string): boolean {
  return /^\.{1,2}(?:[\\/]|$)/.test(specifier) || isAbsolute(specifier);
}

function findInPackage(specifier: string, from: string): string | Resolved {
  try {
    const path = nodeModule.createRequire(from).resolve(specifier);
    if (isAbsolute(path)) return path;
  } catch {
    // Not found; the reason is of no use to the reader of a policy.
  }
  const fault = `${JSON.stringify(specifier)} is not found in any package from ${dirname(from)}`;
  return { fault, hint: `install the package, or write ${JSON.stringify(`./${specifier}`)} for a file` };
}
