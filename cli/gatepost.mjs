#!/usr/bin/env node
// The program as npm puts it on the PATH; what it is made of is written by newer rules than an old Node can read.
import { requireNode } from './node-version.mjs';

try {
  requireNode();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
await import('./main.mjs');
