/** What is said of something in a policy, behind where it stands, as editors and terminals take it: `logsieve.json:4:46`. */
import { isAbsolute, relative } from 'node:path';
import { formatIssuePath, type Issue, type Position } from '@logsieve/core';
import { inOneLine } from './output.js';

export function formatPlace(source: string, position: Position | undefined): string {
  const at = position === undefined ? '' : `:${position.line}:${position.column}`;
  return `${inOneLine(shorten(source))}${at}`;
}

/** Where it stands, and at which path. */
export function formatIssuePlace({ source, position, path }: Issue): string {
  const where = path.length === 0 ? '' : ` ${inOneLine(formatIssuePath(path))}`;
  return `${formatPlace(source, position)}${where}`;
}

/** What is below the working directory, from there. */
function shorten(source: string): string {
  const from = isAbsolute(source) ? relative(process.cwd(), source) : source;
  return from === '' || from.startsWith('..') ? source : from;
}
