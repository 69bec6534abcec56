/** Asks for a device, by a dialog. */
import { html } from '/vendor/lit-html.js';
import { ApiError, get, post } from './api.js';
import { ask } from './dialog.js';
import { ImageFields } from './image-fields.js';
import { field, options } from './parts.js';
import { keep, recall } from './storage.js';
import { store } from './store.js';
import { path, seconds } from './text.js';

const ASSIGNEE = 'mozpool.assignee';
const LENGTHS = ['30 min', '1 h', '4 h', '1 day'];

/** A field for a length of time in human units, with a few to choose from. */
export const lengthField = (label) => html`${field(label, html`<input name="duration" required list="lengths" value="1 h" autocomplete="off">`, 'such as 30 min, 1h 30m or 2 days')}
  <datalist id="lengths">${options(LENGTHS)}</datalist>`;

/** The seconds of what was written there; throws where it is no length of time. */
export function readLength(text) {
  const length = seconds(text);
  if (!(length > 0)) {
    throw new ApiError(400, `Duration: expected a length of time such as 30 min or 2 h, not '${text}'.`);
  }
  return length;
}

/**
 * @param wanted the device's name, or `any`
 * @param done takes the request's number
 */
export async function askForDevice(wanted, done) {
  const [images, { environments }] = await Promise.all([ImageFields.load(), get('/api/environment/list/')]);
  await ask({
    title: 'Request a device',
    submit: 'Request',
    body: (redraw) => html`
      ${field('Device', html`<input name="device" required value=${wanted} list="devices" autocomplete="off" spellcheck="false">`, 'a name, or any')}
      <datalist id="devices">${options(['any', ...[...store.devices.keys()].slice(0, 500)])}</datalist>
      ${field('Environment', html`<select name="environment">${options(['any', ...environments.filter((each) => each !== 'any')], 'any')}</select>`)}
      ${images.view(redraw)}
      ${lengthField('For how long')}
      ${field('Assignee', html`<input name="assignee" required maxlength="255" value=${recall(ASSIGNEE) ?? ''} autocomplete="email">`, 'whom it is for, such as me@example.com')}
      <label class="check"><input type="checkbox" name="wait"><span>Wait for a named device that is busy</span></label>`,
    async run(values) {
      const { image, boot_config: config } = images.read(values);
      const { request } = await post(path`/api/device/${values.device}/request/`, {
        ...config, image, environment: values.environment, duration: readLength(values.duration), assignee: values.assignee, wait: 'wait' in values,
      });
      keep(ASSIGNEE, values.assignee);
      done(request.id);
    },
  });
}
