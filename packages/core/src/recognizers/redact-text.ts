import { UNSETTLED_PLACEHOLDER } from '../detectors/joined-detectors.js';
import type { Redactor } from '../redactor.js';
import { joinRecognizers, type RecognitionOptions } from './recognition.js';

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
  const recognizersUnder = (): ReturnType<typeof joinRecognizers> => {
    const { policy, profile } = redactor.compiled;
    const asked = profile === undefined ? undefined : policy.profiles[profile]?.confidence;
    return joinRecognizers(options, policy.define, Math.min(policy.confidence, asked ?? 1));
  };
  recognizersUnder();
  return async (text) => {
    const recognition = recognizersUnder().begin();
    try {
      const left = await recognition.redact(redactor.redactText(text));
      return left === undefined ? UNSETTLED_PLACEHOLDER : redactor.redactText(left);
    } catch {
      return UNSETTLED_PLACEHOLDER;
    } finally {
      recognition.close();
    }
  };
}
