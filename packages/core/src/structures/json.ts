import type { Structure } from './structure.js';

/** JSON text, as `JSON.parse` takes it: of equal names the last wins. What the engine writes is JSON text already. */
export const json: Structure = {
  shape: 'any',
  read: (text) => JSON.parse(text) as unknown,
  write: (members) => members,
};
