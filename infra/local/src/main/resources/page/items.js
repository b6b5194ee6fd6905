// Pages of items, and one item with everything said about it.

import { el } from './dom.js';
import { get, part } from './api.js';
import { count, dollars, number, share } from './format.js';
import { card, chip, facts, heading, notice, table } from './parts.js';
import { places } from './batches.js';

const FILTERS = [
  ['all', 'All'],
  ['people', 'People'],
  ['auto-accepted', 'Auto-accepted'],
  ['disagreements', 'Disagreements'],
  ['set-aside', 'Set aside'],
];

const DECIDERS = { prelabel: 'the pre-label', crowd: 'annotators', expert: 'an expert', known: 'the known answer', audit: 'the auditor' };

const image = (batch, at) => `/api/batches/${part(batch)}/image?at=${part(at)}`;
const detail = (batch, at) => `/batches/${part(batch)}/item?at=${part(at)}`;

/** A value of any label type as a short text. */
export function value(label) {
  if (label === undefined || label === null) return '–';
  if (typeof label !== 'object') return String(label);
  if (Array.isArray(label) && label.every((each) => typeof each !== 'object')) return label.length ? label.join(', ') : 'none';
  if (Array.isArray(label) && label.every((each) => typeof each?.label === 'string')) return parts(label);
  return JSON.stringify(label);
}

/** The same with all that a label says: where its boxes lie, too. */
const whole = (label) => (Array.isArray(label) && typeof label[0] === 'object' ? JSON.stringify(label) : value(label));

/** Boxes and spans by their classes: 2 boxes (car, bike). */
function parts(found) {
  const kind = 'width' in found[0] ? ['box', 'boxes'] : ['span', 'spans'];
  return `${count(found.length)} ${kind[found.length === 1 ? 0 : 1]} (${found.map((each) => each.label).join(', ')})`;
}

function sure(label, confidence) {
  return label === undefined ? '–' : [value(label), confidence === undefined ? null : el('span', { class: 'dim' }, ` ${share(confidence)}`)];
}

/** An image that cannot be had leaves its place empty: the browser's broken one would say no more. */
function shown({ type, target }) {
  target.style.visibility = type === 'load' ? 'visible' : 'hidden';
}

function preview(batch, item) {
  const { kind, text, cut } = item.content;
  if (kind === 'text') return el('span', { class: 'excerpt' }, cut ? `${text}…` : text);
  if (kind === 'reference' && /\.(txt|md|json|xml|csv|html?)$/i.test(text)) return el('span', { class: 'excerpt' }, text);
  return el('img', { class: 'thumb', onload: shown, onerror: shown, src: image(batch, item.at), alt: '', loading: 'lazy', width: 40, height: 40 });
}

function said(item) {
  const given = item.given?.filter((label) => label.label !== undefined && label.purpose !== 'audit').map((label) => value(label.label));
  const labels = item.valued && given ? given : item.labels;
  if (!labels?.length) return '–';
  const counts = new Map();
  labels.forEach((label) => counts.set(label, (counts.get(label) ?? 0) + 1));
  return [...counts].map(([label, times]) => (times > 1 ? `${label} ×${times}` : label)).join(', ');
}

function marks(item) {
  return [
    item.prelabelOverruled ? chip('pre-label overruled', 'warn') : null,
    item.contested ? chip('people differ', 'warn') : null,
    item.violations?.length ? chip('breaks a check', 'bad') : null,
    item.audit && item.audit !== 'none' ? chip(item.audit === 'done' ? 'audited' : 'audit waits') : null,
  ];
}

function pages(batch, show, from, data) {
  const address = (to) => `/batches/${part(batch)}/items?show=${show}${to ? `&from=${part(to)}` : ''}`;
  return el('nav', { class: 'pages', 'aria-label': 'Pages of items' },
    from ? el('a', { href: address('') }, 'To the beginning') : null,
    data.next ? el('a', { href: address(data.next), rel: 'next' }, data.items.length ? 'Further items' : 'Look further') : null,
    el('span', { class: 'dim' }, `${count(data.items.length)} of ${count(data.seen)} items looked at`));
}

