/** What is being done to many devices: some at a time, with progress and each failure. */
import { html, nothing, render } from '/vendor/lit-html.js';
import { deviceLink, shape } from './parts.js';
import { many } from './text.js';

const AT_ONCE = 6;
const FAILURES_SHOWN = 100;
const jobs = [];

/**
 * Does something to each device.
 *
 * @param title what is done, for people
 * @param names of the devices
 * @param run async function of a name; throws where it fails
 */
export function enqueue(title, names, run) {
  const job = { title, run, waiting: [...names], total: names.length, running: 0, done: 0, failures: [] };
  jobs.unshift(job);
  advance(job);
}

/** Whether anything is not done yet. */
export const busy = () => jobs.some(isGoing);

const isGoing = (job) => job.waiting.length + job.running > 0;

function advance(job) {
  while (job.running < AT_ONCE && job.waiting.length) {
    job.running++;
    step(job, job.waiting.shift());
  }
  draw();
}

async function step(job, name) {
  try {
    await job.run(name);
    job.done++;
  } catch (error) {
    job.failures.push({ name, error });
  }
  job.running--;
  advance(job);
}

function retry(job) {
  drop(job);
  enqueue(job.title, job.failures.map(({ name }) => name), job.run);
}

function stop(job) {
  job.total -= job.waiting.splice(0).length;
  draw();
}

function drop(job) {
  jobs.splice(jobs.indexOf(job), 1);
  draw();
}

function draw() {
  render(jobs.map(view), document.getElementById('queue'));
}

function view(job) {
  const { title, total, done, failures } = job;
  const ended = done + failures.length;
  const going = isGoing(job);
  const state = going ? 'processing' : failures.length ? 'failed' : 'idle';
  return html`<section class="job" aria-label=${title}>
    <header>${shape(state)}<h2>${title}</h2>
      ${going ? html`<button type="button" class="quiet" @click=${() => stop(job)}>Stop</button>`
    : html`<button type="button" class="quiet" aria-label=${`Close ${title}`} @click=${() => drop(job)}>Close</button>`}</header>
    <progress max=${total || 1} .value=${ended} aria-label=${title}></progress>
    <p role="status">${ended} of ${many(total, 'device')}${failures.length ? `, ${failures.length} failed` : going ? '' : ', all done'}</p>
    ${failures.length ? html`<ul class="failures">${failures.slice(0, FAILURES_SHOWN).map(({ name, error }) =>
      html`<li>${deviceLink(name)} ${error.message}</li>`)}</ul>
      ${failures.length > FAILURES_SHOWN ? html`<p class="muted">and ${failures.length - FAILURES_SHOWN} more</p>` : nothing}
      ${going ? nothing : html`<button type="button" @click=${() => retry(job)}>Try the failed again</button>`}` : nothing}
  </section>`;
}

addEventListener('beforeunload', (event) => busy() && event.preventDefault());
