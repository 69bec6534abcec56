/** A machine's way through its states, read off its log. */
import { html, nothing, svg } from '/vendor/lit-html.js';
import { at, shape } from './parts.js';
import { duration, moment, now, words } from './text.js';

const STEP = /^([\w-]+(?: -> [\w-]+)+)(?: \((.*)\))?$/s;

/** The states that a machine was in, oldest first: { state, from, until, why }; `until` is null for the last. */
export function steps(lines) {
  const all = [];
  for (const { timestamp, source, message } of lines) {
    const [, path, why] = (source === 'statemachine' && STEP.exec(message)) || [];
    if (path) {
      const last = all.at(-1);
      if (last) {
        last.until = timestamp;
      }
      const states = path.split(' -> ');
      all.push({ state: states.at(-1), passed: states.slice(1, -1), from: timestamp, until: null, why: why ?? '' });
    }
  }
  return all;
}

/** How long a step took, in seconds. */
export const lasted = ({ from, until }) => ((until ? moment(until) : now()) - moment(from)) / 1000;

/**
 * The way as a line of stations, newest first.
 *
 * @param kind function of a state that gives the class whose colour and shape stand for it
 */
export function way(all, kind, limit = 40) {
  const shown = all.slice(-limit).reverse();
  return html`<ol class="way">${shown.map((step, i) => html`<li class="${kind(step.state)} ${i === 0 ? 'now' : ''}">
      ${shape(kind(step.state))}<div><p><strong>${words(step.state)}</strong> <span class="for">${duration(lasted(step))}</span></p>
      <p class="muted">${at(step.from)}${step.why ? `, ${words(step.why)}` : ''}${step.passed.length ? `, by way of ${step.passed.map(words).join(', ')}` : nothing}</p></div></li>`)}
    ${all.length > limit ? html`<li class="earlier muted">and ${all.length - limit} earlier steps, in the log</li>` : nothing}</ol>`;
}

/** The last hours as a band: how long it was in which state, to scale. */
export function band(all, kind, hours = 24) {
  const end = now();
  const start = Math.max(end - hours * 3600e3, all.length ? moment(all[0].from) : end);
  const span = Math.max(1, end - start);
  const parts = all.map((step) => ({ ...step, begin: Math.max(start, moment(step.from)), finish: step.until ? moment(step.until) : end }))
    .filter(({ begin, finish }) => finish > begin);
  const totals = new Map();
  parts.forEach(({ state, begin, finish }) => totals.set(kind(state), (totals.get(kind(state)) ?? 0) + finish - begin));
  return parts.length ? html`<figure class="band"><svg viewBox="0 0 1000 12" preserveAspectRatio="none" role="img" aria-label=${
    `The last ${duration(span / 1000)}: ${[...totals].map(([name, millis]) => `${words(name)} ${duration(millis / 1000)}`).join(', ')}`}>
    ${parts.map(({ begin, finish, state }) => rect(kind(state), (begin - start) / span, (finish - begin) / span, `${words(state)}, ${duration((finish - begin) / 1000)}`))}</svg>
    <figcaption class="muted"><span>${duration(span / 1000)} ago</span><span>now</span></figcaption></figure>` : nothing;
}

const rect = (name, x, width, title) => svg`<rect class=${name} x=${x * 1000} y="0" width=${Math.max(1.5, width * 1000)} height="12"><title>${title}</title></rect>`;
