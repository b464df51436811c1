// Says how long a new password would withstand somebody who guesses, while it is typed. What it takes is loaded when the
// field is first entered, and the password leaves the browser with the form alone.

let measuring = null;

/** Loads the estimator and its words once. */
function loadMeasure({ core, words }) {
  measuring ??= Promise.all([loadScript(core), fetch(words).then((answer) => answer.json())]).then(
    ([, options]) => new globalThis.zxcvbnts.core.ZxcvbnFactory(options),
  );
  return measuring;
}

function loadScript(src) {
  return new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement('script'), { src, onload: resolve, onerror: reject });
    document.head.append(script);
  });
}

/** What somebody who knows the person tries first. */
function ownWords(form) {
  const fields = [...form.querySelectorAll('input:not([type=password], [type=hidden])')];
  return fields.flatMap(({ value }) => value.split(/[@.\s]+/)).filter((word) => word.length > 2);
}

for (const meter of document.querySelectorAll('[data-strength]')) {
  const field = document.getElementById(meter.dataset.strength);
  const words = meter.querySelector('p');
  const show = async () => {
    const measure = await loadMeasure(meter.dataset);
    meter.hidden = field.value === '';
    if (meter.hidden) return;
    const { score } = measure.check(field.value.slice(0, 100), ownWords(field.form));
    // The worst is seen too.
    meter.querySelector('meter').value = score + 1;
    meter.dataset.score = score;
    words.textContent = words.dataset[score];
  };
  field?.addEventListener('focus', () => loadMeasure(meter.dataset), { once: true });
  field?.addEventListener('input', show);
}
