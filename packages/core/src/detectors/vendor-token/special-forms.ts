import { LIKELY } from '../confidence.js';
import type { MarkedForm } from '../marked-forms.js';

/** What may stand between the name of a vendor and its token. */
const NEAR = String.raw`[^]{0,48}?(?<![A-Za-z0-9])`;
/** The same where it has to tell of a key, since vendors have ids of the same form. */
const NEAR_KEY = String.raw`[^]{0,24}?(?:[Kk]ey|KEY|[Tt]oken|TOKEN|[Ss]ecret|SECRET)(?: is)?[^A-Za-z0-9]{1,8}`;

/** URLs that are secrets, tokens with the mark inside or at the end, and what only a name beside it tells. */
export const SPECIAL_FORMS: readonly MarkedForm[] = [
  ...marked(),
  ...besideNames().map((form) => ({ ...form, confidence: LIKELY })),
];

function marked(): readonly MarkedForm[] {
  return [
    // Slack API, "Incoming webhooks": team, channel and token.
    {
      triggers: ['hooks.slack'],
      pattern: /(hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/)[\w/-]{8,}/gi,
    },
    // Discord developer documentation, "Webhook": a snowflake and a token of 68 characters.
    {
      triggers: ['/webhooks/'],
      pattern: /(discord(?:app)?\.com\/api\/(?:v\d{1,2}\/)?webhooks\/)\d+\/[\w-]{30,}/gi,
    },
    // Microsoft Learn, "Incoming webhooks".
    { triggers: ['webhook.office'], pattern: /(webhook\.office\.com\/webhookb2\/)[\w@/-]{36,}/gi },
    // Telegram Bot API, "Authorizing your bot": the number of the bot and 35 characters.
    {
      triggers: ['\\d\\d\\d\\d\\d\\d\\d\\d:'],
      pattern: /(?<![A-Za-z0-9.:-])\d{8,10}:[\w-]{30,}/g,
      isRandomOnly: true,
      confidence: LIKELY,
    },
    { triggers: ['/bot\\d'], pattern: /(\/bot)\d{8,10}:[\w-]{17,}/g },
    // Mailchimp documentation, "API keys".
    { triggers: ['-us\\d'], pattern: /(?<![A-Za-z0-9])[\da-f]{32}-us\d{1,2}(?!\w)/gi },
    // New Relic documentation, "License key": of 40 characters.
    {
      triggers: ['nral'],
      pattern: /(?<![A-Za-z0-9])[\da-fA-F]{36}NRAL|(?<![A-Za-z0-9])eu01xx[\da-f]{30}NRAL/g,
    },
    // HashiCorp documentation, "API tokens" of HCP Terraform.
    { triggers: ['.atlasv1.'], pattern: /(?<![A-Za-z0-9])[A-Za-z0-9]{14}\.atlasv1\.[\w-]{30,}/g },
    // Twilio documentation, "API keys": one of the first two of 32 hexadecimal digits is decimal here.
    {
      triggers: ['sk\\d', 'ska\\d', 'skb\\d', 'skc\\d', 'skd\\d', 'ske\\d', 'skf\\d'],
      pattern: /(?<![A-Za-z0-9])SK(?=[\da-f]?\d)[\da-f]{32}(?![A-Za-z0-9])/g,
    },
  ];
}

/** What these vendors give out looks like any hash or id; after their name it may be one. */
function besideNames(): readonly MarkedForm[] {
  return [
    { triggers: ['twilio'], pattern: after('twilio', NEAR, String.raw`(?:AC|SK)[\da-f]{32}(?![A-Za-z0-9])`) },
    {
      triggers: ['mailgun'],
      pattern: after('mailgun', NEAR, String.raw`[\da-f]{32}-[\da-f]{8}-[\da-f]{8}(?!\w)`),
    },
    {
      triggers: ['airtable'],
      pattern: after('airtable', NEAR, String.raw`pat[A-Za-z0-9]{14}\.[\da-f]{32,}`),
    },
    {
      triggers: ['airtable'],
      pattern: after('airtable', NEAR, String.raw`key(?=[a-z]{0,13}[A-Z0-9])[A-Za-z0-9]{14}(?!\w)`),
    },
    {
      triggers: ['discord'],
      pattern: after('discord', NEAR, String.raw`[MNO][A-Za-z0-9]{22,27}\.[\w-]{6}\.[\w-]{20,}`),
    },
    { triggers: ['vault'], pattern: after('vault', NEAR, String.raw`[sbr]\.[A-Za-z0-9]{24}(?![A-Za-z0-9])`) },
    {
      triggers: ['cloudflare'],
      pattern: after('cloudflare', NEAR_KEY, String.raw`[\w-]{37,40}(?![\w-])`),
      isRandomOnly: true,
    },
    {
      triggers: ['heroku'],
      pattern: after('heroku', NEAR_KEY, String.raw`[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\w-])`),
    },
    ...['twilio', 'datadog', 'algolia'].map((name) => ({
      triggers: [name],
      pattern: after(name, NEAR_KEY, String.raw`(?:[\da-f]{40}|[\da-f]{32})(?![A-Za-z0-9])`),
    })),
  ];
}

/** A token after the name of who gave it out. */
function after(name: string, near: string, token: string): RegExp {
  return new RegExp(`(${anyCase(name)}${near})${token}`, 'g');
}

/** The name alone in any case: the case of a token tells more. */
function anyCase(name: string): string {
  return Array.from(name, (letter) => `[${letter.toUpperCase()}${letter}]`).join('');
}
