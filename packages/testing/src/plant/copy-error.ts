/**
 * A copy of an error, of the same class: its message, cause, errors and own properties go through `copyMember`, its
 * stack gets the new message. `keep` is told of it before its members are copied.
 */
export function copyError(
  given: Error,
  keep: <Copy extends object>(made: Copy) => Copy,
  copyMember: (value: unknown, name: string) => unknown,
): Error {
  // Made by the engine: what asks whether it is a real error has to go on to see one.
  const made = keep(Object.setPrototypeOf(new Error(), Object.getPrototypeOf(given) as object) as Error);
  for (const key of Reflect.ownKeys(given)) {
    const descriptor = Object.getOwnPropertyDescriptor(given, key) as PropertyDescriptor;
    if (key === 'stack') continue;
    const value: unknown = descriptor.value;
    // Classes set these, and what handles errors goes by them.
    const isFixed = key === 'name' || key === 'code' || key === 'type';
    if ('value' in descriptor && !isFixed) descriptor.value = copyMember(value, String(key));
    Object.defineProperty(made, key, descriptor);
  }
  Object.defineProperty(made, 'stack', {
    value: `${made.name}: ${made.message}${framesOf(given)}`,
    enumerable: false,
    configurable: true,
    writable: true,
  });
  return made;
}

/** The lines below the message. */
function framesOf({ stack, message }: Error): string {
  if (typeof stack !== 'string') return '';
  const behind = message === '' ? 0 : stack.indexOf(message) + message.length;
  const frames = stack.indexOf('\n', behind);
  return frames === -1 ? '' : stack.slice(frames);
}
