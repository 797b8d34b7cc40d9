import type { DocumentPath, SourceDocument } from '../document.js';
import type { Issue, Report } from '../issue.js';
import type { Origin } from '../policy.js';
import type { Resolve } from '../resolve.js';
import type { IsFaulty } from '../schema/shape.js';

/** The document that a decision was written in. */
export interface Owner {
  readonly source: string;
  /** Sources of all documents it builds on: it was written knowing what they say. */
  readonly ancestors: ReadonlySet<string>;
}

/** One decision. */
export interface Cell<T> {
  readonly value: T;
  readonly owner: Owner;
  readonly origin: Origin;
}

export type Cells<T> = Map<string, Cell<T>>;

/** Where to read from and whom to tell. */
export interface LayerContext {
  readonly document: SourceDocument;
  readonly owner: Owner;
  readonly isFaulty: IsFaulty;
  readonly report: Report;
  /** Finds the files that the document names. */
  readonly resolve: Resolve | undefined;
}

/** Puts a decision among the others, unless it has a fault. */
export function setCell<T>(
  cells: Cells<T>,
  key: string,
  value: T,
  path: DocumentPath,
  context: LayerContext,
): void {
  if (context.isFaulty(path)) return;
  cells.set(key, { value, owner: context.owner, origin: originOf(path, context) });
}

/** The place of a path in the context's document. */
export function originOf(path: DocumentPath, { document }: LayerContext): Origin {
  return { source: document.source, path, position: document.positionOf(path) };
}

/** Reports an issue at a path of the context's document. */
export function reportAt(
  path: DocumentPath,
  context: LayerContext,
  issue: Pick<Issue, 'code' | 'message' | 'hint'>,
): void {
  context.report({ ...issue, ...originOf(path, context) });
}
