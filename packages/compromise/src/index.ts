export { names, places } from './recognizers.js';
