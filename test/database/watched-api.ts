import { operationOf } from '../api/documented.ts';
import type { Client, TestApi } from '../api/start-api.ts';
import type { Recorder } from './plan.ts';

/** What a route is called: `GET /orgs/{item}`. */
export const nameOf = ({ method, path }: { method: string; path: string }) => `${method.toUpperCase()} ${path}`;

/** The same API; the recorder knows which route is asked. */
export function watched(api: TestApi, recorder: Recorder): TestApi {
  function note(method: string, path: string): void {
    const { template = path } = operationOf(method, `/api${path}`) ?? {};
    recorder.during = nameOf({ method, path: template.replace(/^\/api/, '') });
    recorder.asked.add(recorder.during);
  }
  const watch = (client: Client): Client => ({
    get: (path) => {
      note('get', path);
      return client.get(path);
    },
    post: (path, body) => {
      note('post', path);
      return client.post(path, body);
    },
    put: (path, body) => {
      note('put', path);
      return client.put(path, body);
    },
    patch: (path, body) => {
      note('patch', path);
      return client.patch(path, body);
    },
    delete: (path) => {
      note('delete', path);
      return client.delete(path);
    },
  });
  return { ...api, admin: watch(api.admin), as: (token) => watch(api.as(token)) };
}
