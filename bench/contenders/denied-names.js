/** The last names of the denied paths, each once, for redactors that go by the name of a field. */
export function deniedNames(paths) {
  return [...new Set(paths.map((path) => path.match(/([\w-]+)(?:"\])?$/)[1]))];
}
