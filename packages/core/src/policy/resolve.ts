/** The text of a file that a policy names, or why there is none. */
export type Resolved =
  { readonly text: string; readonly source: string } | { readonly fault: string; readonly hint?: string };

/**
 * Finds the files that a policy names: what `extends` names beside presets, and catalogs. `from` is the source of the
 * document that names it. The source given back is its identity: two specifiers of one file have to give the same.
 */
export type Resolve = (specifier: string, from: string) => Resolved | undefined;
