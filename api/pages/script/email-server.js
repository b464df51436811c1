// The form of an email server: the name follows the title, Secure Connection says what it means on this port, and a test
// leaves what is typed where it is.

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

/** A page that is sent back holds no password; so the stages are put beside the form that stands here. */
function testInPlace(button) {
  const place = document.getElementById(button.dataset.testsIn);
  const stages = (html) => new DOMParser().parseFromString(html, 'text/html').getElementById('stages');
  async function show(response) {
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let html = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      html += part.value;
      const found = stages(html);
      if (found) place.replaceChildren(document.adoptNode(found));
    }
    // On a wide window they stand at the top, and the button at the end of the form.
    place.scrollIntoView({ block: 'nearest' });
  }
  let isRefused = false;
  button.addEventListener('click', async (event) => {
    if (isRefused) return;
    event.preventDefault();
    button.disabled = true;
    const body = new URLSearchParams(new FormData(button.form));
    body.set('action', button.value);
    const response = await fetch(location.href, { method: 'POST', body }).catch(() => null);
    button.disabled = false;
    if (response?.ok && !response.redirected) return show(response);
    // What is wrong with it stands at its fields in the page that is sent back.
    isRefused = true;
    button.click();
  });
}

for (const form of document.querySelectorAll('[data-email-server]')) {
  explainSecure(form);
  if (form.dataset.derivesName) deriveName(form);
}

for (const button of document.querySelectorAll('[data-tests-in]')) testInPlace(button);
