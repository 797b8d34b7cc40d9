import { CERTAIN } from '../confidence.js';
import type { Detector, Finding } from '../detector.js';

/** JSON Web Tokens, signed or encrypted, in compact form. */
export const jwt: Detector = {
  id: 'jwt',
  description:
    'JSON Web Tokens: two to five base64url parts with dots between, the first of which begins with eyJ.',
  source:
    'RFC 7519 (JWT), RFC 7515 section 7.1 (three parts), RFC 7516 section 7.1 (five parts; the second may be empty)',
  placeholder: '[jwt]',
  confidence: [CERTAIN],
  triggers: [['eyJ']],
  find,
  examples: [
    {
      text: 'got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk ok',
      redacted: 'got [jwt] ok',
    },
    { text: 'cut eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0', redacted: 'cut [jwt]' },
    { text: 'unsigned eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.', redacted: 'unsigned [jwt]' },
    { text: '"id_token":"eyJhbGciOiJSU0EifQ.a.b.c.d"', redacted: '"id_token":"[jwt]"' },
    { text: 'eyJhbGciOiJkaXIifQ..48V1_ALb6US04U3b.5eym8TW_c8SuK0lt.XFBoMYUZodet!', redacted: '[jwt]!' },
    { text: 'a\\neyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0', redacted: 'a\\n[jwt]' },
  ],
  counterExamples: [
    'eyJ',
    'eyJhbGciOiJIUzI1NiJ9 alone',
    'eyJ.eyJ.eyJ',
    'keyJoint.part',
    'eyJhbGciOiJIUzI1NiJ9. Next',
    'eyJhbGciOiJIUzI1NiJ9... and eyJhbGciOiJIUzI1NiJ9..etc',
  ],
};

/** `{"alg":…` takes at least this many characters after eyJ. */
const HEADER = /eyJ[\w-]{9,}/y;
const PART = /\.[\w-]+/y;
const EMPTY_PART = /\.(?=\.[\w-]{8})/y;
const MOST_PARTS = 5;

function find(text: string): readonly Finding[] {
  const findings: Finding[] = [];
  let at = text.indexOf('eyJ');
  while (at !== -1) {
    const headerEnd = endOf(HEADER, text, at);
    const end = headerEnd === at ? at : partsEnd(text, headerEnd);
    if (end > headerEnd) findings.push({ detector: 'jwt', start: at, end, confidence: CERTAIN });
    at = text.indexOf('eyJ', Math.max(end, at + 3));
  }
  return findings;
}

/** Where the parts after the header end; `from` where there are none. */
function partsEnd(text: string, from: number): number {
  // The encrypted key of a JWE is empty where both sides have one, and so is the payload of a detached signature.
  const isSecondEmpty = endOf(EMPTY_PART, text, from) > from;
  let end = isSecondEmpty ? from + 1 : from;
  for (let parts = isSecondEmpty ? 2 : 1; parts < MOST_PARTS; parts++) {
    const next = endOf(PART, text, end);
    if (next === end) break;
    end = next;
  }
  // The signature of an unsigned token is empty, the dot before it is not.
  return end > from && text[end] === '.' ? end + 1 : end;
}

function endOf(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return from + (pattern.exec(text)?.[0].length ?? 0);
}
