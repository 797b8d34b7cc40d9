import { isLetter } from '../characters.js';
import { LIKELY } from '../confidence.js';
import type { Detector, Finding } from '../detector.js';

/** Digest credentials after the word. */
export const digest: Detector = {
  id: 'digest',
  description:
    'The parameters after the word Digest, in any case, where they answer a challenge (response, username or cnonce); the word stays. Challenges stay too.',
  source: 'RFC 7616 section 3.4',
  placeholder: '[credential]',
  confidence: [LIKELY],
  triggers: [['digest'], ['response', 'username', 'cnonce']],
  find,
  examples: [
    {
      text: 'Authorization: Digest username="ada", realm="x", nonce="7f", uri="/a, b", qop=auth, response="6629"',
      redacted: 'Authorization: Digest [credential]',
    },
    {
      text: 'sent digest realm=api,response=6629fae4 to host',
      redacted: 'sent digest [credential] to host',
    },
    {
      text: '{"h":"Digest username=\\"ada\\", cnonce=\\"0a4f\\"","x":1}',
      redacted: '{"h":"Digest [credential]","x":1}',
    },
    { text: "DIGEST username*=UTF-8''J%C3%A4s, response=\"66\nnext", redacted: 'DIGEST [credential]\nnext' },
    {
      text: 'h=Digest%20username%3D%22ada%22%2C%20response%3D%2266%22&a=1',
      redacted: 'h=Digest%20[credential]&a=1',
    },
  ],
  counterExamples: [
    'WWW-Authenticate: Digest realm="x", nonce="7f", qop="auth, auth-int", algorithm=SHA-256',
    'image digest sha256:9f86d081884c7d659a2feaa0c55ad015 of response',
    'Authorization: Digest %s',
    'the weekly digest for username ada has no response',
    'digest=abc response=200',
    'Digest [credential]',
  ],
};

const NAME = /digest(?:\s|\+){1,4}/gi;
/** A value in quotes may not close before the line or the text ends. */
const PARAMETER = /\s{0,4}[a-z]{1,20}\*?=(?:"[^"\r\n]*(?:"|(?=[\r\n]|$))|[^\s",;&]+)/iy;
const ANSWER = /^\s{0,4}(?:response|username|cnonce)\*?=/i;

function find(text: string): readonly Finding[] {
  const findings: Finding[] = [];
  NAME.lastIndex = 0;
  for (let match = NAME.exec(text); match !== null; match = NAME.exec(text)) {
    if (isLetter(text.charCodeAt(match.index - 1))) continue;
    const start = NAME.lastIndex;
    const end = answerEnd(text, start);
    if (end === undefined) continue;
    findings.push({ detector: 'digest', start, end, confidence: LIKELY });
    NAME.lastIndex = end;
  }
  return findings;
}

/** Where a list of parameters ends; undefined where it is none or answers nothing. */
function answerEnd(text: string, start: number): number | undefined {
  let at = start;
  let isAnswer = false;
  for (;;) {
    PARAMETER.lastIndex = at;
    const parameter = PARAMETER.exec(text)?.[0];
    if (parameter === undefined) break;
    isAnswer ||= ANSWER.test(parameter);
    at += parameter.length;
    if (text[at] !== ',') break;
    at++;
  }
  if (!isAnswer) return undefined;
  return text[at - 1] === ',' ? at - 1 : at;
}
