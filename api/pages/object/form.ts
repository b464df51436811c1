import { type ChoicesView, choicesView, chosen, withChoices } from '../frame/choice.ts';
import { bodyOf, type FormView, formView } from '../frame/form.ts';
import type { Visit } from '../frame/page.ts';
import type { Body, ObjectForm, ObjectKind, View } from './kind.ts';

export interface ObjectFormView {
  form: FormView;
  lists: ChoicesView[];
}

/** The form with all that is typed or there. */
export async function objectFormView(visit: Visit, kind: ObjectKind, view: View | null): Promise<ObjectFormView> {
  const { fields, choices = [] } = await kind.form(visit, view);
  const begin = view ?? kind.starting ?? {};
  const current = (name: string): string[] => begin[name] ?? [];
  const form = choices.reduce(
    (whole, each) => withChoices(visit, whole, each, current(each.name)),
    formView(visit, fields, begin),
  );
  return { form, lists: choices.map((each) => choicesView(visit, each, current(each.name))) };
}

/** What was typed, as the API takes it. */
export async function typedBody(visit: Visit, kind: ObjectKind, view: View | null): Promise<Body> {
  const { fields, choices = [] }: ObjectForm = await kind.form(visit, view);
  const body: Body = bodyOf(visit.typed, fields);
  for (const { name } of choices) body[name] = chosen(visit.typed, name);
  return kind.complete?.(body, view) ?? body;
}
