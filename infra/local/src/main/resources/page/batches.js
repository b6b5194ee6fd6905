// All batches, and one of them.

import { el } from './dom.js';
import { get, part } from './api.js';
import { about, ago, atMost, count, number, sentence, share, time, title } from './format.js';
import { bars, card, chip, exact, facts, heading, notice, table } from './parts.js';

const OVER = { DONE: 'good', FAILED: 'bad', CANCELLED: 'off' };

/** Nobody has been asked for anything yet, so nothing is open and nothing is done. */
const BEFORE_TASKS = ['RECEIVED', 'SCORING', 'ROUTING'];

export function phase(name) {
  return chip(title(name), OVER[name] ?? 'busy');
}

function progress(batch) {
  const tasks = batch.people + batch.gold;
  if (!tasks || BEFORE_TASKS.includes(batch.phase)) return '–';
  const done = Math.max(0, tasks - batch.waiting);
  return el('span', { class: 'progress' },
    el('progress', { max: tasks, value: Math.min(done, tasks), 'aria-label': `Answered, ${batch.id}` }),
    ` ${count(batch.waiting)} open`);
}

export const batches = {
  every: 2000,
  title: () => 'Batches',
  load: (context, signal) => get('batches', {}, signal),
  draw(data) {
    if (!data.batches.length) {
      return [heading('Batches'), notice('No batch yet. Upload batch.json and manifest.jsonl to batches/<batch>/ and it appears here.')];
    }
    const rows = data.batches.map((batch) => [
      el('a', { href: `/batches/${part(batch.id)}` }, batch.id),
      batch.phase ? phase(batch.phase) : chip('Not accepted', 'off'),
      count(batch.items),
      count(batch.autoAccepted),
      count(batch.people),
      batch.phase ? progress(batch) : '–',
      count(batch.labels),
      about(batch.total),
      batch.createdAt ? el('time', { datetime: batch.createdAt, title: time(batch.createdAt) }, `${ago(batch.createdAt)} ago`) : '–',
    ]);
    const columns = [['Batch'], ['Phase'], ['Items', 'n'], ['Auto-accepted', 'n'], ['For people', 'n'], ['Progress'], ['Labels', 'n'], ['Cost', 'n'], ['Began', 'n']];
    return [
      heading('Batches'),
      table('All batches, running ones first', columns, rows),
      data.isAll ? null : notice('Only the first 100 batches by name are shown.'),
    ];
  },
};

export function places(id, here) {
  const links = [['', 'Overview'], ['/items', 'Items'], ['/annotators', 'Annotators']];
  return el('nav', { class: 'tabs', 'aria-label': `Batch ${id}` }, links.map(([path, text]) =>
    el('a', { href: `/batches/${part(id)}${path}`, 'aria-current': path === here ? 'page' : null }, text)));
}

function steps(batch) {
  const at = batch.phases.indexOf(batch.phase);
  return el('ol', { class: 'steps', 'aria-label': 'Phases' }, batch.phases.map((name, index) =>
    el('li', {
      class: at < 0 ? null : index < at || batch.phase === 'DONE' ? 'past' : index === at ? 'now' : null,
      'aria-current': index === at ? 'step' : null,
    }, title(name))));
}

function funnel(figures) {
  const rows = [
    ['Items', figures.items],
    ['Auto-accepted', figures.autoAccepted],
    ['Known answer', figures.gold],
    ['For people', figures.people],
    ['Answered', figures.resolved],
    ['Rejected lines', figures.rejected],
  ];
  return bars(rows.map(([label, value]) => [label, value, count(value)]),
    ['var(--c1)', 'var(--c2)', 'var(--c4)', 'var(--c3)', 'var(--c3)', 'var(--c6)']);
}

function moneyTable(money) {
  const rows = [
    ['Labour', exact(money.labour)],
    ['Quality control', exact(money.qualityControl)],
    ['Platform', exact(money.platform)],
    ['Models', exact(money.model)],
    ['All', exact(money.total)],
  ];
  return table('Money by kind, in US dollars', [['Kind'], ['Dollars', 'n']], rows);
}

function quality(batch) {
  const found = batch.quality;
  const confidence = found.confidence === undefined ? '' : ` with ${number(100 * found.confidence)} % confidence`;
  return facts([
    ['Certified error', found.certifiedErrorBound === undefined ? null : `at most ${atMost(found.certifiedErrorBound)}${confidence}`],
    ['Error, provisional', found.provisionalErrorBound === undefined ? null : `at most ${atMost(found.provisionalErrorBound)}${confidence}`],
    ['Agreement (alpha)', found.alpha === undefined ? null : number(found.alpha)],
    ['Right on known answers', found.goldAccuracy === undefined ? null : share(found.goldAccuracy)],
    ['Labels a human item', found.labelsPerHumanItem === undefined ? null : number(found.labelsPerHumanItem)],
    ['Audits answered', !found.auditsDrawn ? null : `${count(found.auditsDone)} of ${count(found.auditsDrawn)}`],
    ['Labels that break a check', count(found.violations)],
  ]);
}

/** From where on pre-labels stand, and why not from a lower confidence. */
function autoAccept({ plan, cutoff }) {
  if (plan === undefined) return null;
  return `${cutoff === undefined ? 'nothing' : `from a confidence of ${share(cutoff)} on`}; ${plan}`;
}

export const batch = {
  every: 2000,
  title: ({ names }) => names[0],
  load: ({ names }, signal) => get(`batches/${part(names[0])}`, {}, signal),
  draw(found, { names }) {
    return [
      heading(names[0], phase(found.phase)),
      places(names[0], ''),
      steps(found),
      found.note ? notice(sentence(found.note)) : null,
      el('div', { class: 'grid' },
        card('Funnel', funnel(found.funnel)),
        card(found.phase === 'DONE' ? 'Quality' : 'Quality so far', quality(found)),
        card('Money', moneyTable(found.money)),
        card('About', facts([
          ['Project', found.project],
          ['Label type', found.kind],
          ['Began', time(found.createdAt)],
          ['In this phase', found.phase === 'DONE' ? `since ${time(found.phaseSince)}` : ago(found.phaseSince)],
          ['Labels', count(found.funnel.labels)],
          ['Open tasks and audits', count(found.funnel.waiting)],
          ['Chunks', count(found.chunks)],
          ['Auto-accept', autoAccept(found)],
        ]))),
      el('p', { class: 'remark' }, 'Figures come from the batch’s tallies, which follow its rows by some seconds.'),
    ];
  },
};
