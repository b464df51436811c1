import type { CloudCode, CodeWriter, ReadApi } from '../api/as-code.ts';
import { ApiError, ERROR_CODES, type ErrorCode } from '../api/errors.ts';
import { describeObject } from '../export/code/object.ts';
import { readCloudAsCode } from '../export/export.ts';
import { describeLeft } from '../export/report.ts';
import { ApiError as Refused } from '../provider/client/api-error.ts';
import { Client } from '../provider/client/client.ts';
import type { ApiRequest } from '../provider/client/connection.ts';
import { Sessions } from '../provider/client/session.ts';
import { DiagnosticError } from '../provider/framework/diagnostic.ts';

/** Objects as code by the provider's own functions, which ask the API they are plugged into from within. */
export const codeWriter: CodeWriter = {
  writeObject: (read, path) => asOurs(describeObject(clientOf(read), path, new AbortController().signal)),
  writeCloud: (read) => asOurs(writeCloud(read)),
};

async function writeCloud(read: ReadApi): Promise<CloudCode> {
  const asked = { client: clientOf(read), signal: new AbortController().signal, tell: () => undefined };
  const { files, left } = await readCloudAsCode(asked);
  return { files, left: left.map(describeLeft) };
}

/** What the API refused to read is refused to whoever asked for the code. */
async function asOurs<T>(written: Promise<T>): Promise<T> {
  try {
    return await written;
  } catch (error) {
    if (error instanceof DiagnosticError) throw new ApiError('conflict', error.message);
    if (!(error instanceof Refused)) throw error;
    const { code, message } = error.refusal;
    throw isErrorCode(code) ? new ApiError(code, message) : error;
  }
}

const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(ERROR_CODES, code);

/** A client that reads and nothing else. */
function clientOf(read: ReadApi): Client {
  const send = async (request: ApiRequest) => {
    const answer = request.method === 'GET' ? await readAt(read, request.path) : NO_WRITES;
    if (answer.ok) return { body: answer.body, etag: answer.etag ?? undefined };
    const { status, code, message } = answer;
    const asked = `${request.method} /api${request.path}`;
    throw new Refused({
      ...{ request: asked, status, code, message, errors: [], violations: [] },
      ...{ requestId: undefined, retryAfterMs: undefined },
    });
  };
  const refuse = () => Promise.reject(new Error('Nobody signs in from within.'));
  return new Client('', '', send, new Sessions(refuse, () => ({})));
}

const NO_WRITES = { ok: false, status: 405, code: 'method_not_allowed', message: 'Code is made by reading.' } as const;

function readAt(read: ReadApi, path: string) {
  const [place = '', query = ''] = path.split('?');
  return read(place, Object.fromEntries(new URLSearchParams(query)));
}
