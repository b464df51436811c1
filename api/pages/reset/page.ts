import { formView } from '../form.ts';
import type { Location, Side } from '../location.ts';
import { pageTemplate } from '../template.ts';

const RESET = formView({
  id: 'reset',
  path: '/api/me/reset-password',
  token: '#',
  fields: [
    {
      name: 'password',
      label: 'New password, at least 8 characters',
      type: 'password',
      autocomplete: 'new-password',
      atLeast: 8,
    },
  ],
  button: 'Set the password',
});

const render = pageTemplate<{ title: string; side: Side; reset: typeof RESET }>('reset/page.hbs');

/** Where a new password is chosen; the token stands behind the # of the address, which no server sees. */
export function resetPage(at: Location, side: Side): string {
  return render(at, { title: 'Choose a new password', side, reset: RESET });
}
