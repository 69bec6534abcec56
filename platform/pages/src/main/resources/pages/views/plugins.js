/** What is loaded, what failed and why, and how it is set. */
import { html, nothing } from '/vendor/lit-html.js';
import { empty, facts, loaded, plainTable, shape } from '../parts.js';
import { Resource } from '../store.js';
import { many } from '../text.js';

const CLASSES = { started: 'idle', failed: 'failed', disabled: 'locked_out' };

export default function plugins() {
  const all = new Resource('/api/admin/plugins/', { events: ['servers'] });
  const sync = new Resource('/api/admin/inventory-sync/', { events: ['device', 'device_gone'] });
  return {
    title: 'Plugins',
    close: () => {
      all.close();
      sync.close();
    },
    view: () => html`<header class="head"><h1 tabindex="-1">Plugins</h1><p class="muted">of the server that you look at</p></header>
      ${loaded(all, (value) => value.plugins.length ? sorted(value.plugins).map(card)
    : empty('No plugin is loaded.', 'Put plugin jars into the directory that mozpool.plugins.directory names, and restart the server.'))}
      ${sync.value?.last ? inventory(sync.value.last) : nothing}`,
  };
}

const SETTINGS = [
  { title: 'Setting', kind: 'head', cell: ({ key }) => html`<span class="code">${key}</span>` },
  { title: 'Value', cell: ({ value }) => html`<span class="code">${value}</span>` },
  { title: 'If not set', cell: ({ defaultValue }) => html`<span class="code">${defaultValue ?? ''}</span>` },
  { title: 'Meaning', cell: ({ description }) => description },
];

/** Those that failed come first. */
const sorted = (all) => [...all].sort((a, b) => (b.state === 'failed') - (a.state === 'failed') || (a.id < b.id ? -1 : 1));

/** What the inventories said at the last sync. */
const inventory = ({ ended, reasons, report }) => {
  const said = [...new Set([...reasons, ...report.problems, ...report.notes])];
  return html`<section class="card" id="inventory" aria-label="Inventory"><header><h2>Inventory</h2><span class="muted">last read ${ended} UTC</span></header>
    ${said.length ? html`<ul>${said.map((sentence) => html`<li>${sentence}</li>`)}</ul>` : html`<p class="muted">Nothing was skipped or left out.</p>`}</section>`;
};

const card = (plugin) => html`<section class="card" data-anchor=${plugin.id} aria-label=${plugin.id}>
  <header><h2>${plugin.id}</h2><span class="status ${CLASSES[plugin.state]}">${shape(CLASSES[plugin.state])}${plugin.state}</span>
    <span class="muted">${plugin.description}</span><span class="muted">${plugin.version}</span></header>
  ${plugin.failure ? html`<div class="problem"><p>${plugin.failure}</p><p class="muted">Correct its settings or its jar, and restart the server. Its devices say so when they are acted on; the rest of the pool works.</p></div>` : nothing}
  ${facts([['Brings', Object.entries(plugin.contributes).map(([point, names]) => `${words(point)} ${names.join(', ')}`).join('; ')],
    ['Serves', plugin.devices ? many(plugin.devices, 'device') : ''], ['From', `${plugin.provider}, ${plugin.license}`]])}
  ${plugin.settings.length ? html`<details><summary>${many(plugin.settings.length, 'setting')}</summary>${plainTable(`Settings of ${plugin.id}`, SETTINGS, plugin.settings)}</details>` : nothing}</section>`;

/** `PowerDriverFactory` is a power driver. */
const words = (point) => point.replace(/Factory$/, '').replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
