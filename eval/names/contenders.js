import { names, places } from '@logsieve/compromise';
import { compilePolicy, createRedactor, createTextRedactor, parsePolicy } from '@logsieve/core';

/** What is scored: detectors alone, and recognizers behind them, from each level of confidence on. */
export const contenders = [
  { name: 'detectors alone', recognizers: [], confidence: 0 },
  { name: 'names', recognizers: [names], confidence: 0 },
  { name: 'names, places', recognizers: [names, places], confidence: 0 },
  { name: '…, 0.5', recognizers: [names, places], confidence: 0.5 },
  { name: '…, 0.6', recognizers: [names, places], confidence: 0.6 },
  { name: '…, 0.9', recognizers: [names, places], confidence: 0.9 },
].map((contender) => ({ ...contender, redact: redactTextOf(contender) }));

function redactTextOf({ recognizers, confidence }) {
  const redactor = createRedactor(compilePolicy(parsePolicy({ logsieve: 1, confidence })));
  if (recognizers.length === 0) return (text) => redactor.redactText(text);
  return createTextRedactor(redactor, { recognizers });
}
