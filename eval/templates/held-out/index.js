/** HELD OUT: only to score with. Do not read these lines while writing or changing a detector. */
import { general } from './general.js';
import { hard } from './hard.js';
import { labels } from './labels.js';
import { ownPersonal } from './own-personal.js';
import { ownSecrets } from './own-secrets.js';

export const heldOut = { labels, general, hard, own: { ...ownPersonal, ...ownSecrets } };