export const items = {
  every: 4000,
  title: ({ names }) => `Items of ${names[0]}`,
  load: ({ names, query }, signal) =>
    get(`batches/${part(names[0])}/items`, { show: query.get('show') ?? 'all', from: query.get('from') }, signal),
  draw(data, { names, query }) {
    const batch = names[0];
    const wanted = query.get('show') ?? 'all';
    const rows = data.items.map((item) => [
      el('a', { class: 'item', href: detail(batch, item.at) }, preview(batch, item), el('span', {}, item.id)),
      item.way,
      sure(item.prelabel?.label, item.prelabel?.confidence),
      said(item),
      sure(item.final.label, item.final.confidence),
      el('span', { class: 'chips' }, marks(item)),
    ]);
    return [
      heading(batch),
      places(batch, '/items'),
      el('nav', { class: 'filters', 'aria-label': 'Which items' }, FILTERS.map(([name, text]) =>
        el('a', { href: `/batches/${part(batch)}/items?show=${name}`, 'aria-current': name === wanted ? 'true' : null }, text))),
      data.items.length
        ? table('Items: pre-label, people’s labels, and the label that counts',
          [['Item'], ['Way'], ['Pre-label'], ['Labels'], ['Final'], ['Marks']], rows)
        : notice(data.next ? 'None among those looked at.' : data.seen || query.get('from') ? 'No more such items.' : 'No items yet: they appear once they are pre-labelled.'),
      pages(batch, wanted, query.get('from'), data),
    ];
  },
};

function content(batch, item) {
  const found = item.content;
  if (found.problem) return notice(found.problem);
  if (found.kind === 'text') {
    return [el('pre', { class: 'text', tabindex: '0' }, found.text), found.cut ? notice('Only the beginning is shown.') : null];
  }
  return found.kind === 'image'
    ? el('img', { class: 'whole', src: image(batch, item.at), alt: `Item ${item.id}` })
    : notice(`${count(found.bytes)} bytes that are neither text nor PNG, JPEG, GIF or WebP are not shown.`);
}

export const item = {
  every: 4000,
  title: () => 'Item',
  load: ({ names, query }, signal) => get(`batches/${part(names[0])}/item`, { at: query.get('at') ?? '' }, signal),
  draw(found, { names }) {
    const batch = names[0];
    const given = found.given.map((label) => [
      `${label.vendor} / ${label.annotator}`,
      label.purpose,
      label.label === undefined ? 'taken back' : whole(label.label),
      label.seconds === undefined ? '–' : number(label.seconds),
      dollars(label.dollars),
    ]);
    return [
      heading(found.id, el('span', { class: 'dim' }, `of batch ${batch}`), el('span', { class: 'chips' }, marks(found))),
      places(batch, '/items'),
      el('div', { class: 'grid' },
        card('Content', content(batch, found)),
        card('Label', facts([
          ['Way', found.way],
          ['Pre-label', sure(found.prelabel?.label, found.prelabel?.confidence)],
          ['People', said(found)],
          ['Auditor', found.auditLabel],
          [found.final.isFinal ? 'Final' : 'So far', sure(found.final.label, found.final.confidence)],
          ['Decided by', DECIDERS[found.final.by] ?? found.final.by],
          ['State', found.state],
          ['Breaks', found.violations?.length ? found.violations.map((each) => `${each.check}: ${each.sentence}`).join(' ') : null],
        ]))),
      given.length
        ? table('Labels given', [['Annotator', 'word'], ['For', 'word'], ['Label'], ['Seconds', 'n'], ['Price', 'n']], given)
        : notice('Nobody has labelled this item.'),
    ];
  },
};
