/** What compromise, which knows sentences, is given of a text that may be a line of a log. */

/** `name=`, `"name":` and `"name"=`: no word of a name, whatever it is. Bounded, since the search begins anywhere. */
const LABEL = /"[\w.-]{1,64}":|"?[\w.-]{1,64}"?=/g;

/**
 * A text of the same length, so that places in it are places in the text: labels and brackets of code become the end of
 * a sentence, what joins words becomes a space, and dashes, which compromise rewrites, one dash.
 */
export function makeReadable(text: string): string {
  return text
    .replace(LABEL, (label) => '\n'.padEnd(label.length))
    .replace(/[[\]{}<>()"|;&=]|:(?=\s)/g, '\n')
    .replace(/[+_]/g, ' ')
    .replace(/[–—]/g, '-');
}
