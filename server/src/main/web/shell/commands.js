// @ts-check
/** Commands to copy. */

/** The host of the page, as a device may call it. */
export const host = () => location.hostname || 'localhost';

/** Sends one event with the client of the server. */
export const firstCommand = () =>
  `acequia send${host() === 'localhost' ? '' : ` -H ${host()}`} -s demo -o probe1 temperature 21.5`;
