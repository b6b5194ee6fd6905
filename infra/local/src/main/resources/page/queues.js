// Messages that failed too often, and the way back.

import { el } from './dom.js';
import { get, part, post } from './api.js';
import { count, time } from './format.js';
import { heading, notice, table } from './parts.js';

let told = '';

async function redrive(queue, again) {
  try {
    const { sent } = await post(`dead-letters/${part(queue)}/redrive`);
    told = `${count(sent)} sent back to ${queue}.`;
  } catch (failed) {
    told = failed.message;
  }
  again();
}

function letters(queue) {
  const rows = queue.messages.map((message) => [
    el('code', {}, message.id),
    message.sentAt ? time(message.sentAt) : '–',
    el('pre', { class: 'text small' }, message.body),
  ]);
  return el('section', { class: 'card', 'data-key': queue.name },
    el('h2', {}, `Dead letters of ${queue.name}`),
    table(`Some dead letters of ${queue.name}`, [['Message'], ['Sent'], ['Body']], rows));
}

export const queues = {
  every: 2000,
  title: () => 'Dead letters',
  load: (context, signal) => get('dead-letters', {}, signal),
  draw(data, { again }) {
    const rows = data.queues.map((queue) => [
      queue.name,
      count(queue.waiting),
      count(queue.inFlight),
      el('strong', { class: queue.dead ? 'bad' : null }, count(queue.dead)),
      !queue.hasWayBack ? 'no way back' : el('button', { type: 'button', disabled: queue.dead === 0, 'aria-label': `Send the dead letters of ${queue.name} back`, onclick: () => redrive(queue.name, again) }, 'Send back'),
    ]);
    const dead = data.queues.filter((queue) => queue.messages.length);
    return [
      heading('Dead letters'),
      el('p', { class: 'remark' },
        'A message that failed several times lies here. Mend the cause first, then send it back: each is sent to its queue before it is '
        + 'deleted here, up to 200 at a time. It may come twice, which changes nothing. Dead letters of a stream only tell where its records '
        + 'were: they have no way back.'),
      el('p', { class: 'told', role: 'status' }, told),
      table('Queues', [['Wakes'], ['Waiting', 'n'], ['In flight', 'n'], ['Dead', 'n'], ['']], rows),
      dead.length ? dead.map(letters) : notice('There are no dead letters.'),
    ];
  },
  left() {
    told = '';
  },
};
