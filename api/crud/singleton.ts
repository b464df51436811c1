import type { Scope } from '../context.ts';
import type { HeaderRow } from '../database/columns.ts';
import type { Access, Answer, Call, Route, RouteAudit } from '../http/route.ts';
import { answerOne } from './answer.ts';
import type { Definition } from './definition.ts';
import { demandFresh } from './etag.ts';
import { type Body, parseBody, updateSchema } from './parse.ts';
import { change, describe } from './store.ts';
import { present } from './view.ts';
import { viewSchema } from './view-schema.ts';
import { demandFixed } from './write.ts';

/** An object that there is one of: it is read and changed, never made or deleted. */
export interface Singleton<Row extends HeaderRow> {
  definition: Definition<Row>;
  /** What it is in answers, where that differs. */
  shown?: Definition<Row>;
  paths: readonly string[];
  access: { read: Access; write: Access };
  /** Its row; locked where it is about to change. @throws 404 where there is none */
  find(scope: Scope, call: Call, path: string, lock: boolean): Promise<Row>;
  /** What people call it; its type and name by default. */
  noun?: string;
  audit?: RouteAudit;
  summaries: { read: string; write: string };
  /** Demands beyond the rights of the route, once it is known what is to change; throws. */
  demand?(scope: Scope, call: Call, view: Body): void;
}

/** GET and PUT of a singleton; what a PUT leaves out stays. */
export function singletonRoutes<Row extends HeaderRow>(singleton: Singleton<Row>): Route[] {
  const { definition, shown = definition, access, summaries, audit = { type: definition.type } } = singleton;
  const answer = viewSchema(shown);
  return singleton.paths.flatMap((path): Route[] => [
    {
      method: 'get',
      path,
      access: access.read,
      audit,
      doc: { summary: summaries.read, answer },
      run: async (scope, call) => answerOne(scope, shown, await singleton.find(scope, call, path, false), call),
    },
    {
      method: 'put',
      path,
      access: access.write,
      audit,
      doc: { summary: summaries.write, body: updateSchema(definition), answer },
      run: (scope, call) => write(scope, singleton, path, call),
    },
  ]);
}

async function write<Row extends HeaderRow>(
  scope: Scope,
  singleton: Singleton<Row>,
  path: string,
  call: Call,
): Promise<Answer> {
  const { definition, shown = definition } = singleton;
  const before = await singleton.find(scope, call, path, true);
  const view = await present(scope, definition, before);
  singleton.demand?.(scope, call, view);
  await demandFresh(scope, before, singleton.noun ?? describe(definition, before), call.headers);
  const input = parseBody(definition, updateSchema(definition), call.body);
  demandFixed(definition, view, input);
  const row = { ...before };
  await change(scope, definition, { row, before, input });
  return answerOne(scope, shown, row, call);
}
