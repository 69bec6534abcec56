/** What can be put onto devices, and by which PXE config each hardware type boots for it. */
import { html, nothing } from '/vendor/lit-html.js';
import { put, remove } from '../api.js';
import { confirmRemoval, edit } from '../edit.js';
import { complain } from '../notice.js';
import { empty, field, loaded, options, plainTable } from '../parts.js';
import { Resource, store } from '../store.js';
import { path } from '../text.js';

const LINK = 'link:';
const NEW = { name: '', boot_config_keys: [], can_reuse: false, hidden: false, has_sut_agent: false, installer: null, links: [] };
const FLAGS = [['can_reuse', 'Reusable: a device that holds it need not be imaged again'], ['has_sut_agent', 'Devices with it run an agent'], ['hidden', 'Hidden: lists leave it out']];

export default function images(page) {
  const all = new Resource('/api/admin/images/', { events: ['catalogue'] });
  const configs = new Resource('/api/admin/pxe-configs/', { events: ['catalogue'] });
  const types = new Resource('/api/admin/hardware-types/', { events: ['catalogue'] });

  const COLUMNS = [
    { title: 'Image', kind: 'head', cell: ({ name }) => html`${name} ${onDevices(name)}` },
    { title: 'Boot config keys', cell: (image) => image.boot_config_keys.join(', ') },
    { title: 'Properties', cell: (image) => [image.can_reuse && 'reusable', image.has_sut_agent && 'agent', image.hidden && 'hidden'].filter(Boolean).join(', ') },
    { title: 'Installer', cell: (image) => image.installer ?? '' },
    { title: 'Hardware types and their PXE configs', cell: linked },
    { title: 'Change', kind: 'actions-cell', cell: buttons },
  ];

  return {
    title: 'Images',
    close: () => [all, configs, types].forEach((each) => each.close()),
    view: () => html`<header class="head"><h1 tabindex="-1">Images</h1></header>
      <div class="actions"><button type="button" class="main" @click=${() => change(NEW)}>New image</button></div>
      ${loaded(all, (value) => value.images.length ? html`<div class="card">${plainTable('Images', COLUMNS, value.images)}</div>`
    : empty('There is no image yet.', 'Make one with the button above, then link it to hardware types.'))}`,
  };

  function buttons(image) {
    return html`<button type="button" aria-label=${`Edit ${image.name}`} @click=${() => change(image)}>Edit</button>
      <button type="button" class="danger" aria-label=${`Delete ${image.name}`} @click=${() => confirmRemoval(`image ${image.name}`, () => remove(path`/api/admin/images/${image.name}/`)).then(() => all.load())}>Delete</button>`;
  }

  async function change(image) {
    const hardware = types.value?.hardware_types ?? [];
    const pxeConfig = ({ type, model }) => image.links.find((link) => link.type === type && link.model === model)?.pxe_config ?? '';
    await edit({
      title: image.name ? `Image ${image.name}` : 'New image',
      before: image.name ? text(image) : '',
      fields: () => html`
        ${image.name ? nothing : field('Name', html`<input name="name" required maxlength="64" autocomplete="off" spellcheck="false">`)}
        ${field('Boot config keys', html`<input name="keys" value=${image.boot_config_keys.join(', ')} autocomplete="off" spellcheck="false">`, 'what a request must give, with commas between')}
        ${field('Installer', html`<select name="installer"><option value="">none: it only boots</option>${options(installers(image), image.installer ?? '')}</select>`)}
        ${FLAGS.map(([key, label]) => html`<label class="check"><input type="checkbox" name=${key} .checked=${image[key]}><span>${label}</span></label>`)}
        ${hardware.map((each, i) => field(`PXE config for ${each.type} ${each.model}`, html`<select name=${LINK + i}><option value="">not linked</option>${
          options((configs.value?.pxe_configs ?? []).map(({ name }) => name), pxeConfig(each))}</select>`))}`,
      read: (values) => ({
        name: image.name || values.name.trim(),
        boot_config_keys: values.keys.split(',').map((key) => key.trim()).filter(Boolean),
        ...Object.fromEntries(FLAGS.map(([key]) => [key, key in values])),
        installer: values.installer || null,
        links: hardware.map((each, i) => ({ ...each, pxe_config: values[LINK + i] })).filter(({ pxe_config: config }) => config),
      }),
      text,
      save: (wanted) => save(image, wanted, hardware),
    }).catch(complain);
    all.load();
  }
}

function onDevices(image) {
  const used = [...store.devices.values()].filter((device) => device.image === image).length;
  return used ? html`<a class="by" href=${`/devices?${new URLSearchParams({ image })}`}>on ${used}</a>` : nothing;
}

const linked = ({ links }) => links.length
  ? links.map(({ type, model, pxe_config: config }) => html`<div>${type} ${model}: <a href=${`/pxe-configs#${encodeURIComponent(config)}`}>${config}</a></div>`)
  : html`<span class="muted">none: no device can boot for it</span>`;

/** Installers that plugins bring, and the one that it has. */
const installers = (image) => [...new Set([...(store.settings.installers ?? []), image.installer].filter(Boolean))];

async function save(before, { name, links, ...image }, hardware) {
  await put(path`/api/admin/images/${name}/`, image);
  for (const { type, model } of hardware) {
    const same = (link) => link.type === type && link.model === model;
    const [old, wanted] = [before.links.find(same)?.pxe_config, links.find(same)?.pxe_config];
    if (wanted && wanted !== old) {
      await put(path`/api/admin/images/${name}/links/${type}/${model}/`, { pxe_config: wanted });
    } else if (!wanted && old) {
      await remove(path`/api/admin/images/${name}/links/${type}/${model}/`);
    }
  }
}

const text = (image) => [
  `name: ${image.name}`,
  `boot config keys: ${image.boot_config_keys.join(', ')}`,
  ...FLAGS.map(([key]) => `${key.replaceAll('_', ' ')}: ${image[key] ? 'yes' : 'no'}`),
  `installer: ${image.installer ?? 'none'}`,
  ...image.links.map(({ type, model, pxe_config: config }) => `linked: ${type} ${model} boots ${config}`),
].join('\n') + '\n';
