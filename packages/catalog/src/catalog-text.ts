/** The catalog as it is written: the same source gives the same bytes, and one text is one line of a difference. */
import type { CatalogText, MessageCatalog } from '@logsieve/core';
import type { Parts } from './parts.js';

/** A catalog of the texts, sorted, each once. */
export function sorted(texts: readonly Parts[], prefixes: readonly string[]): MessageCatalog {
  const messages = unique(texts.map((parts): CatalogText => (parts.length === 1 ? (parts[0] ?? '') : parts)));
  const before = [...new Set(prefixes.filter((prefix) => prefix !== ''))].sort();
  return before.length === 0 ? { messages } : { messages, prefixes: before };
}

/** The catalog as the text of its file. */
export function catalogText({ messages, prefixes }: MessageCatalog): string {
  const list = (texts: readonly CatalogText[]) =>
    texts.length === 0 ? '[]' : `[\n${texts.map((text) => `    ${line(text)}`).join(',\n')}\n  ]`;
  const more = prefixes === undefined ? '' : `,\n  "prefixes": ${list(prefixes)}`;
  return `{\n  "messages": ${list(messages)}${more}\n}\n`;
}

function line(text: CatalogText): string {
  return typeof text === 'string'
    ? JSON.stringify(text)
    : `[${text.map((part) => JSON.stringify(part)).join(', ')}]`;
}

/** By units, which no locale changes. */
function unique(texts: readonly CatalogText[]): CatalogText[] {
  const byKey = new Map(texts.map((text) => [`${shown(text)}\0${line(text)}`, text]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, text]) => text);
}

function shown(text: CatalogText): string {
  return typeof text === 'string' ? text : text.join('\u2026');
}
