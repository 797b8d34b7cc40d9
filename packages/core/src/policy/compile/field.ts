import { quote } from '../../json/json-text.js';
import { foldCase } from '../path-pattern.js';
import type { Container, Field, Node, Openings } from './compiled-policy.js';

/** A field at its place in policy order. */
export function createField(name: string, index: number, node: Node): Field {
  const openings = openingsOf(name);
  return { name, index, prefix: prefixOf(name), openings, node };
}

/** The field for a name: by its exact spelling, else whatever its case. */
export function fieldOf({ byName, byFoldedName }: Container, name: string): Field | undefined {
  return byName.get(name) ?? (byFoldedName === undefined ? undefined : byFoldedName.get(foldCase(name)));
}

/** The openings of a name, each in one piece. */
export function openingsOf(name: string): Openings {
  const prefix = prefixOf(name);
  const before = [`{${prefix}`, `,${prefix}`, `",${prefix}`];
  return [...before, ...before.map((opening) => `${opening}"`)].map(internalized);
}

function prefixOf(name: string): string {
  return `${quote(name)}:`;
}

/** The string in one piece, as the engine keeps names of members. */
function internalized(text: string): string {
  // Without a prototype: the engine would remember the shape of any other object.
  const holder = Object.create(null) as Record<string, unknown>;
  holder[text] = true;
  return Object.keys(holder)[0] ?? text;
}
