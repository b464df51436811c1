import MiniSearch from './minisearch.js';

/** As the index was made (`site/search.ts`). */
const OPTIONS = { idField: 'id', fields: ['title', 'heading', 'text'], storeFields: ['title', 'heading'] };
const SHOWN_AT_MOST = 12;

const root = document.body.dataset.root;
const box = document.querySelector('.search');
const input = box.querySelector('input');
const list = box.querySelector('ol');
let loading;

/** The index is fetched by the first who searches. */
function load() {
  loading ??= fetch(`${root}search.json`)
    .then((answer) => answer.text())
    .then((text) => MiniSearch.loadJSON(text, OPTIONS));
  return loading;
}

function row({ id, title, heading }) {
  const link = document.createElement('a');
  link.href = root + id;
  link.textContent = heading ? `${title}: ${heading}` : title;
  const item = document.createElement('li');
  item.append(link);
  return item;
}

function nothing() {
  const item = document.createElement('li');
  item.textContent = 'Nothing found';
  return item;
}

async function search() {
  const words = input.value.trim();
  if (words === '') {
    list.hidden = true;
    return;
  }
  const index = await load();
  if (input.value.trim() !== words) return;
  const boost = { title: 3, heading: 2 };
  const found = index.search(words, { prefix: true, fuzzy: 0.15, combineWith: 'AND', boost }).slice(0, SHOWN_AT_MOST);
  list.replaceChildren(...(found.length === 0 ? [nothing()] : found.map(row)));
  list.hidden = false;
}

box.hidden = false;
input.addEventListener('input', search);
input.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') list.hidden = true;
  if (event.key === 'Enter') list.querySelector('a')?.click();
});

const button = document.querySelector('.theme');
button.hidden = false;
button.addEventListener('click', () => {
  const { dataset } = document.documentElement;
  const isDark = dataset.theme ? dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  dataset.theme = isDark ? 'light' : 'dark';
  localStorage.setItem('theme', dataset.theme);
});
