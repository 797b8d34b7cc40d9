/** The members of messages and of their parts that may come out, by name. Everything else is removed. */

/** What a member holds. */
export type MemberKind =
  /** A short word without spaces: it comes out whole, or not where a detector finds anything in it. */
  | 'token'
  /** A boolean, or a number. */
  | 'flag'
  /** Text, or parts of a message, or an array of both. */
  | 'content'
  /** An object with members of this list, or an array of such. */
  | 'part'
  /** JSON, also in a string. */
  | 'data'
  /** Images, sound, files, and addresses of them: never comes out. */
  | 'media';

const NAMES: Readonly<Record<MemberKind, string>> = {
  token:
    'role type id name status state tool_call_id toolCallId tool_use_id toolUseId call_id toolName tool_name ' +
    'media_type mediaType mimeType mime_type format detail language outcome model stop_reason finish_reason finishReason',
  flag: 'is_error isError thought index',
  content:
    'content parts text refusal reasoning reasoning_content thinking summary transcript output_text title context code errorText',
  part:
    'tool_calls toolCalls function function_call functionCall functionResponse function_response toolInvocation toolInvocations ' +
    'audio executableCode executable_code codeExecutionResult code_execution_result',
  data: 'arguments args input output result response',
  media:
    'image image_url imageUrl input_audio file file_data fileData inlineData inline_data source document url uri data video',
};

/** What is known of a member's name. */
export const MEMBERS: ReadonlyMap<string, MemberKind> = new Map(
  Object.entries(NAMES).flatMap(([kind, names]) =>
    names.split(' ').map((name) => [name, kind as MemberKind] as const),
  ),
);
