/** What a file declares that messages may be made of, and what it takes from other files. */
import type { Node } from '@babel/types';
import { bare, keyName, walk } from './syntax.js';

/** The declarations of one file, wherever in it they stand: names that are there twice have several. */
export interface Declarations {
  readonly path: string;
  /** Constants, functions and enums by name. */
  readonly byName: ReadonlyMap<string, readonly Node[]>;
  /** Names under which others know them. */
  readonly exported: ReadonlyMap<string, string>;
  /** What comes from other files; `imported` is `*` for all of the file. */
  readonly imports: ReadonlyMap<string, { readonly from: string; readonly imported: string }>;
}

/** Collects the declarations of a file. */
export function readDeclarations(path: string, file: Node): Declarations {
  const byName = new Map<string, Node[]>();
  const exported = new Map<string, string>();
  const imports = new Map<string, { from: string; imported: string }>();
  const declare = (name: string, node: Node) => byName.set(name, [...(byName.get(name) ?? []), node]);
  walk(file, (node) => {
    switch (node.type) {
      case 'VariableDeclaration':
        if (node.kind !== 'const') return;
        for (const { id, init } of node.declarations)
          if (id.type === 'Identifier' && init != null) declare(id.name, bare(init));
        return;
      case 'FunctionDeclaration':
        if (node.id != null) declare(node.id.name, node);
        return;
      case 'TSEnumDeclaration':
        declare(node.id.name, node);
        return;
      case 'ImportDeclaration':
        for (const specifier of node.specifiers)
          imports.set(specifier.local.name, { from: node.source.value, imported: importedName(specifier) });
        return;
      case 'ExportNamedDeclaration':
        if (node.source != null) return;
        for (const specifier of node.specifiers) {
          const name = 'local' in specifier ? specifier.local.name : undefined;
          if (name !== undefined) exported.set(keyName(specifier.exported, false) ?? name, name);
        }
        return;
      case 'ExportDefaultDeclaration':
        if (node.declaration.type === 'Identifier') exported.set('default', node.declaration.name);
        else declare('default', bare(node.declaration));
        return;
      default:
        return;
    }
  });
  return { path, byName, exported, imports };
}

function importedName(specifier: Node): string {
  if (specifier.type === 'ImportSpecifier') return keyName(specifier.imported, false) ?? '';
  return specifier.type === 'ImportDefaultSpecifier' ? 'default' : '*';
}
