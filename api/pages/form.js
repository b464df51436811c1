// Makes the forms of Gatepost's pages work: each sends one REST call and says in words what came of it.

for (const form of document.querySelectorAll('form[data-path]')) {
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send(form);
  });
}

async function send(form) {
  const button = form.querySelector('button');
  clearErrors(form);
  button.disabled = true;
  try {
    await ask(form);
  } catch {
    say(form, 'The server cannot be reached. Try again in a moment.');
  } finally {
    button.disabled = false;
  }
}

async function ask(form) {
  const token = tokenOf(form);
  if (token === '') return say(form, 'The address of this page is incomplete. Open the whole link of the mail.');
  const headers = { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) };
  const request = { method: 'POST', headers, body: JSON.stringify(bodyOf(form)), credentials: 'omit' };
  const response = await fetch(form.dataset.path, request);
  const text = await response.text();
  const answer = text === '' ? {} : JSON.parse(text);
  if (response.ok) finish(form, answer);
  else explain(form, answer);
}

/** The token of the link: it stands in the form, or behind the # of the address; undefined: none is needed. */
function tokenOf(form) {
  return form.dataset.token === '#' ? location.hash.slice(1) : form.dataset.token;
}

/** `user.email` becomes `{ user: { email } }`; what is left empty is not sent. */
function bodyOf(form) {
  const body = {};
  for (const [name, value] of new FormData(form)) {
    if (value === '') continue;
    const steps = name.split('.');
    const last = steps.pop();
    let place = body;
    for (const step of steps) {
      place[step] ??= {};
      place = place[step];
    }
    place[last] = value;
  }
  return body;
}

function finish(form, answer) {
  const done = document.getElementById(`${form.id}-done`);
  const output = done.querySelector('output');
  if (output) output.textContent = answer[output.dataset.member];
  // A token that is used up needs to stay neither in the address bar nor in the history.
  if (form.dataset.token === '#') history.replaceState(null, '', location.pathname);
  form.reset();
  form.hidden = true;
  done.hidden = false;
  done.focus();
}

function explain(form, { message = [], violations = [] }) {
  const unplaced = violations.filter(({ pointer, message: words }) => !blame(form, pointer, words));
  const said = violations.length > 0 ? unplaced.map((each) => `${each.pointer} ${each.message}`) : message;
  say(form, said.join(' ') || 'Please mend what is marked.');
  form.querySelector('[aria-invalid="true"]')?.focus();
}

/** Says at a field what is wrong with it. False: the form has no such field. */
function blame(form, pointer, words) {
  const field = form.elements.namedItem(pointer.slice(1).replaceAll('/', '.'));
  if (!field || field.type === 'hidden') return false;
  field.setAttribute('aria-invalid', 'true');
  document.getElementById(`${field.id}-error`).textContent = words;
  return true;
}

function clearErrors(form) {
  say(form, '');
  for (const field of form.querySelectorAll('[aria-invalid]')) {
    field.removeAttribute('aria-invalid');
    document.getElementById(`${field.id}-error`).textContent = '';
  }
}

function say(form, words) {
  form.querySelector('[role="status"]').textContent = words;
}
