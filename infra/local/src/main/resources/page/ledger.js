// What everything cost, to the nano-dollar.

import { el } from './dom.js';
import { get, part } from './api.js';
import { count } from './format.js';
import { card, exact, heading, notice, table } from './parts.js';

const KINDS = [['labour', 'Labour'], ['qualityControl', 'Quality control'], ['platform', 'Platform'], ['model', 'Models'], ['total', 'All']];

function row(name, money) {
  return [name, ...KINDS.map(([key]) => exact(money[key]))];
}

function byBatch(data) {
  const columns = [['Batch'], ...KINDS.map(([, text]) => [text, 'n'])];
  const rows = data.batches.map((batch) => row(el('a', { href: `/batches/${part(batch.id)}` }, batch.id), batch.money));
  rows.push(row(el('strong', {}, 'All batches'), data.money));
  return table('Dollars by batch and kind', columns, rows);
}

function byPurpose(money) {
  const rows = Object.entries(money.byPurpose).map(([purpose, { labels, dollars }]) => [purpose, count(labels), exact(dollars)]);
  return table('Labels by what they were bought for', [['Purpose'], ['Labels', 'n'], ['Dollars', 'n']], rows);
}

function byFunction(money) {
  const rows = Object.entries(money.byFunction).map(([name, dollars]) => [name, exact(dollars)]);
  return rows.length
    ? table('Platform dollars by function', [['Function'], ['Dollars', 'n']], rows)
    : notice('No platform money was metered yet.');
}

export const ledger = {
  every: 4000,
  title: () => 'Ledger',
  load: (context, signal) => get('ledger', {}, signal),
  draw(data) {
    return [
      heading('Ledger'),
      el('p', { class: 'remark' }, 'US dollars, exact to the nano-dollar, as the tallies have them. Labour is labels and adjudications; quality control is '
        + 'known answers and audits; platform is what the functions meter themselves, at AWS’s prices.'),
      data.batches.length ? byBatch(data) : notice('Nothing was spent yet.'),
      data.isAll ? null : notice('Only the first 100 batches by name are in it.'),
      el('div', { class: 'grid' }, card('People', byPurpose(data.money)), card('Platform', byFunction(data.money))),
    ];
  },
};
