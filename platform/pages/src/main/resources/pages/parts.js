/** Small parts of which the pages are made. */
import { html, nothing, svg } from '/vendor/lit-html.js';
import { classOf, CLASS_NAMES, meaning, requestClass, requestMeaning } from './states.js';
import { store } from './store.js';
import { ago, clock, hasBootConfig, path, words } from './text.js';

const SHAPES = {
  in_use: svg`<path d="M2.5 1.5 10.5 6l-8 4.5z" />`,
  idle: svg`<circle cx="6" cy="6" r="4.5" />`,
  processing: svg`<circle cx="6" cy="6" r="3.8" fill="none" stroke="currentColor" stroke-width="1.6" /><path d="M6 2.2a3.8 3.8 0 0 1 0 7.6z" />`,
  failed: svg`<path d="M6 .8 11.6 11H.4z" />`,
  locked_out: svg`<rect x="1.8" y="1.8" width="8.4" height="8.4" rx="1" />`,
};

/** The shape and colour of a class of devices; the text beside it says the same. */
export const shape = (name) =>
  html`<svg class="shape ${name}" viewBox="0 0 12 12" aria-hidden="true">${SHAPES[name]}</svg>`;

export const className = (name) => html`<span class="status ${name}">${shape(name)}${CLASS_NAMES[name]}</span>`;

export const deviceState = (device) => html`<span class="status ${classOf(device)}" title=${meaning(device.state, device.request_id != null)}
  >${shape(classOf(device))}<span>${words(device.state)}</span></span>`;

export const requestState = (state) => html`<span class="status ${requestClass(state)}"
  title=${requestMeaning(state) ?? nothing}>${shape(requestClass(state))}<span>${words(state)}</span></span>`;

export const deviceLink = (name, label = name) => name
  ? html`<a href=${path`/devices/${name}`}>${label}</a>` : html`<span class="faint">none</span>`;

export const requestLink = (id) => id == null ? nothing : html`<a href=${path`/requests/${id}`}>#${id}</a>`;

/** The request that holds a device: its number, whom it is for, until when. */
export function holder(id) {
  const { assignee, expires } = store.requests.get(id) ?? {};
  return html`request ${requestLink(id)}${assignee ? ` of ${assignee}` : ''}${expires ? html`, until ${at(expires)}` : nothing}`;
}

/** How long ago; the moment itself is told when pointed at. */
export const since = (text) => text
  ? html`<time datetime=${text + 'Z'} title=${`${clock(text)}, ${text} UTC`}>${ago(text)}</time>` : nothing;

/** The moment by the reader's clock. */
export const at = (text) => text
  ? html`<time datetime=${text + 'Z'} title=${`${text} UTC, ${ago(text)} ago`}>${clock(text)}</time>` : nothing;

/** The mark on what has a boot config. */
export const bootMark = (config) => hasBootConfig(config)
  ? html`<span class="mark" title="has a boot config" role="img" aria-label="has a boot config">cfg</span>` : nothing;

/** What stands where there is nothing: why, and what to do. */
export const empty = (what, next) => html`<div class="empty"><p>${what}</p><p class="muted">${next}</p></div>`;

/** An error with its next step. */
export const problem = (error) => html`<div class="problem" role="alert">
  <p>${shape('failed')}<span>${error.message}</span></p><p class="muted">${error.next ?? ''}</p></div>`;

/** What a resource has, or that it is on its way, or what went wrong. */
export function loaded(resource, view) {
  if (resource.error) {
    return problem(resource.error);
  }
  return resource.value ? view(resource.value) : html`<p class="muted" role="status">Loading</p>`;
}

/**
 * A table that is there as a whole; a list of cards where the window is narrow.
 *
 * @param columns as { title, cell, kind }; `head` is the kind of those that name the row
 */
export const plainTable = (label, columns, rows) => html`<div class="scroll" tabindex="0" role="region" aria-label=${label}><table class="plain" role="table">
  <thead role="rowgroup"><tr role="row">${columns.map(({ title, kind }) => html`<th scope="col" role="columnheader" class=${kind ?? nothing}>${title}</th>`)}</tr></thead>
  <tbody role="rowgroup">${rows.map((row) => html`<tr role="row">${columns.map(({ title, cell, kind }) => kind === 'head'
    ? html`<th scope="row" role="rowheader">${cell(row)}</th>`
    : html`<td role="cell" data-title=${title} class=${kind ?? nothing}><div>${cell(row)}</div></td>`)}</tr>`)}</tbody></table></div>`;

/** A list of names and what stands for them; what is empty is left out. */
export const facts = (entries) => html`<dl class="facts">${entries
  .filter(([, value]) => value !== '' && value != null && value !== nothing)
  .map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;

/** The options of a select, the chosen one marked. */
export const options = (values, chosen) => values.map((each) => {
  const [value, label] = Array.isArray(each) ? each : [each, each];
  return html`<option value=${value} ?selected=${value === chosen}>${label}</option>`;
});

/** A labelled field of a form. */
export const field = (label, control, hint = '') => html`<label class="field"><span>${label}</span>${control}${
  hint ? html`<small class="muted">${hint}</small>` : nothing}</label>`;
