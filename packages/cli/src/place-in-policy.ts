/** Where something of a policy stands, as editors and terminals take it: `logsieve.json:4:46`. */
import { isAbsolute, relative } from 'node:path';
import type { Position } from '@logsieve/core';
import { inOneLine } from './output.js';

export function formatPlace(source: string, position: Position | undefined): string {
  const at = position === undefined ? '' : `:${position.line}:${position.column}`;
  return `${inOneLine(shorten(source))}${at}`;
}

/** What is below the working directory, from there. */
function shorten(source: string): string {
  const from = isAbsolute(source) ? relative(process.cwd(), source) : source;
  return from === '' || from.startsWith('..') ? source : from;
}
