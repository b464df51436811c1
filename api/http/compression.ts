import compression from 'compression';

/** Below this an answer fits into one packet anyway. */
export const THRESHOLD_BYTES = 1024;

/**
 * Compresses larger answers for whoever accepts it. The entity tag stays as it is: it stands for the version of a row,
 * whatever its representation.
 */
export const compressAnswer = compression({
  threshold: THRESHOLD_BYTES,
  // The library's list of types does not have YAML.
  filter: (request, response) =>
    String(response.getHeader('Content-Type')).startsWith('application/yaml') || compression.filter(request, response),
});
