/** What the states of devices and requests mean to people. */

/** Classes of devices, in the order in which they are shown. */
export const CLASSES = ['in_use', 'idle', 'processing', 'failed', 'locked_out'];

export const CLASS_NAMES = {
  in_use: 'In use', idle: 'Idle', processing: 'Processing', failed: 'Failed', locked_out: 'Locked out',
};

/** What a state does, said so that a person can decide to force it. */
export const DEVICE_STATES = {
  new: 'Just came from the inventory; a self-test begins at once.',
  unknown: 'Nothing is known of it; it waits for instructions.',
  locked_out: 'Handled outside the pool: takes no action until somebody takes it back.',
  troubleshooting: 'A person is at work on it; it stays so until told otherwise.',
  ready: 'Taken to work, free for requests; checked every ten minutes.',
  maintenance_mode: 'Booted into the live image with SSH, for a person.',
  pc_power_cycling: 'Power is cycled, so that it boots what its card holds.',
  pc_rebooting: 'Waits two minutes for it to boot.',
  pc_pinging: 'Pings it until it answers.',
  pc_sut_rebooting: 'Waits for its agent after a reboot.',
  start_pxe_boot: 'Begins to install the next image by network boot.',
  start_self_test: 'Begins a self-test; it is ready if it passes.',
  start_maintenance: 'Begins to boot the live image for a person.',
  pxe_power_cycling: 'Network boot is armed and power is cycled.',
  pxe_booting: 'Waits for the live image to report.',
  mobile_init_started: 'The live image runs and fetches its script.',
  self_test_running: 'Tests itself; an hour at most.',
  android_downloading: 'Downloads the Android image.',
  android_extracting: 'Writes the Android image to its card.',
  b2g_downloading: 'Downloads the B2G image.',
  b2g_extracting: 'Writes the B2G image to its card.',
  sut_verifying: 'Waits for its agent to answer.',
  sut_verify_power_cycle: 'Its agent did not answer: power is cycled once more.',
  sut_sdcard_verifying: 'Its agent checks the storage.',
  operation_complete: 'Done; it becomes ready.',
};

export const REQUEST_STATES = {
  new: 'Just made.',
  finding_device: 'Looks for a device that fits and is free.',
  contact_lifeguard: 'Has a device and is about to have it prepared.',
  contacting_lifeguard: 'Has the device prepared.',
  pending: 'Its device is being prepared.',
  ready: 'The device is there to be used.',
  failed_device_not_found: 'No device became free in time.',
  failed_bad_image: 'Two devices failed with this image: the image is to blame.',
  failed_bad_device: 'The device that was asked for has failed.',
  failed_device_busy: 'The device that was asked for is busy.',
  closed: 'Returned, or its time was over.',
  expired: 'Its time was over.',
};

/** What a device's state means. */
export function meaning(state) {
  return DEVICE_STATES[state]
    ?? (state.startsWith('failed_')
      ? 'Gave up after many tries: it needs a person, or goes on to a self-test by itself.'
      : 'A state of an installer, or one that this version does not know.');
}

/** The class of a device's row; the server says it, but for old ones. */
export function classOf(device) {
  return device.class ?? guess(device.state, device.request_id != null);
}

function guess(state, tied) {
  if (['locked_out', 'troubleshooting', 'maintenance_mode'].includes(state)) {
    return 'locked_out';
  }
  if (state.startsWith('failed_') || state === 'unknown') {
    return 'failed';
  }
  return tied ? 'in_use' : state === 'ready' ? 'idle' : 'processing';
}

/** The class whose colour and shape stand for a request's state. */
export function requestClass(state) {
  if (state.startsWith('failed_')) {
    return 'failed';
  }
  if (state === 'ready') {
    return 'in_use';
  }
  return state === 'closed' || state === 'expired' ? 'locked_out' : 'processing';
}

/** Whether a request is over. */
export const isOver = (state) => state === 'closed' || state === 'expired' || state.startsWith('failed_');

/** A device's hardware type in one text; empty where it has none. */
export const typeOf = (device) =>
  [device.hardware_type?.type, device.hardware_type?.model].filter(Boolean).join(' ');
