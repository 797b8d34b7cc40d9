import { ratioOf } from './measure.js';

/**
 * The rows of one measure on one kind of record: each contender against what it is compared with, from the figures that
 * it had in each round. `values` are by contender, then by round; less is better.
 */
export function rowsOf({ record, measure, unit }, contenders, values, bytes = []) {
  return contenders.flatMap((contender, index) =>
    basesOf(contender).flatMap((against) => {
      const base = contenders.findIndex(({ name }) => name === against);
      if (base === -1) return [];
      const { path, name } = contender;
      const ratio = ratioOf(values[base], values[index]);
      const figures = { unit, values: values[index].map((value) => Number(value.toPrecision(5))) };
      return [{ path, record, contender: name, against, measure, ratio, bytes: bytes[index], ...figures }];
    }),
  );
}

/** The names of what a contender is compared against. */
export function basesOf({ against, also = [] }) {
  return [against, ...also];
}
