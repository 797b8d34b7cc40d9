import type { DetectorExample } from '../detector.js';

const BODY = 'q7mX2kV9wLzT1bN8cR5hYfJ3gU6pEoAd4q7mX2kV9wLzT1bN8cR5hYfJ3gU6pEoA';
const HEX = '3f2a9c8b7d6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a9c8b7d6e5f4a3b2c1d0e9f8a';

/** Some of the many prefixes, and what has none. */
export const EXAMPLES: readonly DetectorExample[] = [
  { text: `push with ghp_${BODY.slice(0, 36)} failed`, redacted: 'push with [token] failed' },
  { text: `cut ghp_${BODY.slice(0, 18)}…`, redacted: 'cut [token]…' },
  { text: `github_pat_${BODY.slice(0, 22)}_${BODY.slice(0, 59)}`, redacted: '[token]' },
  {
    text: `clone https://x.example/?t=glpat-${BODY.slice(0, 20)}&a`,
    redacted: 'clone https://x.example/?t=[token]&a',
  },
  { text: `xoxb-123456789012-1234567890123-${BODY.slice(0, 24)}`, redacted: '[token]' },
  {
    text: `POST https://hooks.slack.com/services/T01ABCDEF/B01ABCDEF/${BODY.slice(0, 24)} 200`,
    redacted: 'POST https://hooks.slack.com/services/[token] 200',
  },
  { text: `charge by sk_live_${BODY.slice(0, 24)}`, redacted: 'charge by [token]' },
  {
    text: `Incorrect API key provided: sk-${BODY.slice(0, 48)}.`,
    redacted: 'Incorrect API key provided: [token].',
  },
  { text: `sk-ant-api03-${BODY}_${BODY.slice(0, 28)}AA`, redacted: '[token]' },
  { text: `hf_${BODY.slice(3, 37)} for a model`, redacted: '[token] for a model' },
  { text: `SG.${BODY.slice(0, 22)}.${BODY.slice(0, 43)}`, redacted: '[token]' },
  { text: `dop_v1_${HEX}`, redacted: '[token]' },
  {
    text: `get https://api.telegram.org/bot123456789:${BODY.slice(0, 35)}/getMe`,
    redacted: 'get https://api.telegram.org/bot[token]/getMe',
  },
  { text: `bot is 123456789:${BODY.slice(0, 35)}`, redacted: 'bot is [token]' },
  {
    text: `https://discord.com/api/webhooks/123456789012345678/${BODY}abcd`,
    redacted: 'https://discord.com/api/webhooks/[token]',
  },
  { text: `Twilio account AC${HEX.slice(0, 32)}`, redacted: 'Twilio account [token]' },
  { text: `heroku api key 7f9c24e5-1a2b-4c3d-8e4f-5a6b7c8d9e0f`, redacted: 'heroku api key [token]' },
  { text: `mailchimp ${HEX.slice(0, 32)}-us12`, redacted: 'mailchimp [token]' },
];

/** Words after a prefix, names that begin like one, hashes and ids. */
export const COUNTER_EXAMPLES: readonly string[] = [
  'npm_config_registry and npm_lifecycle_event and npm_package_dependencies_express',
  'class sk-loading-indicator-container and sk-folding-cube-animated',
  'disk-usage-report-2026-11-25-final risk-assessment-questionnaire task-1234567890123456',
  'hf_hub_download of hf_transformersModelConfiguration',
  'secret_manager_rotation_configuration',
  'pod sk-backend-7d9f8b6c5-x2x4z in sk_test_environment',
  'xoxb-your-token-here and ghp_yourTokenHere',
  'key-value-store key-00 EAASY SG.Country.Name.Of.Something',
  `commit ${HEX.slice(0, 40)} image sha256:${HEX}`,
  'heroku request_id=7f9c24e5-1a2b-4c3d-8e4f-5a6b7c8d9e0f datadog trace 7f9c24e51a2b4c3d8e4f5a6b7c8d9e0f',
  'at 20261125:handler-of-all-kinds-of-events-in-order',
  'https://hooks.slack.com/docs and https://discord.com/api/v10/channels/123456789012345678',
  'pk_live_51Abc is what a page shows',
];
