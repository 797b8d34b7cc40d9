/** What the engine asks the code around it for. Names of imports of the module `host`. */

/**
 * The leaf of this number decides the value between `start` and `end`, and writes what leaves to `HEAD_OUT`. Gives its
 * length, or one of the answers.
 */
export declare function decide(leaf: u32, start: u32, end: u32, type: u32): i32;

/** The same for the message. */
export declare function decideMessage(start: u32, end: u32, type: u32): i32;

/** The line for which the host was called came out: what it counted is to be added. */
export declare function commit(): void;

/** Redacts the line between `start` and `end` by the reference, and writes it with a line feed. Gives where it ends. */
export declare function redactLine(start: u32, end: u32): u32;
