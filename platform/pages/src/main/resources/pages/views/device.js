/** One device: how it stands, how it came there, and what can be done to it. */
import { html, nothing } from '/vendor/lit-html.js';
import { act, actionButtons } from '../actions.js';
import { Log } from '../log.js';
import { complain } from '../notice.js';
import { at, bootMark, deviceState, empty, facts, holder, loaded, plainTable, requestLink, requestState, since } from '../parts.js';
import { classOf, classOfState, meaning, typeOf } from '../states.js';
import { band, steps, way } from '../steps.js';
import { Resource, store } from '../store.js';
import { count, fill, json, moment, now, path, duration, webAddress } from '../text.js';

export default function device(page) {
  const [name] = page.params;
  const details = new Resource(path`/api/device/${name}/`, { pace: 150 });
  const plugins = new Resource('/api/admin/plugins/');
  const requests = new Resource(path`/api/device/${name}/requests/`, { events: ['request'], pace: 1000 });
  const log = new Log('device', name, page.update);
  let seen = null;

  /** The store has what lists show; the rest is asked for when that changes. */
  function current() {
    const row = store.devices.get(name);
    if (row !== seen && seen) {
      details.again('resync');
    }
    seen = row ?? seen;
    return { ...details.value, ...row };
  }

  return {
    title: name,
    close: () => [details, plugins, requests, log].forEach((each) => each.close()),
    view() {
      if (details.error?.status === 404) {
        return html`${head(name, nothing)}${empty(`There is no device ${name}.`, html`It may have left the inventory. See <a href="/devices">all devices</a>.`)}`;
      }
      const it = current();
      if (!it.state) {
        return html`${head(name, nothing)}${loaded(details, () => nothing)}`;
      }
      const all = steps(log.lines);
      return html`${head(name, html`<span class="large">${deviceState(it)}</span>`)}
        ${actions(it)}
        <div class="columns">
          <div>
            <section class="card" aria-labelledby="state-title"><h2 id="state-title">State</h2>
              <p>${meaning(it.state, it.request_id != null)}</p>
              ${it.request_id == null ? nothing : html`<p>Held by ${holder(it.request_id)}.</p>`}
              ${facts([['For', since(it.state_since)], ['Since', at(it.state_since)], ['Until', until(it.state_until)], ['Counters', counters(it.counters)],
    ['Failures', it.failures ? `${count(it.failures)} since it was last well` : ''],
    ['Last error', it.last_error && html`${it.last_error} <span class="muted">${since(it.last_error_at)} ago</span>`],
    ['Last contact', it.last_contact && html`${since(it.last_contact)} ago, by ${it.last_contact_by}`],
    ['Comments', it.comments && html`<span class="lines-kept">${it.comments}</span>`]])}</section>
            <section class="card" aria-labelledby="what-title"><h2 id="what-title">Image and request</h2>
              ${facts([['Image', it.image ? [it.image, ' ', bootMark(it.boot_config)] : 'none'], ['Boot config', config(it.boot_config)],
    ['Request', it.request_id == null ? 'none' : request(it.request_id)], ['Environment', it.environment]])}</section>
            <section class="card" aria-labelledby="where-title"><h2 id="where-title">Hardware</h2>
              ${facts([['Type', typeOf(it)], ['Full name', it.fqdn], ['MAC address', it.mac_address], ['Relay', it.relay_info], ['Server', it.imaging_server],
    ...Object.entries(it.addresses ?? {}).map(([facet, address]) => [facet[0].toUpperCase() + facet.slice(1), html`${address} ${servedBy(address)}`]),
    ['Inventory', inventory(it)]])}</section>
          </div>
          <section class="card" aria-labelledby="way-title"><h2 id="way-title">Its way</h2>
            ${band(all, classOfState)}
            ${all.length ? way(all, classOfState) : empty('No step was logged yet.', 'It shows here when the device changes its state.')}</section>
        </div>
        ${log.view()}
        <section class="card" aria-labelledby="requests-title"><h2 id="requests-title">Requests that had it</h2>${loaded(requests, previous)}</section>`;
    },
  };

  function head(title, status) {
    return html`<header class="head"><p class="crumb"><a href="/devices">Devices</a></p><h1 tabindex="-1">${title}</h1>${status}</header>`;
  }

  function actions(it) {
    return html`<div class="actions" role="group" aria-label="Actions">${actionButtons([it], (action) => act(action, [it]).catch(complain))}
      ${classOf(it) === 'locked_out' ? nothing : html`<a class="button" href=${`/requests?new=${encodeURIComponent(name)}`}>Request it</a>`}</div>`;
  }

  function servedBy(address) {
    const scheme = address.split(':', 1)[0];
    const plugin = plugins.value?.plugins.find(({ contributes }) =>
      Object.entries(contributes).some(([point, names]) => point.endsWith('DriverFactory') && names.includes(scheme)));
    return plugin ? html`<a class="by" href=${`/plugins#${encodeURIComponent(plugin.id)}`}>${plugin.id} ${plugin.state === 'started' ? '' : plugin.state}</a>`
      : plugins.value ? html`<span class="by bad">no plugin serves ${scheme}</span>` : nothing;
  }
}

const until = (text) => text && html`${at(text)} <span class="muted">${moment(text) > now() ? `in ${duration((moment(text) - now()) / 1000)}` : 'due'}</span>`;

const counters = (all) => Object.keys(all ?? {}).length ? Object.entries(all).map(([name, times]) => html`<span class="counter">${name.replaceAll('_', ' ')} <b>${times}</b></span>`) : nothing;

function config(text) {
  const values = Object.entries(json(text));
  return values.length ? html`${facts(values.map(([key, value]) => [key, link(typeof value === 'string' ? value : JSON.stringify(value))]))}
    <details><summary>Raw JSON</summary><pre>${typeof text === 'string' ? text : JSON.stringify(text)}</pre></details>` : 'none';
}

function link(text) {
  const address = webAddress(text);
  return address ? html`<a href=${address} rel="noreferrer noopener" target="_blank">${text}</a>` : text;
}

function request(id) {
  const row = store.requests.get(id);
  return html`${requestLink(id)} ${row ? html`${requestState(row.state)} for ${row.assignee}` : nothing}`;
}

function inventory({ name, inventory_id: id, fqdn }) {
  const template = store.settings.inventory_link;
  const address = template && webAddress(fill(template, { name, id, fqdn }));
  return address ? html`<a href=${address} rel="noreferrer noopener" target="_blank">number ${id}</a>` : `number ${id}`;
}

const previous = ({ requests }) => requests.length ? plainTable('Table of requests', [
  { title: 'Request', cell: (each) => requestLink(each.request) }, { title: 'Assignee', cell: (each) => each.assignee }, { title: 'Image', cell: (each) => each.image ?? '' },
  { title: 'From', cell: (each) => at(each.from) }, { title: 'Until', cell: (each) => at(each.until) }, { title: 'State', cell: (each) => requestState(each.state) },
], requests) : empty('No request has had it.', 'It is listed here once one gets it.');
