import compression from 'compression';
import type { Request, RequestHandler } from 'express';

const compress = compression({
  threshold: 0,
  // The library's list of types does not have YAML.
  filter: (request, response) =>
    String(response.getHeader('Content-Type')).startsWith('application/yaml') || compression.filter(request, response),
});

export const acceptsGzip = (request: Request): boolean => request.acceptsEncodings('gzip') === 'gzip';

/**
 * Compresses answers of any size for whoever accepts it: with gzip, which every client that accepts it can unpack, even
 * where it would rather have br. The entity tag stays as it is: it stands for the version of a row, whatever its
 * representation.
 */
export const compressAnswer: RequestHandler = (request, response, next) => {
  // The library would rather have br.
  if (acceptsGzip(request)) request.headers['accept-encoding'] = 'gzip';
  compress(request, response, next);
};
