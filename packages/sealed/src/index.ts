export { type Imported, importConversation, type ImportOptions } from './conversations/import.js';
export type { ListedConversation } from './conversations/list.js';
export type { ConversationStoreOptions, Sanitize } from './conversations/options.js';
export type { ConversationVerdict, ReadConversation } from './conversations/read.js';
export type { StoredMessage } from './conversations/frame.js';
export { type ConversationStore, createConversationStore } from './conversations/store.js';
