// Runs before the page is shown, so that it appears in the chosen colours at once.
const chosen = localStorage.getItem('theme');
if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
