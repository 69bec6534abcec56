/** The imaging servers: who handles whose devices, with which version, under what load. */
import { html, nothing } from '/vendor/lit-html.js';
import { empty, loaded, shape, since } from '../parts.js';
import { Resource, store } from '../store.js';
import { count, duration } from '../text.js';

const LOAD_MILLIS = 10_000;

export default function servers() {
  const all = new Resource('/api/cluster/', { events: ['servers'] });
  const again = setInterval(() => all.load(), LOAD_MILLIS);
  return {
    title: 'Servers',
    close() {
      clearInterval(again);
      all.close();
    },
    view: () => html`<header class="head"><h1 tabindex="-1">Servers</h1><p class="muted">these pages come from ${store.settings.server ?? location.host}</p></header>
      ${loaded(all, (value) => value.servers.length ? html`<div class="card"><div class="scroll" tabindex="0" role="region" aria-label="Servers"><table>
        <thead><tr><th scope="col">Server</th><th scope="col">State</th><th scope="col">Its devices are handled by</th><th scope="col">For</th><th scope="col">Lease left</th><th scope="col" class="number">Devices</th>
          <th scope="col" class="number">Steps, last minute</th><th scope="col">Version</th><th scope="col">Takes over with</th></tr></thead>
        <tbody>${value.servers.map(row)}</tbody></table></div></div>` : empty('No server is known.', 'One enters itself when it starts.'))}`,
  };
}

const row = (server) => html`<tr><th scope="row"><a href=${`/devices?${new URLSearchParams({ server: server.fqdn })}`}>${server.fqdn}</a><div class="by">${server.address ?? ''}</div></th>
  <td><span class="status ${server.alive ? 'idle' : 'failed'}">${shape(server.alive ? 'idle' : 'failed')}${server.alive ? 'alive' : 'away'}</span></td>
  <td>${holder(server)}</td><td>${since(server.lease_since)}</td>
  <td>${server.lease_seconds_left == null ? html`<span class="muted">needs none</span>` : server.lease_seconds_left < 0 ? html`<span class="bad">ran out</span>` : duration(server.lease_seconds_left)}</td>
  <td class="number">${server.devices == null ? nothing : count(server.devices)}</td><td class="number">${server.moved_last_minute == null ? nothing : count(server.moved_last_minute)}</td>
  <td>${server.version ?? ''}</td><td>${server.failover_group ?? html`<span class="muted">nobody</span>`}</td></tr>`;

function holder({ fqdn, lease_holder: name, alive }) {
  if (name) {
    return name === fqdn ? 'itself' : name;
  }
  return alive ? 'itself' : html`<span class="bad">nobody</span>`;
}
