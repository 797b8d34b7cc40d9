export { ERROR_CODES, type ErrorCode, type ErrorDetails, LogsieveError } from './errors.js';
export { formatIssue, formatIssuePath, type Issue, PolicyError, type Position } from './policy/issue.js';
export { compilePolicy } from './policy/compile/compile.js';
export type {
  CompileOptions,
  CreateCipher,
  CreateHmac,
  Encrypt,
  KeyFault,
} from './policy/compile/compile-options.js';
export type { CompiledPolicy } from './policy/compile/compiled-policy.js';
export { definePolicy } from './policy/define.js';
export { parsePolicy, type ParseOptions } from './policy/parse.js';
export type {
  CatalogText,
  CheckName,
  Definitions,
  DetectorDefinition,
  Encoding,
  EncryptRule,
  GeneralizeRule,
  HoleRule,
  Holes,
  KeepRule,
  KeyRing,
  KeySource,
  LeafRule,
  Limits,
  MapRule,
  MaskRule,
  MessageCatalog,
  MessageDocument,
  MessageMode,
  MessageSetting,
  Origin,
  ParseRule,
  PatternDefinition,
  Policy,
  PolicyDocument,
  PolicyTest,
  ProfileDocument,
  PseudonymizeRule,
  RemarksMode,
  RemoveRule,
  ReplaceRule,
  Rule,
  RuleDocument,
  StructureName,
  TruncateRule,
  UnknownRule,
  WordsDefinition,
} from './policy/policy.js';
export type { Discovered } from './engine/discovery.js';
export type { Explanation } from './engine/explain.js';
export type { Reason, ValueType } from './run/trace.js';
export type { Message } from './engine/message.js';
export type { Bindings, RecordContext } from './engine/record-context.js';
export type { LineOptions } from './lines/choose-engine.js';
export type { EngineName } from './lines/line-engine.js';
export type { LineStream } from './lines/line-stream.js';
export type { Counts } from './run/run.js';
export { type Counters, createRedactor, type Redactor, type RedactorOptions } from './redactor.js';
export {
  type ConversationRedactor,
  createConversationRedactor,
  type RedactedMessage,
} from './conversation/conversation.js';
export {
  type AsyncConversationOptions,
  type AsyncConversationRedactor,
  createAsyncConversationRedactor,
} from './conversation/async-conversation.js';
export type { RecognitionOptions } from './recognizers/recognition.js';
export type { Recognized, Recognizer } from './recognizers/recognizer.js';
export { createTextRedactor } from './recognizers/redact-text.js';
export type { ConversationOptions } from './conversation/options.js';
export type { TextStream } from './conversation/stream.js';
