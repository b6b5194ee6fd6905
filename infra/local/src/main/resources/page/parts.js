// Pieces that several pages are made of.

import { el } from './dom.js';

/** The page's heading, with what stands beside it. */
export function heading(text, ...beside) {
  return el('div', { class: 'heading' }, el('h1', {}, text), beside);
}

export function notice(text) {
  return el('p', { class: 'notice' }, text);
}

export function card(title, ...content) {
  return el('section', { class: 'card' }, el('h2', {}, title), content);
}

/**
 * A table. Columns are [title, kind]; kind "n" is for numbers. On a phone each row of a wide one becomes a card, its cells
 * with their column's title before them; options say otherwise.
 */
export function table(caption, columns, rows, options = {}) {
  const head = columns.map(([title, kind]) => el('th', { scope: 'col', class: kind }, title));
  const body = rows.map((cells) =>
    el('tr', {}, cells.map((cell, index) =>
      el(index === 0 ? 'th' : 'td', {
        scope: index === 0 ? 'row' : null,
        class: columns[index][1],
        'data-title': columns[index][0],
      }, Array.isArray(cell) ? el('span', {}, cell) : cell))));
  return el('div', { class: `scroll ${options.cards ?? columns.length > 3 ? 'cards' : ''}`, role: 'region', tabindex: '0', 'aria-label': caption },
    el('table', {},
      el('caption', {}, caption),
      el('thead', {}, el('tr', {}, head)),
      el('tbody', {}, body),
      options.foot ? el('tfoot', {}, options.foot) : null));
}

/** Dollars with all nine decimals, so that columns line up; what is nothing at the end is pale. */
export function exact(text) {
  const [, digits, zeros] = /^(.*?\.\d\d.*?)(0*)$/.exec(text);
  const [units, decimals = ''] = digits.split('.');
  const kept = `${units.replace(/\B(?=(\d{3})+(?!\d))/g, ',')}.${decimals}`;
  return el('span', { class: 'exact' }, kept, zeros ? el('span', { class: 'dim' }, zeros) : null);
}

/** Names with values. */
export function facts(pairs) {
  return el('dl', { class: 'facts' },
    pairs.filter(([, value]) => value !== null && value !== undefined)
      .map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value))));
}

/** Horizontal bars, as long as their values say. Each is [label, value, shown]. */
export function bars(rows, colours) {
  const most = Math.max(...rows.map(([, value]) => Math.abs(value ?? 0)), Number.MIN_VALUE);
  return el('ul', { class: 'bars' }, rows.map(([label, value, shown], index) =>
    el('li', { vars: { '--share': `${(100 * Math.abs(value ?? 0)) / most}%`, '--least': value ? '2px' : '0', '--colour': colours?.[index] ?? 'var(--c1)' } },
      el('span', { class: 'label' }, label),
      el('span', { class: 'track', 'aria-hidden': 'true' }, el('span', {})),
      el('span', { class: 'value' }, shown))));
}

export function chip(text, kind) {
  return el('span', { class: `chip ${kind ?? ''}` }, text);
}
