export { type Extraction, extractMessages, type ExtractOptions, type Unrecognized } from './extract.js';
export { catalogText } from './catalog-text.js';
