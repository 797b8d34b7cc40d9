/** Parts a record into the bindings of a child logger and what is logged through it. */
export function split(record, names) {
  const bindings = {};
  const rest = {};
  for (const [name, value] of Object.entries(record)) (names.includes(name) ? bindings : rest)[name] = value;
  return { bindings, rest };
}
