// What could not be used, and why.

import { el } from './dom.js';
import { get, part, post } from './api.js';
import { count, time } from './format.js';
import { heading, notice, table } from './parts.js';

let told = '';

async function announce(batch, again) {
  try {
    await post(`rejected/${part(batch)}/announce`);
    told = `Intake was told of ${batch} again.`;
  } catch (failed) {
    told = failed.message;
  }
  again();
}

function days(day, go) {
  return el('label', { class: 'field' }, 'Day (UTC) ',
    el('input', { type: 'date', value: day, onchange: (event) => event.target.value && go(`/rejected?day=${event.target.value}`, true) }));
}

function rejections(caption, found) {
  const rows = found.map((each) => [
    el('time', { datetime: each.at }, time(each.at)),
    each.reason,
    each.content ? el('details', {}, el('summary', {}, 'Content'), el('pre', { class: 'text' }, each.content)) : '–',
  ]);
  return table(caption, [['When'], ['Why'], ['What']], rows, { cards: true });
}

function source(found, again) {
  const open = found.rejections.filter((each) => !each.mended);
  const mended = found.rejections.filter((each) => each.mended);
  return el('section', { class: 'card', 'data-key': found.source },
    el('div', { class: 'heading' },
      el('h2', {}, found.source),
      found.announce ? el('button', { type: 'button', onclick: () => announce(found.announce, again) }, 'Announce the upload again') : null),
    open.length ? rejections(`Rejected from ${found.source}`, open) : null,
    mended.length
      ? el('details', { class: 'mended' },
        el('summary', {}, `${count(mended.length)} mended: the batch was uploaded again and accepted`),
        rejections(`Rejected from ${found.source}, mended since`, mended))
      : null,
    found.isAll ? null : notice('Only the newest 100 are shown.'));
}

function lines(found) {
  const rows = found.lines.map((line) => [count(line.offset), count(line.length), line.reason]);
  return el('section', { class: 'card', 'data-key': found.batch },
    el('h2', {}, `Lines of ${found.batch}`),
    table(`Lines of the manifest of ${found.batch} that are no items`, [['Byte', 'n'], ['Length', 'n'], ['Why']], rows),
    found.isAll ? null : notice(`More of them are under rejected/${found.batch}/ in the bucket.`));
}

export const rejected = {
  every: 4000,
  title: () => 'Rejected',
  load: ({ query }, signal) => get('rejected', { day: query.get('day') }, signal),
  draw(data, { go, again }) {
    const nothing = !data.sources.length && !data.lines.length;
    return [
      heading('Rejected', days(data.day, go)),
      el('p', { class: 'remark' },
        'A rejected delivery was answered with 4xx, so its sender must mend it and send it again. A batch that was rejected starts '
        + 'when what is missing is uploaded. If it does not, the button beside it has intake look at its batch.json again.'),
      el('p', { class: 'told', role: 'status' }, told),
      data.isAll ? null : notice('Only the first 100 batches by name are looked at.'),
      nothing ? notice('Nothing was rejected on this day.') : null,
      data.sources.map((each) => source(each, again)),
      data.lines.map(lines),
    ];
  },
  left() {
    told = '';
  },
};
