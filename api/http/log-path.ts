/** A text this long that is neither a name nor an id may be a token that somebody put into the path. */
const TOKEN_LIKE = /[\w+=%~-]{40,}/g;

const MAX_PATH_LENGTH = 300;

/** A request's path as it may be logged: without query, and without what looks like a token. */
export function pathForLog(path: string): string {
  return path.slice(0, MAX_PATH_LENGTH).replace(TOKEN_LIKE, '[redacted]');
}
