// A file that is dropped on a text of certificates is read into it: PEM as it is, anything else in base64. It goes nowhere
// before the form is sent.

const LARGEST_BYTES = 262144;

for (const area of document.querySelectorAll('textarea[name="keystore"], textarea[name="truststore"]')) furnish(area);

function furnish(area) {
  area.classList.add('takes-files');
  for (const kind of ['dragover', 'dragleave', 'drop']) {
    area.addEventListener(kind, (event) => {
      event.preventDefault();
      area.classList.toggle('is-over', kind === 'dragover');
      if (kind === 'drop') read(area, event.dataTransfer.files[0]);
    });
  }
  const choose = document.createElement('input');
  Object.assign(choose, { type: 'file', accept: '.pem,.crt,.cer,.key,.p12,.pfx' });
  choose.ariaLabel = area.labels[0]?.textContent ?? '';
  choose.addEventListener('change', () => read(area, choose.files[0]));
  area.after(choose);
}

async function read(area, file) {
  if (!file || file.size > LARGEST_BYTES) return;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const text = new TextDecoder().decode(bytes);
  // One by one: as arguments of one call they would be too many.
  const signs = Array.from(bytes, (byte) => String.fromCharCode(byte));
  area.value = text.includes('-----BEGIN ') ? text : btoa(signs.join(''));
}
