// @ts-check
/** Colours for canvases, which know neither variables nor `light-dark()`. */

export const SERIES_COLOURS = 8;

const probe = document.createElement('i');
probe.hidden = true;

/** The colour that a variable of the style sheet has now.
 * @param {string} name */
export function colour(name) {
  if (!probe.isConnected) {
    document.body.append(probe);
  }
  probe.style.color = `var(${name})`;
  return getComputedStyle(probe).color;
}

/** The same colour, lighter.
 * @param {string} name
 * @param {number} alpha */
export const faint = (name, alpha) =>
  colour(name).replace(/^rgba?\((\d+), (\d+), (\d+).*$/, `rgba($1, $2, $3, ${alpha})`);

/** The variable of a series by its number; a series that asks for one of its own gets it.
 * @param {number} index */
export const seriesColour = index => `--series-${index % SERIES_COLOURS + 1}`;

/** Dashes tell series apart for those who do not see colours.
 * @param {number} index
 * @returns {number[]} */
export const seriesDash = index => [[], [8, 4], [2, 3], [10, 3, 2, 3]][index % 4];
