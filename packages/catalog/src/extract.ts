/** The messages of a program, from its source. */
import { readFileSync } from 'node:fs';
import { posix, resolve, sep } from 'node:path';
import type { Node } from '@babel/types';
import { LogsieveError, type MessageCatalog } from '@logsieve/core';
import { checkOptions } from '@logsieve/core/node';
import { globSync } from 'tinyglobby';
import { sorted } from './catalog-text.js';
import { type Declarations, readDeclarations } from './declarations.js';
import { evaluate } from './evaluate.js';
import { messageOf } from './log-calls.js';
import { findLoggers } from './loggers.js';
import { type Parts, saysSomething, type Value } from './parts.js';
import { keyName, parseSource, walk } from './syntax.js';

export interface ExtractOptions {
  /** What globs are relative to. Default `process.cwd()`. */
  readonly cwd?: string | undefined;
  /** Globs of files to leave out. */
  readonly ignore?: readonly string[] | undefined;
  /**
   * Further names of loggers. Names that end in `log` or `logger`, and what `pino()`, `createLogger()` and `child()`
   * give, are known. `*` takes any object with a method of that name for a logger, as bundled code needs.
   */
  readonly loggers?: readonly string[] | undefined;
  /** Further names of methods that log, beside the levels of pino and winston. */
  readonly levels?: readonly string[] | undefined;
  /** Functions that log: their name, and which of their arguments is the message. */
  readonly wrappers?: Readonly<Record<string, number>> | undefined;
}

/** A call whose message cannot be told from the source, or only some of the ways that it may turn out. */
export interface Unrecognized {
  readonly path: string;
  /** Counts from 1. */
  readonly line: number;
}

export interface Extraction {
  /** Sorted, each text once: the same source gives the same catalog. */
  readonly catalog: MessageCatalog;
  readonly files: number;
  /** Calls of loggers that have a message of their own. */
  readonly calls: number;
  readonly unrecognized: readonly Unrecognized[];
  /** Files that are no TypeScript or JavaScript. */
  readonly unreadable: readonly string[];
}

/**
 * Reads the TypeScript and JavaScript files that the globs name and finds the messages of their log calls. Runs none of
 * it. Throws `LogsieveError` (`ERR_LOGSIEVE_OPTIONS`) for options that it does not know, and where no file is found.
 *
 * @example
 * const { catalog } = extractMessages(['src/**\/*.ts'], { wrappers: { audit: 1 } });
 */
export function extractMessages(globs: string | readonly string[], options: ExtractOptions = {}): Extraction {
  checkOptions(options, OPTIONS);
  const { cwd = process.cwd(), ignore = [] } = options;
  const patterns = typeof globs === 'string' ? [globs] : [...globs];
  const paths = globSync(patterns, {
    cwd,
    ignore: [...ignore],
    absolute: true,
    expandDirectories: false,
  }).sort();
  if (paths.length === 0) {
    const details = { path: 'globs', hint: 'they are relative to the working directory, or to options.cwd' };
    throw new LogsieveError('ERR_LOGSIEVE_OPTIONS', 'the globs name no file', details);
  }
  return extractFiles(
    paths.map((path) => readFile(path, resolve(cwd))),
    options,
  );
}

const OPTIONS: readonly string[] = [
  'cwd',
  'ignore',
  'loggers',
  'levels',
  'wrappers',
] satisfies (keyof ExtractOptions)[];

interface SourceFile {
  /** Relative to the folder, with forward slashes. */
  readonly path: string;
  readonly tree: Node | undefined;
}

function readFile(path: string, cwd: string): SourceFile {
  const relative = posix.relative(slashed(cwd), slashed(path));
  return { path: relative, tree: parseSource(readFileSync(path, 'utf8'), path) };
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}

interface Gathered {
  readonly texts: Parts[];
  readonly prefixes: Parts[];
  readonly unrecognized: Unrecognized[];
  calls: number;
}

function extractFiles(files: readonly SourceFile[], options: ExtractOptions): Extraction {
  const read = files.flatMap(({ path, tree }) =>
    tree === undefined ? [] : [{ tree, file: readDeclarations(path, tree) }],
  );
  const program = new Map(read.map(({ file }) => [file.path, file]));
  const gathered: Gathered = { texts: [], prefixes: [], unrecognized: [], calls: 0 };
  for (const { tree, file } of read) gather(tree, file, program, options, gathered);
  return {
    catalog: sorted(
      gathered.texts,
      gathered.prefixes.flatMap((prefix) => (prefix.length === 1 ? prefix : [])),
    ),
    files: files.length,
    calls: gathered.calls,
    unrecognized: gathered.unrecognized,
    unreadable: files.filter(({ tree }) => tree === undefined).map(({ path }) => path),
  };
}

function gather(
  tree: Node,
  file: Declarations,
  program: ReadonlyMap<string, Declarations>,
  options: ExtractOptions,
  gathered: Gathered,
): void {
  const loggers = findLoggers(tree, options);
  const wrappers = new Map(Object.entries(options.wrappers ?? {}));
  const scope = { program, file, known: new Map<Node, Value>() };
  walk(tree, (node) => {
    if (node.type === 'ObjectProperty' && keyName(node.key, node.computed) === 'msgPrefix')
      gathered.prefixes.push(...evaluate(node.value, scope).texts);
    const message = messageOf(node, loggers, wrappers, scope);
    if (message === undefined) return;
    gathered.calls++;
    const known = knownTexts(message);
    gathered.texts.push(...known);
    if (!message.isText || known.length < message.texts.length)
      gathered.unrecognized.push({ path: file.path, line: node.loc?.start.line ?? 1 });
  });
}

function knownTexts({ isText, texts }: Value): readonly Parts[] {
  return isText ? texts.filter(saysSomething) : [];
}
