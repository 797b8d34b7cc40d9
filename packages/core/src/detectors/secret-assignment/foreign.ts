/**
 * Words for a password with letters beyond ASCII, as parts of a pattern. Each is a name by itself: not all scripts have
 * spaces between words.
 */
export const WORDS_BEYOND_ASCII: readonly string[] = [
  ...['contraseña', 'hasło', 'lösenord(?:et)?', 'şifre', 'пароль', '密[码碼]', 'パスワード', '비밀번호'],
];

/** Each of these words has one, or is told by its letters of ASCII; most texts in these languages have none. */
export const RARE_BEYOND_ASCII = 'łŁşŞьЬ密ワ밀';

/** What every text with one of these words has, as triggers say it. */
export const TRIGGERS_BEYOND_ASCII: readonly string[] = ['\\w'];
