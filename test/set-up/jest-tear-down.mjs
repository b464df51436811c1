export { tearDown as default } from './jest-set-up.mjs';
