export interface Field {
  /** Where it goes in the body; `user.email` is `{ user: { email } }`. */
  name: string;
  label: string;
  /** What browsers and password managers fill in. */
  autocomplete: string;
  type?: 'text' | 'email' | 'password';
  /** Fewest characters. */
  atLeast?: number;
  optional?: true;
}

export interface Form {
  id: string;
  /** Where it is sent: a path such as /api/token. */
  path: string;
  /** The bearer token of the call; `#`: what stands behind the # of the address. */
  token?: string;
  /** What is sent besides the fields. */
  fixed?: Readonly<Record<string, string>>;
  fields: readonly Field[];
  /** What the button says. */
  button: string;
}

/** A form as its template reads it, which wants everything given. */
export function formView(form: Form) {
  return { token: null, fixed: {}, ...form, fields: form.fields.map((field) => fieldView(form.id, field)) };
}

function fieldView(formId: string, field: Field) {
  const id = `${formId}-${field.name.replaceAll('.', '-')}`;
  return { type: 'text', atLeast: 1, optional: false, ...field, id };
}
