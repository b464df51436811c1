import type { Field } from '../frame/form.ts';
import type { Visit } from '../frame/page.ts';
import type { Body, View } from '../object/kind.ts';

/** Which organizations see an object. */
export function visibilityOf({ t }: Visit, view: View | null): Field {
  const options = [
    { value: 'private', label: t('object.private') },
    { value: 'public', label: t('object.public') },
  ];
  // Chosen organizations are chosen by the API; here they can be kept.
  if (view?.visibility?.type === 'custom') options.push({ value: 'custom', label: t('object.custom') });
  return { name: 'visibility.type', label: 'object.visibility', kind: 'select', required: true, options };
}

/** The chosen organizations stay as long as they count. */
export function withVisibility(body: Body, view: View | null): Body {
  const { type } = Object(body.visibility) as { type?: string };
  return type === 'custom' && view ? { ...body, visibility: view.visibility } : body;
}

export const visibilityCell = ({ visibility }: View, { t }: Visit) => ({
  text: t({ private: 'object.private', public: 'object.public' }[String(visibility?.type)] ?? 'object.custom'),
});
