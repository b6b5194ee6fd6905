// Who labelled, and how well.

import { el } from './dom.js';
import { get, part } from './api.js';
import { count, dollars, number, share } from './format.js';
import { chip, heading, notice, table } from './parts.js';
import { places } from './batches.js';

function interval(found) {
  if (!found) return '–';
  const bounds = found.low === undefined ? ` of ${count(found.labels)}` : ` ${share(found.low)} to ${share(found.high)}`;
  return [share(found.value), el('span', { class: 'dim' }, bounds)];
}

function signal(found) {
  switch (found.signal) {
    case 'too-fast':
      return chip(`fast: ${number(found.medianSeconds)}\u00a0s, others ${number(found.typicalSeconds)}\u00a0s`, 'warn');
    case 'one-answer':
      return chip(`nearly always ${found.answer}: ${share(found.share)}`, 'warn');
    case 'copies':
      return chip(`like ${found.other}: ${count(found.same)} unpopular answers`, 'warn');
    default:
      return chip(found.signal, 'warn');
  }
}

function finished(data) {
  const rows = data.annotators.map((who) => [
    `${who.vendor} / ${who.annotator}`,
    count(who.labels),
    interval(who.goldAccuracy),
    interval(who.consensusAccuracy),
    number(who.medianSeconds),
    who.bias ? `${who.bias.towards} +${share(who.bias.excess)}` : '–',
    el('span', { class: 'chips' }, who.signals.map(signal)),
  ]);
  return table('Annotators, those with signals first. Signals are reasons to look, no proofs.',
    [['Annotator'], ['Labels', 'n'], ['Right on known answers', 'n'], ['Same as final label', 'n'], ['Seconds', 'n'], ['Favours'], ['Signals']], rows);
}

function running(data) {
  const rows = data.annotators.map((who) => [
    `${who.vendor} / ${who.annotator}`,
    count(who.labels),
    interval(who.goldAccuracy),
    number(who.meanSeconds),
    dollars(who.dollars),
  ]);
  return table('Annotators so far, in all batches of the project',
    [['Annotator'], ['Labels', 'n'], ['Right on known answers', 'n'], ['Mean seconds', 'n'], ['Earned', 'n']], rows);
}

export const annotators = {
  every: 4000,
  title: ({ names }) => `Annotators of ${names[0]}`,
  load: ({ names }, signal) => get(`batches/${part(names[0])}/annotators`, {}, signal),
  draw(data, { names }) {
    return [
      heading(names[0]),
      places(names[0], '/annotators'),
      data.annotators.length
        ? (data.isFinal ? finished(data) : running(data))
        : notice('Annotators appear with the first snapshot of their skills, and in full when the batch is done.'),
      data.isAll ? null : notice('Only the first 200 are shown; annotators.jsonl among the results has them all.'),
    ];
  },
};
