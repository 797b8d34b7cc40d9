/** Every way in which a line is redacted. All have to give the same bytes; a further engine is one more entry. */
import type { Redactor } from '@logsieve/core';

export interface LineEngine {
  readonly name: string;
  readonly redactLine: (redactor: Redactor, line: string | Uint8Array) => string;
}

export const lineEngines: readonly LineEngine[] = [
  { name: 'redactLine', redactLine: (redactor, line) => redactor.redactLine(line) },
];
