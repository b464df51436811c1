// Keeps the token of a mailed link out of the history: what stands behind # is sent on as a form, what stands behind ? is
// taken out of the address. Without this script the form asks for the link instead.

const input = document.querySelector('[data-takes-link]');
if (input && location.hash.length > 1) {
  input.value = location.hash.slice(1);
  history.replaceState(null, '', location.pathname);
  input.form.requestSubmit();
} else if (location.search || location.hash) {
  history.replaceState(null, '', location.pathname);
}
