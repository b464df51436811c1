// The form of an email server: the name follows the title, and Secure Connection says what it means on this port.

const IMPLICIT_PORTS = ['465', '2465'];
const PAUSE_MS = 150;

/** As long as nobody writes a name of their own, it is the one that the title gives. */
function deriveName(form) {
  const [title, name] = ['title', 'name'].map((field) => form.querySelector(`[name=${field}]`));
  let pause = 0;
  let derived = '';
  const isOwn = () => name.value !== '' && name.value !== derived;
  async function derive() {
    const asked = title.value;
    const response = await fetch(`${form.dataset.derivesName}?title=${encodeURIComponent(asked)}`);
    // What was typed meanwhile asks for itself.
    if (!response.ok || response.redirected || title.value !== asked || isOwn()) return;
    derived = await response.text();
    name.value = derived;
  }
  title.addEventListener('input', () => {
    clearTimeout(pause);
    if (!isOwn()) pause = setTimeout(derive, PAUSE_MS);
  });
}

function explainSecure(form) {
  const [secure, port, mode] = ['secure', 'port', 'tls_mode'].map((field) => form.querySelector(`[name=${field}]`));
  form.addEventListener('input', () => {
    const byPort = IMPLICIT_PORTS.includes(port.value) ? 'implicit' : 'starttls';
    const means = secure.checked ? mode.value || byPort : 'plain';
    for (const words of form.querySelectorAll('[data-mode]')) words.hidden = words.dataset.mode !== means;
  });
}

for (const form of document.querySelectorAll('[data-email-server]')) {
  explainSecure(form);
  if (form.dataset.derivesName) deriveName(form);
}
