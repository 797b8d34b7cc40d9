/** Paths and values of all that is no container. */
export function leaves(value, path = []) {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([name, member]) => leaves(member, [...path, name]));
}

/** The places of a record that a path in the notation of pino means, with their values. */
export function resolve(record, pattern) {
  const names = [...pattern.matchAll(/\["([^"]+)"\]|\[(\*)\]|([^.[\]]+)/g)].map(
    (match) => match[1] ?? match[2] ?? match[3],
  );
  let found = [[[], record]];
  for (const name of names) {
    found = found.flatMap(([path, value]) => {
      if (typeof value !== 'object' || value === null) return [];
      const keys = name === '*' ? Object.keys(value) : [name].filter((key) => Object.hasOwn(value, key));
      return keys.map((key) => [[...path, key], value[key]]);
    });
  }
  return found;
}

/** The value at a path, as an array of names; undefined where nothing is. */
export function valueAt(value, path) {
  return path.reduce((holder, name) => holder?.[name], value);
}

/** True where a path is, or is below, the one of a dotted name. */
export function isBelow(path, name) {
  const joined = path.join('.');
  return joined === name || joined.startsWith(`${name}.`);
}
