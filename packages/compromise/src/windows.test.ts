import { describe, expect, it } from 'vitest';
import { WINDOW, windowsOf } from './windows.js';

const TEXTS: [string, string][] = [
  ['is empty', ''],
  ['is short', 'Ada'],
  ['is as long as a window', 'a'.repeat(WINDOW)],
  ['has no white space', 'a'.repeat(10_000)],
  ['has nothing but white space', ' '.repeat(10_000)],
  ['has lines', 'a line of a log\n'.repeat(900)],
  ['has sentences', 'This is a sentence. Is it? '.repeat(500)],
  ['has words', 'word '.repeat(2500)],
  ['has initials', 'A. B. '.repeat(2500)],
  ['has pairs of surrogates', '\u{1f600}'.repeat(5000)],
  ['has halves of pairs', '\ud83d'.repeat(5000)],
  ['has one long line behind a short one', `\n${'a'.repeat(5000)}`],
];

describe('the windows of a text', () => {
  it.each(TEXTS)('that %s cover it, go on, and are little more than it', (_, text) => {
    let covered = 0;
    let total = 0;
    let from = -1;
    for (const { start, end } of windowsOf(text)) {
      expect(start).toBeGreaterThan(from);
      expect(start).toBeLessThanOrEqual(covered);
      expect(end).toBeGreaterThan(covered);
      expect(end - start).toBeLessThanOrEqual(WINDOW);
      for (const at of [start, end])
        expect(/^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1))).toBe(false);
      [from, covered, total] = [start, end, total + end - start];
    }
    expect(covered).toBe(text.length);
    expect(total).toBeLessThanOrEqual(1.5 * text.length);
  });

  it.each([' ', '', '\n', '. ', 'x '])(
    'have a name whole in one of them, wherever it stands between %j',
    (filling) => {
      const name = 'Maria Magdalena Theodora Countess of Somewhere';
      for (let before = 0; before < 2 * WINDOW; before += 7) {
        const around = (filling === '' ? 'x' : filling).repeat(2 * WINDOW);
        const text = `${around.slice(0, before)} ${name} ${around}`;
        const whole = [...windowsOf(text)].some(({ start, end }) => text.slice(start, end).includes(name));
        expect(whole).toBe(true);
      }
    },
  );
});
