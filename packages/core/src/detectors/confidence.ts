/** How sure a finding is, as a number that policies compare with: three levels, so that nobody takes one for a probability. */

/** A check digit, a prefix or a sign that hardly anything else has. */
export const CERTAIN = 1;
/** A form, and a word or name that tells what it is; or a form that little else has. */
export const LIKELY = 0.8;
/** A form alone, which other things have too. */
export const POSSIBLE = 0.5;
