import type { PolicyDocument } from '@logsieve/core';
import { openRedactor } from '@logsieve/core/node';
import type { Path } from './vector.js';

/** What a driver needs: the policy and its profile, the record, and the line that holds it. */
export interface Drive {
  readonly policy: PolicyDocument;
  readonly profile: string | undefined;
  readonly record: () => Record<string, unknown>;
  readonly line: string;
}

/** Runs one record through logsieve on one path; gives what the destination received, without the line end. */
export type Driver = (drive: Drive) => string | Promise<string>;

/** The paths that need no logger. */
export const CORE_DRIVERS = {
  object: throughObject,
  line: throughLine,
} satisfies Partial<Record<Path, Driver>>;

function throughObject({ policy, profile, record }: Drive): string {
  const redactor = openRedactor({ policy, profile, discover: false });
  const line = redactor.stringify(record());
  const object = redactor.redact(record());
  if (JSON.stringify(object) !== JSON.stringify(JSON.parse(line))) {
    throw new Error('redact and stringify differ');
  }
  return line;
}

/** Each engine for lines in chunks has to say the same. */
function throughLine({ policy, profile, line }: Drive): string {
  const redactor = openRedactor({ policy, profile, discover: false });
  const expected = redactor.redactLine(line);
  for (const engine of ['wasm', 'js'] as const) {
    const stream = redactor.lines({ engine });
    const bytes = Buffer.from(line.replaceAll('\n', ' '));
    const got = Buffer.concat([stream.push(bytes), stream.end()]).toString();
    if (got !== `${expected}\n`) throw new Error(`the engine ${engine} differs`);
  }
  return expected;
}
