export { type LoadOptions, loadPolicy } from './node/load-policy.js';
export { type OpenOptions, openRedactor } from './node/open-redactor.js';
export {
  openPolicy,
  type OpenPolicy,
  type OpenPolicyOptions,
  type Reload,
  type ReloadCounters,
} from './node/open-policy.js';
export type { RecognitionCounters } from './recognizers/redact-line.js';
export type { BulkOptions } from './node/bulk/bulk-options.js';
export type { RecognizerModule } from './node/bulk/recognizer-module.js';
export { type LogFile, openLogFile } from './node/bulk/source.js';
export { redactFile, type RedactedFile, type RedactFileOptions } from './node/bulk/redact-file.js';
export { redactStream, type RedactStream } from './node/bulk/redact-stream.js';
export { tellStderr } from './node/stderr.js';
export { checkOptions, wrongOption } from './node/options.js';
export { systemCode } from './node/system-code.js';
