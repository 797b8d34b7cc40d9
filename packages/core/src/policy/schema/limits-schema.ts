import * as v from 'valibot';
import { about, whole } from './schema-parts.js';
import { strict } from './strict-schema.js';

const positive = (max: number) => whole(1, max);

/** Ceilings: a policy may raise a default, but not to where one record can stall a process. */
export const limits = strict({
  depth: v.exactOptional(about(positive(64), 'Most levels of nesting below the record. Default 16.')),
  properties: v.exactOptional(
    about(positive(100_000), 'Most allowed values and array elements of one record. Default 1000.'),
  ),
  stringLength: v.exactOptional(
    about(
      positive(1_048_576),
      'Longest string that detectors go over, in UTF-16 units; a longer one is removed, save by truncate and encrypt. Default 8192.',
    ),
  ),
  lineBytes: v.exactOptional(
    about(positive(16_777_216), 'Longest line, in bytes, read or written. Default 1048576.'),
  ),
});
