/**
 * What a value is made of where not all of it is secret: of `postgres://app:pw@db/main` only the password is the
 * value, the user is neutral (may go, may stay), and the rest is context that should stay.
 */
export const value = (text) => ({ kind: 'value', text });
export const neutral = (text) => ({ kind: 'neutral', text });
export const context = (text) => ({ kind: 'context', text });
