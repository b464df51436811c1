// What pages do beyond what a browser does by itself. Without it everything still works, a little less comfortably.

/** Moments stand in UTC; here they are shown in the reader's own zone. */
function localize(within) {
  const format = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'short' });
  for (const time of within.querySelectorAll('time[datetime]')) {
    time.title = time.dateTime;
    time.textContent = format.format(new Date(time.dateTime));
  }
}

/** Whoever has no clipboard, as over plain HTTP from elsewhere, sees no button. */
function offerCopies(within) {
  if (!navigator.clipboard) return;
  for (const button of within.querySelectorAll('[data-copy]')) {
    button.hidden = false;
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      button.classList.add('is-done');
      setTimeout(() => button.classList.remove('is-done'), 1500);
    });
  }
}

/** Browsers that know no commands of buttons yet are told here what they mean. */
function openDialogs(within) {
  if ('commandForElement' in HTMLButtonElement.prototype) return;
  for (const button of within.querySelectorAll('button[command]')) {
    const dialog = document.getElementById(button.getAttribute('commandfor'));
    const opens = button.getAttribute('command') === 'show-modal';
    button.addEventListener('click', () => (opens ? dialog.showModal() : dialog.close()));
  }
}

/** Parts that stand one below the other become tabs, which the arrow keys lead through. */
function makeTabs(within) {
  for (const group of within.querySelectorAll('[data-tabs]')) {
    const parts = [...group.children];
    const list = document.createElement('div');
    list.role = 'tablist';
    list.className = 'tab-list';
    const tabs = parts.map((part) => {
      const tab = document.createElement('button');
      Object.assign(tab, {
        type: 'button',
        role: 'tab',
        textContent: part.querySelector('figcaption').firstChild.textContent,
      });
      tab.addEventListener('click', () => choose(parts.indexOf(part)));
      return tab;
    });
    const choose = (chosen) => {
      for (const [index, part] of parts.entries()) {
        part.hidden = index !== chosen;
        tabs[index].ariaSelected = String(index === chosen);
        tabs[index].tabIndex = index === chosen ? 0 : -1;
      }
    };
    list.addEventListener('keydown', ({ key }) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
      if (step === undefined) return;
      const next = (tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length;
      choose(next);
      tabs[next].focus();
    });
    list.append(...tabs);
    group.prepend(list);
    choose(0);
  }
}

function furnish(within) {
  makeTabs(within);
  localize(within);
  offerCopies(within);
  openDialogs(within);
}

furnish(document);
document.querySelector('[data-focus]')?.focus();
document.addEventListener('htmx:load', (event) => furnish(event.detail.elt));

const LIVE_MS = 5000;
let isPaused = false;
/** How far tables were scrolled sideways, by the part they are in. */
const scrolled = new Map();

/** What is live is asked for anew as long as somebody may be looking, and nobody marks a text in it. */
function refresh() {
  if (isPaused || document.visibilityState !== 'visible') return;
  const selection = getSelection();
  for (const part of document.querySelectorAll('[data-live]')) {
    const isMarked = selection.type === 'Range' && part.contains(selection.anchorNode);
    if (!isMarked) htmx.trigger(part, 'live');
  }
}

for (const button of document.querySelectorAll('[data-pause]')) {
  button.hidden = false;
  button.addEventListener('click', () => {
    isPaused = !isPaused;
    button.setAttribute('aria-pressed', isPaused);
  });
}

document.addEventListener('htmx:beforeSwap', ({ detail, target }) => {
  if (!target.matches('[data-live]')) return;
  scrolled.set(target.id, target.querySelector('.scroll')?.scrollLeft ?? 0);
  if (detail.xhr.responseText.includes(`id="${target.id}"`)) return;
  // Something else came, such as the sign-in: the browser goes there by itself.
  detail.shouldSwap = false;
  location.reload();
});
document.addEventListener('htmx:load', ({ detail: { elt } }) => {
  const table = elt.querySelector?.(':scope[data-live] .scroll');
  if (table) table.scrollLeft = scrolled.get(elt.id) ?? 0;
});
setInterval(refresh, LIVE_MS);
