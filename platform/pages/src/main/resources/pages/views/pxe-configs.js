/** What devices boot from the network, and which images and hardware types use it. */
import { html, nothing } from '/vendor/lit-html.js';
import { put, remove } from '../api.js';
import { confirmRemoval, edit } from '../edit.js';
import { complain } from '../notice.js';
import { empty, field, loaded } from '../parts.js';
import { Resource } from '../store.js';
import { path } from '../text.js';

const NEW = { name: '', description: '', contents: '', active: true };

export default function pxeConfigs() {
  const all = new Resource('/api/admin/pxe-configs/', { events: ['catalogue'] });
  const images = new Resource('/api/admin/images/', { events: ['catalogue'] });

  return {
    title: 'PXE configs',
    close: () => [all, images].forEach((each) => each.close()),
    view: () => html`<header class="head"><h1 tabindex="-1">PXE configs</h1></header>
      <div class="actions"><button type="button" class="main" @click=${() => change(NEW)}>New PXE config</button></div>
      ${loaded(all, (value) => value.pxe_configs.length ? value.pxe_configs.map(card)
    : empty('There is no PXE config yet.', 'Make one with the button above, then link it to an image and a hardware type at Images.'))}`,
  };

  function card(config) {
    return html`<section class="card" data-anchor=${config.name} aria-label=${config.name}>
      <header><h2>${config.name}</h2>${config.active ? nothing : html`<span class="mark">inactive</span>`}<span class="muted">${config.description ?? ''}</span>
        <div><button type="button" aria-label=${`Edit ${config.name}`} @click=${() => change(config)}>Edit</button>
        <button type="button" class="danger" aria-label=${`Delete ${config.name}`} @click=${() =>
          confirmRemoval(`PXE config ${config.name}`, () => remove(path`/api/admin/pxe-configs/${config.name}/`)).then(() => all.load())}>Delete</button></div></header>
      <p class="muted">${users(config.name)}</p>
      <details><summary>Contents</summary><pre>${config.contents ?? ''}</pre></details></section>`;
  }

  function users(name) {
    const links = (images.value?.images ?? []).flatMap((image) => image.links.filter((link) => link.pxe_config === name)
      .map(({ type, model }) => `${image.name} on ${type} ${model}`));
    return links.length ? html`Boots ${links.join(', ')}` : html`Linked to no image: link it at <a href="/images">Images</a>`;
  }

  async function change(config) {
    await edit({
      title: config.name ? `PXE config ${config.name}` : 'New PXE config',
      before: config.name ? text(config) : '',
      fields: () => html`
        ${config.name ? nothing : field('Name', html`<input name="name" required maxlength="64" autocomplete="off" spellcheck="false">`)}
        ${field('Description', html`<input name="description" maxlength="255" value=${config.description ?? ''}>`)}
        ${field('Contents', html`<textarea name="contents" class="code" rows="14" required spellcheck="false" .value=${config.contents ?? ''}></textarea>`,
    '%IPADDRESS% stands for the server\'s address, %SERVER% for its host and port')}
        <label class="check"><input type="checkbox" name="active" .checked=${config.active}><span>Active: offered where one is chosen</span></label>`,
      read: (values) => ({
        name: config.name || values.name.trim(), description: values.description, contents: values.contents.replaceAll('\r\n', '\n'), active: 'active' in values,
      }),
      text,
      save: ({ name, ...rest }) => put(path`/api/admin/pxe-configs/${name}/`, rest),
    }).catch(complain);
    all.load();
  }
}

const text = ({ name, description, active, contents }) =>
  `name: ${name}\ndescription: ${description ?? ''}\nactive: ${active ? 'yes' : 'no'}\n\n${contents ?? ''}`;
