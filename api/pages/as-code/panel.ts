import type { CodeWriter, ReadApi } from '../../as-code.ts';
import type { Visit } from '../frame/page.ts';
import { curlOf } from './curl.ts';

/** What the partial `as-code` shows: a text in each language. */
export interface AsCode {
  texts: { id: string; label: string; text: string }[];
}

/**
 * An object as code: HCL, CDKTF and Python by the provider's own functions where they are plugged in, and curl.
 * @param path of the object, below `/api`
 * @param view as the API answers it
 */
export async function asCode(visit: Visit, path: string, view: object): Promise<AsCode> {
  const code = await written(visit, path);
  const texts = [
    ...(code === null
      ? []
      : [
          { id: 'code-hcl', label: 'HCL', text: code.hcl },
          { id: 'code-typescript', label: 'CDKTF (TypeScript)', text: code.typescript },
          { id: 'code-python', label: 'CDKTF (Python)', text: code.python },
        ]),
    { id: 'code-curl', label: 'curl', text: curlOf(path, view) },
  ];
  return { texts };
}

/** A page is there without its code, too. */
async function written(visit: Visit, path: string): ReturnType<CodeWriter['writeObject']> {
  const { codeWriter, log } = visit.context;
  if (codeWriter === null) return null;
  try {
    return await codeWriter.writeObject(readerOf(visit), path);
  } catch (error) {
    log.warn({ err: error }, 'an object could not be written as code');
    return null;
  }
}

/** Reads as whoever visits, so that code says no more than they may see. */
export function readerOf(visit: Visit): ReadApi {
  return (path, query) => visit.call('GET', path, { query });
}
