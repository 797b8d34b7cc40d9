/** The set to look at: detectors may be written with these lines in view. */
import { general } from './general.js';
import { hard } from './hard.js';
import { labels } from './labels.js';
import { ownPersonal } from './own-personal.js';
import { ownSecrets } from './own-secrets.js';

export const seen = { labels, general, hard, own: { ...ownPersonal, ...ownSecrets } };
