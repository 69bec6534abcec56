/** The columns that the table of devices can have, and which of them a reader has chosen. */
import { bootMark, deviceLink, deviceState, requestLink, since } from './parts.js';
import { classOf, CLASSES, typeOf } from './states.js';
import { moment } from './text.js';

const KEY = 'mozpool.device-columns';
const text = (key) => ({ value: (device) => device[key] ?? '', cell: (device) => device[key] ?? '' });
const number = (key) => ({ value: (device) => device[key], cell: (device) => device[key] ?? '' });

export const COLUMNS = [
  { id: 'name', title: 'Device', width: 130, grow: 1, card: 'title', value: (device) => device.name, cell: (device) => deviceLink(device.name) },
  { id: 'state', title: 'State', width: 165, grow: 1, card: 'state', value: (device) => `${CLASSES.indexOf(classOf(device))} ${device.state}`, cell: deviceState },
  { id: 'since', title: 'For', width: 92, card: 'line', hint: 'How long it has been in its state', value: (device) => -moment(device.state_since), cell: (device) => since(device.state_since) },
  { id: 'image', title: 'Image', width: 110, grow: 1, card: 'line', value: (device) => device.image ?? '', cell: (device) => [device.image ?? '', bootMark(device.boot_config)] },
  { id: 'request', title: 'Request', width: 84, card: 'line', value: (device) => device.request_id, cell: (device) => requestLink(device.request_id) },
  { id: 'environment', title: 'Environment', width: 110, grow: 0.6, ...text('environment') },
  { id: 'type', title: 'Type', width: 130, grow: 0.8, value: typeOf, cell: typeOf },
  { id: 'comments', title: 'Comments', width: 170, grow: 2, card: 'line', ...text('comments') },
  { id: 'server', title: 'Server', width: 140, grow: 0.8, ...text('imaging_server') },
  { id: 'relay', title: 'Relay', width: 170, grow: 0.6, ...text('relay_info') },
  { id: 'fqdn', title: 'Full name', width: 180, grow: 1, ...text('fqdn') },
  { id: 'mac', title: 'MAC address', width: 120, ...text('mac_address') },
  { id: 'boot_config', title: 'Boot config', width: 200, grow: 1, ...text('boot_config') },
  { id: 'inventory', title: 'Inventory id', width: 100, ...number('inventory_id') },
  { id: 'id', title: 'Id', width: 70, ...number('id') },
];

const USUAL = ['name', 'state', 'since', 'image', 'request', 'environment', 'type', 'comments'];

/** The chosen columns, in their order. */
export function chosenColumns() {
  const names = localStorage.getItem(KEY)?.split(',') ?? USUAL;
  return COLUMNS.filter(({ id }) => id === 'name' || names.includes(id));
}

export function chooseColumn(name, shown) {
  const names = new Set(chosenColumns().map(({ id }) => id));
  names[shown ? 'add' : 'delete'](name);
  localStorage.setItem(KEY, [...names]);
}
