const OLDEST = [20, 19];

/** @throws when this Node is too old for the project; an old one can read this file too. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new Error(`Node ${process.versions.node} is too old; this needs ${OLDEST.join('.')} or newer (nodejs.org).`);
}
