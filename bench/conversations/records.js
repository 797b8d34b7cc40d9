/** How many turns conversations have. */
export const TURNS = [10, 100, 1_000];

/** What a conversation of so many turns is called in the table. */
export function recordOf(count) {
  return `${count.toLocaleString('en')} turns`;
}

/** What a text is called that comes token by token. */
export const TOKENS = 'tokens';

/** All of them, in the order of the table. */
export const conversationRecords = [...TURNS.map(recordOf), TOKENS];
