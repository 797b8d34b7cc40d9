/** What a frame comes out as: file base name, line, column. */
const FRAME = /^[A-Za-z0-9._-]{1,64}:\d{1,7}:\d{1,7}$/;
/** The name before the message in a stack. */
const NAME = /^[A-Z][A-Za-z0-9_$]{0,63}/;
const LINE_START = '    at ';

/** The parts of an error that a stack is read with. */
export interface StackParts {
  readonly stack: string;
  readonly message: string;
  /** The error's code where it is a string: Node writes `name [code]: message`. */
  readonly code: string | undefined;
}

/**
 * The first `most` frames of a stack as V8 writes it, each as `file.js:line:column`. The stack has to begin with
 * exactly `name: message` (`name` where the message is empty), followed by a line break: a message may hold line
 * breaks and lines that look like frames, and only the exact head tells where it ends. No such head, as when the
 * message was changed after construction: no frames. Reading stops at the first line that is no frame; frames
 * without a file (`<anonymous>`, native code) are passed over. Pure, linear.
 */
export function framesOf({ stack, message, code }: StackParts, most: number): readonly string[] {
  const frames: string[] = [];
  let at = headEnd(stack, message, code);
  while (at !== undefined && frames.length < most && stack.startsWith(LINE_START, at + 1)) {
    const next = stack.indexOf('\n', at + 1);
    const frame = frameOf(stack.slice(at + 1 + LINE_START.length, next < 0 ? undefined : next));
    if (frame !== undefined) frames.push(frame);
    at = next < 0 ? undefined : next;
  }
  return frames;
}

/** True for a frame in the form that it comes out in. */
export function isFrame(text: string): boolean {
  return text.length <= 80 && FRAME.test(text);
}

/** Where the head of the stack ends: the place of its line break. */
function headEnd(stack: string, message: string, code: string | undefined): number | undefined {
  const name = NAME.exec(stack)?.[0];
  if (name === undefined) return undefined;
  let end = name.length;
  if (code !== undefined && stack.startsWith(` [${code}]`, end)) end += code.length + 3;
  if (message !== '') {
    if (!stack.startsWith(`: ${message}`, end)) return undefined;
    end += message.length + 2;
  }
  return stack.startsWith('\n', end) ? end : undefined;
}

/** `file.js:1:2` out of `f (/app/file.js:1:2)` or `file:///app/file.js?v=3:1:2`. */
function frameOf(call: string): string | undefined {
  const location = call.endsWith(')') ? call.slice(call.lastIndexOf('(') + 1, -1) : call;
  const columnAt = location.lastIndexOf(':');
  const lineAt = location.lastIndexOf(':', columnAt - 1);
  if (lineAt <= 0) return undefined;
  const [path = ''] = location.slice(0, lineAt).split('?', 1);
  const base = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'), path.lastIndexOf(':')) + 1);
  const frame = base + location.slice(lineAt);
  return isFrame(frame) ? frame : undefined;
}
