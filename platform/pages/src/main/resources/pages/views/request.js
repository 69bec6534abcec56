/** One request: how far it is, what it waits for, what was logged. */
import { html, nothing } from '/vendor/lit-html.js';
import { Log } from '../log.js';
import { at, deviceLink, deviceState, empty, facts, loaded, plainTable, requestLink, requestState, since } from '../parts.js';
import { isOver, meaning, requestClass, requestMeaning } from '../states.js';
import { lasted, steps, way } from '../steps.js';
import { Resource, store } from '../store.js';
import { count, duration, json, moment, now, path, words } from '../text.js';
import { giveBack, renew } from './requests.js';

const STATIONS = [
  ['finding_device', 'Finding a device', ['new', 'finding_device']],
  ['contacting_lifeguard', 'Handing over', ['contact_lifeguard', 'contacting_lifeguard']],
  ['pending', 'Preparing the device', ['pending']],
  ['ready', 'Ready', ['ready']],
  ['closed', 'Closed', ['closed', 'expired']],
];

export default function request(page) {
  const id = Number(page.params[0]);
  const details = new Resource(path`/api/request/${page.params[0]}/details/`, { pace: 150 });
  const candidates = new Resource(path`/api/request/${page.params[0]}/candidates/`, { events: ['device'], pace: 2000 });
  const log = new Log('request', page.params[0], page.update);
  let seen = null;

  function current() {
    const row = store.requests.get(id);
    if (row !== seen && seen) {
      [details, candidates].forEach((each) => each.again('resync'));
    }
    seen = row ?? seen;
    return { ...details.value, ...row, image: details.value?.image ?? row?.image };
  }

  return {
    title: `Request ${page.params[0]}`,
    close: () => [details, candidates, log].forEach((each) => each.close()),
    view() {
      const it = current();
      if (details.error && !it.state) {
        return html`${head()}${[400, 404].includes(details.error.status) ? empty(`There is no request ${page.params[0]}.`, html`Old ones are deleted after a while. See <a href="/requests">all requests</a>.`)
          : loaded(details, () => nothing)}`;
      }
      const all = steps(log.lines);
      const state = it.state ?? all.at(-1)?.state;
      if (!state) {
        return html`${head()}${loaded(details, () => nothing)}`;
      }
      const open = !isOver(state);
      return html`${head(html`<span class="large">${requestState(state)}</span>`)}
        <div class="actions" role="group" aria-label="Actions">${open ? html`
          <button type="button" @click=${() => renew([{ id }])}>Renew</button>
          <button type="button" @click=${() => giveBack([{ id }])}>Return</button>` : html`<a class="button" href="/requests?new=any">New request</a>`}</div>
        <section class="card" aria-labelledby="progress-title"><h2 id="progress-title">Progress</h2>
          <p>${requestMeaning(state) ?? words(state)}</p>
          ${it.interference ? html`<p class="warning" role="status">${it.interference}</p>` : nothing}${progress(state, all)}</section>
        <div class="columns">
          <div>
            <section class="card" aria-labelledby="what-title"><h2 id="what-title">What was asked for</h2>${asked(it, open)}</section>
            <section class="card" aria-labelledby="has-title"><h2 id="has-title">${it.assigned_device ? 'Its device' : open ? 'What it waits for' : 'The device that it had'}</h2>
              ${it.assigned_device ? device(it.assigned_device) : open ? loaded(candidates, waits)
    : it.last_device ? html`<p>${deviceLink(it.last_device)}</p>` : html`<p class="muted">It never had one.</p>`}</section>
          </div>
          <section class="card" aria-labelledby="way-title"><h2 id="way-title">Its way</h2>${way(all, requestClass)}</section>
        </div>
        ${log.view()}`;
    },
  };

  function head(state = nothing) {
    return html`<header class="head"><p class="crumb"><a href="/requests">Requests</a></p><h1 tabindex="-1">Request ${page.params[0]}</h1>${state}</header>`;
  }
}

const asked = (it, open) => facts([
  ['Device', it.requested_device], ['Environment', it.environment], ['Image', it.image],
  ...Object.entries(json(it.boot_config)).map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
  ['Assignee', it.assignee], ['Asked', at(it.created)], [open ? 'Expires' : 'Expired', expiry(it.expires, open)], ['Server', it.imaging_server],
]);

const expiry = (text, open) => [at(text), open && moment(text) > now()
  ? html` <span class="muted">in ${duration((moment(text) - now()) / 1000)}</span>` : nothing];

/** Stations that it passes, with how long it was at each. */
function progress(state, all) {
  const failed = state.startsWith('failed_');
  const here = STATIONS.findIndex(([, , states]) => states.includes(state));
  return html`<ol class="progress">${STATIONS.map(([, label, states], i) => {
    const mine = all.filter((step) => states.includes(step.state));
    const seconds = mine.reduce((sum, step) => sum + lasted(step), 0);
    const kind = i === here ? 'here' : here > i || (failed && mine.length) ? 'done' : '';
    return html`<li class=${kind} aria-current=${i === here ? 'step' : nothing}>${label}${mine.length && i < 4 ? html`<br><span class="muted">${duration(seconds)}</span>` : nothing}</li>`;
  })}${failed ? html`<li class="bad" aria-current="step">${words(state)}</li>` : nothing}</ol>`;
}

function device(name) {
  const row = store.devices.get(name);
  return html`<p>${deviceLink(name)}</p>${row ? html`<p>${deviceState(row)}, for ${since(row.state_since)}</p><p class="muted">${meaning(row.state, row.request_id != null)}</p>` : nothing}`;
}

function waits({ waiting_for: what, devices = [], counts = {} }) {
  const reasons = Object.entries(counts);
  return html`${what ? html`<p>${what}</p>` : nothing}
    ${reasons.length ? facts(reasons.map(([reason, times]) => [reason, count(times)])) : nothing}
    ${devices.length ? plainTable('Devices that would fit', [
      { title: 'Device', kind: 'head', cell: ({ name }) => deviceLink(name) }, { title: 'State', cell: ({ state }) => words(state) },
      { title: 'Why it is not free', cell: ({ name, reason }) => html`${reason} ${requestLink(store.devices.get(name)?.request_id)}` },
    ], devices)
    : empty('No device would fit.', html`Look at <a href="/devices">Devices</a> for the name and the environment that were asked for.`)}`;
}
