/** True where a text holds at least one of the triggers the gate was made of, in whatever case. */
export type Gate = (text: string) => boolean;

/**
 * Makes the gate for these triggers. Single characters and words are searched for apart: that is several times
 * faster than one pattern for both. `range` is what else opens the gate, as in a class of characters: `\\u0080-\\uffff`.
 */
export function createGate(triggers: readonly string[], range = ''): Gate {
  const unique = [...new Set(triggers)];
  const characters = unique.filter((trigger) => trigger.length === 1);
  const words = unique.filter((trigger) => trigger.length > 1);
  const classOf = characters.map(escape).join('') + range;
  const character = classOf === '' ? undefined : new RegExp(`[${classOf}]`);
  const word = words.length === 0 ? undefined : new RegExp(words.map(escape).join('|'), 'i');
  if (character === undefined) return (text) => word?.test(text) ?? false;
  if (word === undefined) return (text) => character.test(text);
  return (text) => character.test(text) || word.test(text);
}

function escape(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, '\\$&');
}
