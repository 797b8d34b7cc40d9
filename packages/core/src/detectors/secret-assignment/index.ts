import { LIKELY } from '../confidence.js';
import type { Detector, Finding } from '../detector.js';
import { mergeOverlaps } from '../overlap.js';
import { findBound } from './bound.js';
import { COMMAND_TRIGGERS, findInCommands } from './command.js';
import { COUNTER_EXAMPLES, EXAMPLES } from './examples.js';
import { TRIGGERS_BEYOND_ASCII } from './foreign.js';
import { findBelowNames } from './in-columns.js';
import { findInserted } from './inserted.js';
import { JOINS } from './joins.js';
import { findInLogins, LOGIN_JOINS, LOGIN_TRIGGERS } from './login.js';
import { NAME_HINTS } from './name.js';
import { findNamed } from './named.js';
import { findOpened, OPENED_TRIGGERS } from './opened.js';
import { findPiped, PIPED_TRIGGERS } from './piped.js';

/** Of what is secret by its place. */
const PLACE_TRIGGERS = [...COMMAND_TRIGGERS, ...LOGIN_TRIGGERS, ...PIPED_TRIGGERS, ...OPENED_TRIGGERS];

/** Secrets that are assigned to a name: `password=…`, `"api_key":"…"`, `--db-password …`. */
export const secretAssignment: Detector = {
  id: 'secret-assignment',
  description:
    'The value of the name of a secret (password, secret, token, API key, session, cookie, authorization and kin, also in some other languages), however it is assigned: by a sign, in a sentence, as a pair of name and value, by its column in an INSERT, as a parameter of SQL, as a flag of a command, in front of its name, as the second argument of a call that logs in or an argument of what opens a database in PHP, by its place in what is said to a server (IMAP, FTP, SMTP, Redis), as what a command reads from its input, below its name in a table, as what was found to differ; codes by what they are called (PIN, OTP, access code); the name stays. Not types, references to variables, nor what is masked.',
  source:
    'Names as in OWASP Logging Cheat Sheet ("Data to exclude") and CWE-532; RFC 9110 section 11.6.2, RFC 6265 (headers)',
  placeholder: '[secret]',
  confidence: [LIKELY],
  triggers: [
    [...NAME_HINTS, ...TRIGGERS_BEYOND_ASCII, ...PLACE_TRIGGERS],
    [...JOINS, ...LOGIN_JOINS, ...PLACE_TRIGGERS],
  ],
  find,
  examples: EXAMPLES,
  counterExamples: COUNTER_EXAMPLES,
};

function find(text: string): readonly Finding[] {
  const spans = [
    ...[...findNamed(text), ...findInserted(text), ...findInCommands(text)],
    ...[...findInLogins(text), ...findPiped(text), ...findBelowNames(text)],
    ...[...findBound(text), ...findOpened(text)],
  ];
  return mergeOverlaps(
    spans.map(({ start, end }): Finding => ({
      detector: 'secret-assignment',
      start,
      end,
      confidence: LIKELY,
    })),
  );
}
