import type { Leaf } from '../actions/action.js';
import type { HoleRule, Holes } from '../policy/policy.js';
import { createRun } from '../run/run.js';
import type { HoleWriter, HoleWriters } from './catalog.js';

/** What is done with the values in holes, from the rules of a policy. `compile` gives a leaf for texts. */
export function holeWriters(holes: Holes = {}, compile: (rule: HoleRule) => Leaf): HoleWriters {
  return new Map(
    Object.entries(holes).map(([text, rules]) => [
      text,
      rules.map((rule) => (rule === null ? undefined : toWriter(compile(rule)))),
    ]),
  );
}

/** Counted is the message, not what is in it. */
function toWriter(leaf: Leaf): HoleWriter {
  const silent = createRun(0);
  return (value) => {
    const json = leaf(value, silent);
    return json?.startsWith('"') === true ? json.slice(1, -1) : json;
  };
}
