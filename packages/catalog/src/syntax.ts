/** A file as a syntax tree. */
import { parse, type ParserPlugin } from '@babel/parser';
import type { Node } from '@babel/types';

/**
 * The syntax tree of a TypeScript or JavaScript file; undefined where it is none. The extension tells which of the two,
 * and whether it may hold JSX.
 */
export function parseSource(text: string, path: string): Node | undefined {
  try {
    return parse(text, {
      sourceType: 'unambiguous',
      errorRecovery: true,
      attachComment: false,
      allowReturnOutsideFunction: true,
      allowAwaitOutsideFunction: true,
      allowImportExportEverywhere: true,
      allowSuperOutsideMethod: true,
      allowUndeclaredExports: true,
      plugins: pluginsFor(path),
    });
  } catch {
    return undefined;
  }
}

function pluginsFor(path: string): ParserPlugin[] {
  const decorators: ParserPlugin = 'decorators-legacy';
  if (/\.tsx$/.test(path)) return ['typescript', 'jsx', decorators];
  if (/\.[cm]?ts$/.test(path)) return ['typescript', decorators];
  return ['jsx', decorators];
}

/** Calls `visit` for the node and all below it, from the top down. What `visit` says no to is not gone into. */
export function walk(root: Node, visit: (node: Node) => unknown): void {
  const open: Node[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (visit(node) !== false) open.push(...childrenOf(node).reverse());
  }
}

function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  for (const [name, value] of Object.entries(node) as [string, unknown][]) {
    if (name === 'loc' || name === 'errors') continue;
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value])
      if (isNode(child)) children.push(child);
  }
  return children;
}

function isNode(value: unknown): value is Node {
  return (
    typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
  );
}

/** The expression without what only tells its type: `x as const`, `x!`, `(x)`, `await x`. */
export function bare(node: Node): Node {
  for (let inner = node; ;) {
    switch (inner.type) {
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'TSTypeAssertion':
      case 'ParenthesizedExpression':
        inner = inner.expression;
        break;
      case 'AwaitExpression':
        inner = inner.argument;
        break;
      default:
        return inner;
    }
  }
}

/** The name of a member that is written out: `a.b`, `a['b']`, `a.#b`; undefined where it is computed. */
export function memberName(node: Node): string | undefined {
  if (node.type !== 'MemberExpression' && node.type !== 'OptionalMemberExpression') return undefined;
  const { property, computed } = node;
  if (computed) return property.type === 'StringLiteral' ? property.value : undefined;
  if (property.type === 'PrivateName') return property.id.name;
  return property.type === 'Identifier' ? property.name : undefined;
}

/** The name of a key that is written out. */
export function keyName(key: Node, computed: boolean): string | undefined {
  if (key.type === 'StringLiteral') return key.value;
  return key.type === 'Identifier' && !computed ? key.name : undefined;
}
