import type { DetectorExample } from '../detector.js';

/** What people say a secret is, in ways of their own. */
export const TOLD_EXAMPLES: readonly DetectorExample[] = [
  { text: 'the password should be dragon', redacted: 'the password should be [secret]' },
  { text: 'the zip password is the word dragon', redacted: 'the zip password is the word [secret]' },
  { text: 'password is {tiger77 x9}', redacted: 'password is {[secret]}' },
  { text: 'use dragon as password until friday', redacted: 'use [secret] as password until friday' },
  { text: 'log in with ada and the password dragon', redacted: 'log in with ada and the password [secret]' },
  { text: 'user ada, password dragon, ok', redacted: 'user ada, password [secret], ok' },
  { text: '[sudo] password for ada: dragon', redacted: '[sudo] password for ada: [secret]' },
  { text: 'pw: dragon, user: ada', redacted: 'pw: [secret], user: ada' },
  { text: 'your PIN is 4821. It works', redacted: 'your PIN is [secret]. It works' },
  { text: 'password: ["Is correct horse battery 42"]', redacted: 'password: [secret]' },
];

/** What is said of secrets so, and holds none. */
export const TOLD_COUNTER_EXAMPLES: readonly string[] = [
  'the password should be strong',
  'the password should be changed',
  'the password was right but the account is closed',
  'the password is (at least 8 characters)',
  'use email as password hint',
  'use username as password',
  'log in with ada and the password prompt',
  'failed for user ada, password authentication',
  'for user ada, password expired.',
  'password for ada: expired',
  'error: password for ada: timeout',
  'pw: wrong',
  'version of PIN is 4.5 or 480.x',
  // What validators say, without a list around it.
  '{"password":"must be at least 8 characters"}',
  "ValidationError(password='field required')",
  '{"password":["too short","needs a symbol"]}',
  'invalid_type at credentials.password: expected string, received null',
  // What stands for a secret, or tells about it.
  'password: (unchanged)',
  'password: (not provided)',
  'Masking secret: SHOP_TOKEN',
  'password: vault:secret/data/shop#password',
  'password => Hash::make($request->password)',
  'if (user.password === hash) return next();',
  'at PasswordService.verify (/srv/app/dist/password.js:41:18)',
  'password_expiry_days: 90, secrets_scanned: 4471',
  'PWD=/home/ada OLDPWD=/srv',
];
