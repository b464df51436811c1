import { isUuid } from '../crud/field.ts';
import { isObject } from '../crud/parse.ts';
import { definitionAt } from '../crud/registry.ts';
import type { Answer, Call, Route } from '../http/route.ts';

/** The object a request is about, as far as path and answer tell. */
export interface Subject {
  object_type: string | null;
  object_id: string | null;
  object_name: string | null;
}

const NAME_LENGTH = 255;

/** The object of the answer, else that of the path. */
export function subjectOf(route: Route, call: Call, answer?: Answer): Subject {
  const body = answer && isObject(answer.body) ? answer.body : {};
  if (typeof body.type === 'string' && typeof body.id === 'string' && isUuid(body.id)) {
    return {
      object_type: body.type,
      object_id: body.id,
      object_name: typeof body.name === 'string' ? body.name : null,
    };
  }
  const [collection = ''] = route.path.split('/{item}');
  const object_type = definitionAt(collection)?.type ?? null;
  const { item } = call.params;
  if (item === undefined) return { object_type, object_id: null, object_name: null };
  return isUuid(item)
    ? { object_type, object_id: item.toLowerCase(), object_name: null }
    : { object_type, object_id: null, object_name: item.slice(0, NAME_LENGTH) };
}

/** What was tried or done: the word of the method, or the last word of the path of an action. */
export function actionOf(route: Route, answer?: Answer): string {
  if (route.path === '/token') return 'sign-in';
  if (route.method === 'get') return 'read';
  if (route.method === 'delete') return 'delete';
  if (route.method !== 'post') return 'update';
  if (answer?.status === 201 || definitionAt(route.path)) return 'create';
  return route.path.split('/').findLast((segment) => segment !== '' && !segment.startsWith('{')) ?? 'create';
}
