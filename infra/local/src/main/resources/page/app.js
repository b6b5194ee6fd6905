// Finds the page for an address, draws it, and draws it again as long as it is looked at.

import { show } from './dom.js';
import { notice, heading } from './parts.js';
import { dashboards } from './dashboards.js';
import { batches, batch } from './batches.js';
import { items, item } from './items.js';
import { annotators } from './annotators.js';
import { rejected } from './rejected.js';
import { queues } from './queues.js';
import { ledger } from './ledger.js';

const PAGES = [
  [/^\/$/, dashboards],
  [/^\/dashboards(?:\/([^/]+))?$/, dashboards],
  [/^\/batches$/, batches],
  [/^\/batches\/([^/]+)$/, batch],
  [/^\/batches\/([^/]+)\/items$/, items],
  [/^\/batches\/([^/]+)\/item$/, item],
  [/^\/batches\/([^/]+)\/annotators$/, annotators],
  [/^\/rejected$/, rejected],
  [/^\/dead-letters$/, queues],
  [/^\/ledger$/, ledger],
];

const main = document.getElementById('main');
const updated = document.getElementById('updated');
const problem = document.getElementById('problem');
let current = { stop() {} };
let shown = '';

const address = () => location.pathname + location.search;

function find(path) {
  for (const [pattern, page] of PAGES) {
    const match = pattern.exec(path);
    if (match) return [page, match.slice(1).map((text) => text && decodeURIComponent(text))];
  }
  return [null, []];
}

/** Shows the page of the address; `moved` if somebody went there, so that focus goes along. */
function open(moved) {
  current.stop();
  shown = address();
  const [page, names] = find(location.pathname);
  markPlace();
  if (!page) {
    show(main, [heading('There is no such page'), notice('Choose one above.')]);
    return;
  }
  current = run(page, names, new URLSearchParams(location.search), moved);
}

function run(page, names, query, moved) {
  const abort = new AbortController();
  let timer;
  let isFirst = true;
  let isDrawn = false;
  const context = { names, query, go, again: () => turn() };
  async function turn() {
    clearTimeout(timer);
    try {
      const data = await page.load(context, abort.signal);
      if (abort.signal.aborted) return;
      show(main, page.draw(data, context));
      isDrawn = true;
      page.drawn?.(main, data, context);
      updated.textContent = `Updated ${new Date().toLocaleTimeString()}`;
      problem.textContent = '';
      arrived();
    } catch (failed) {
      if (abort.signal.aborted) return;
      const isSilent = failed instanceof TypeError;
      const said = isSilent ? 'Labelmill does not answer; it may have ended.' : failed.message;
      // What is drawn stays, with the problem below it; where nothing is, the problem is all that there is to draw.
      if (!isDrawn) show(main, [heading(page.title(context)), notice(said)]);
      problem.textContent = isDrawn ? said : '';
      if (!isSilent) arrived();
    }
    if (page.every) timer = setTimeout(turn, document.hidden ? page.every * 5 : page.every);
  }
  function arrived() {
    document.title = `${page.title(context)} – Labelmill`;
    if (isFirst && moved) {
      window.scrollTo(0, 0);
      main.focus({ preventScroll: true });
    }
    isFirst = false;
  }
  turn();
  return {
    stop() {
      abort.abort();
      clearTimeout(timer);
      page.left?.();
    },
  };
}

/** Goes to another address; `stays` if it is the same page with something else chosen, so that focus stays too. */
function go(to, stays) {
  if (stays) history.replaceState(null, '', to);
  else history.pushState(null, '', to);
  open(!stays);
}

function markPlace() {
  const place = location.pathname === '/' ? '/dashboards' : location.pathname;
  for (const link of document.querySelectorAll('header nav a')) {
    if (place.startsWith(link.getAttribute('href'))) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}

document.addEventListener('click', (event) => {
  const link = event.target.closest('a');
  const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!link || !isPlain || event.defaultPrevented || !link.getAttribute('href').startsWith('/') || link.hasAttribute('download')) return;
  event.preventDefault();
  go(link.getAttribute('href'));
});
// The skip link changes only what is behind the #, and the page is the same.
window.addEventListener('popstate', () => {
  if (shown !== address()) open(true);
});

const theme = document.getElementById('theme');
theme.value = localStorage.getItem('theme') ?? 'system';
theme.addEventListener('change', () => {
  if (theme.value === 'system') localStorage.removeItem('theme');
  else localStorage.setItem('theme', theme.value);
  window.dispatchEvent(new Event('retheme'));
});

open(false);
