/**
 * A policy's text, or the object given in code, as plain JSON data with positions. Nothing here knows the
 * language: shapes are checked by `schema.ts`.
 */
import { parse, type MemberNode, type ObjectNode, type ValueNode } from '@humanwhocodes/momoa';
import type { Position, Report } from './issue.js';
import { copyPlain } from './plain-data.js';

/** Path into a document, as in an issue. */
export type DocumentPath = readonly (string | number)[];

/** One document, read but not yet understood. */
export interface SourceDocument {
  /** A file's path, a preset's name, or `policy` for what was given in code. */
  readonly source: string;
  /** Plain JSON data; a fresh copy. */
  readonly value: unknown;
  /** Where the path, or the longest part of it that exists, was written. */
  readonly positionOf: (path: DocumentPath) => Position | undefined;
}

/** Deepest nesting of a document. Keeps everything that walks it far from the end of the stack. */
const MAX_NESTING = 64;

/**
 * Reads JSON with comments. Text that is not JSON gives one issue and undefined; duplicate keys and numbers that
 * JSON cannot carry give an issue each.
 */
export function readText(text: string, source: string, report: Report): SourceDocument | undefined {
  const syntax = (
    position: Position | undefined,
    message: string,
    hint: string,
  ): SourceDocument | undefined => {
    report({ code: 'ERR_LOGSIEVE_POLICY_SYNTAX', message, hint, path: [], source, position });
    return undefined;
  };
  let root: ValueNode;
  try {
    // A byte order mark is no JSON, but editors write it.
    root = parse(text.replace(/^\uFEFF/, ''), { mode: 'jsonc', ranges: true }).body;
  } catch (error) {
    if (error instanceof RangeError) return syntax(undefined, 'the text is nested too deep', NESTING_HINT);
    // The parser's own message quotes the text, which may be no policy at all but a key given by mistake.
    return syntax(positionOfError(error), 'the text is not JSON here', SYNTAX_HINT);
  }
  const deep = findTooDeep(root, 0);
  if (deep !== undefined) return syntax(toPosition(deep), 'the text is nested too deep', NESTING_HINT);
  const value = toValue(root, [], source, report);
  const members = createMemberIndex();
  return { source, value, positionOf: (path) => findPosition(root, path, members) };
}

/** Copies an object given in code. What is not plain JSON data gives an issue and is left out. Never throws. */
export function readObject(object: unknown, source: string, report: Report): SourceDocument {
  const refuse = (path: DocumentPath, message: string) => {
    report({ code: 'ERR_LOGSIEVE_POLICY_INVALID_VALUE', message, hint: PLAIN_HINT, path, source });
  };
  return { source, value: copyPlain(object, MAX_NESTING, refuse), positionOf: () => undefined };
}

const SYNTAX_HINT = 'write JSON; comments are allowed, trailing commas are not';
const NESTING_HINT = `nest at most ${MAX_NESTING} levels`;
const PLAIN_HINT = 'give plain JSON data: objects, arrays, strings, finite numbers, booleans, null';

function toValue(node: ValueNode, path: DocumentPath, source: string, report: Report): unknown {
  switch (node.type) {
    case 'Object':
      return toObject(node.members, path, source, report);
    case 'Array':
      return node.elements.map((element, index) => toValue(element.value, [...path, index], source, report));
    case 'Number':
      if (!Number.isFinite(node.value)) {
        const code = 'ERR_LOGSIEVE_POLICY_INVALID_VALUE';
        const position = toPosition(node);
        report({
          code,
          message: 'the number is too large',
          hint: 'write a smaller one',
          path,
          source,
          position,
        });
      }
      return node.value;
    case 'String':
    case 'Boolean':
      return node.value;
    default:
      return null;
  }
}

function toObject(
  members: readonly MemberNode[],
  path: DocumentPath,
  source: string,
  report: Report,
): object {
  const values = new Map<string, unknown>();
  for (const member of members) {
    const name = nameOf(member);
    const at = [...path, name];
    if (values.has(name)) {
      report({
        code: 'ERR_LOGSIEVE_POLICY_DUPLICATE_KEY',
        message: 'the key is there twice in one object',
        hint: 'keep one of the two',
        path: at,
        source,
        position: toPosition(member.name),
      });
    }
    values.set(name, toValue(member.value, at, source, report));
  }
  // fromEntries defines properties: a key `__proto__` becomes an own property, not the prototype.
  return Object.fromEntries(values);
}

function findTooDeep(node: ValueNode, depth: number): ValueNode | undefined {
  if (depth > MAX_NESTING) return node;
  const children = node.type === 'Object' ? node.members : node.type === 'Array' ? node.elements : [];
  for (const child of children) {
    const deep = findTooDeep(child.value, depth + 1);
    if (deep !== undefined) return deep;
  }
  return undefined;
}

type MemberIndex = (object: ObjectNode, name: string | number) => MemberNode | undefined;

/** Finds members by name; of duplicates the last. Every rule asks for its place: searching each time is quadratic. */
function createMemberIndex(): MemberIndex {
  const known = new Map<ObjectNode, ReadonlyMap<string | number, MemberNode>>();
  return (object, name) => {
    const members = known.get(object) ?? new Map(object.members.map((member) => [nameOf(member), member]));
    known.set(object, members);
    return members.get(name);
  };
}

function findPosition(root: ValueNode, path: DocumentPath, memberOf: MemberIndex): Position {
  let node = root;
  let position = toPosition(root);
  for (const segment of path) {
    if (node.type === 'Object') {
      const member = memberOf(node, segment);
      if (member === undefined) break;
      position = toPosition(member.name);
      node = member.value;
    } else if (node.type === 'Array' && typeof segment === 'number') {
      const element = node.elements[segment];
      if (element === undefined) break;
      position = toPosition(element);
      node = element.value;
    } else break;
  }
  return position;
}

function nameOf({ name }: MemberNode): string {
  return name.type === 'String' ? name.value : name.name;
}

function toPosition({ loc }: { readonly loc: { readonly start: Position } }): Position {
  return { line: loc.start.line, column: loc.start.column };
}

function positionOfError(error: unknown): Position | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { line, column } = error as { line?: unknown; column?: unknown };
  return typeof line === 'number' && typeof column === 'number' ? { line, column } : undefined;
}
