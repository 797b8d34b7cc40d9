import { UNSETTLED_PLACEHOLDER } from '../detectors/joined-detectors.js';
import type { CompiledPolicy } from '../policy/compile/compiled-policy.js';
import type { Redactor } from '../redactor.js';
import {
  joinRecognizers,
  type Recognition,
  type RecognitionOptions,
  type Recognizers,
} from './recognition.js';

/**
 * Makes a function like `redactText` of a redactor, after which recognizers run over what it left. It never rejects:
 * where a recognizer fails or takes too long, `[redacted]` stands for the whole text. Throws `LogsieveError`
 * (`ERR_LOGSIEVE_OPTIONS`) on options that are none.
 *
 * @example
 * const redactText = createTextRedactor(redactor, { recognizers: [names] });
 * await redactText('Ada wrote from ada@example.com') // '[name] wrote from [email]'
 */
export function createTextRedactor(
  redactor: Redactor,
  options: RecognitionOptions,
): (text: string) => Promise<string> {
  const joinUnder = ({ policy }: CompiledPolicy): Recognizers => joinRecognizers(options, policy.define);
  let { compiled } = redactor;
  let joined = joinUnder(compiled);
  return async (text) => {
    let recognition: Recognition | undefined;
    try {
      // Another policy may have been put into force.
      if (redactor.compiled !== compiled) {
        joined = joinUnder(redactor.compiled);
        ({ compiled } = redactor);
      }
      recognition = joined.begin();
      const left = await recognition.redact(redactor.redactText(text), compiled.confidence);
      return left === undefined ? UNSETTLED_PLACEHOLDER : redactor.redactText(left);
    } catch {
      return UNSETTLED_PLACEHOLDER;
    } finally {
      recognition?.close();
    }
  };
}
