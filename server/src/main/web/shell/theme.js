// @ts-check
/** Light or dark: as the reader chose, else as the system has it. */
import {recall, remember} from '../core/i18n.js';
import {parameter} from '../core/url.js';

const system = matchMedia('(prefers-color-scheme: dark)');
system.addEventListener('change', () => dispatchEvent(new Event('aq-theme')));

const chosen = () => parameter('theme') || recall('theme') || '';

/** Whether the page is dark now. */
export function isDark() {
  const theme = document.documentElement.dataset.theme;
  return theme ? theme === 'dark' : system.matches;
}

/** Shows the theme that was chosen. */
export function applyTheme() {
  const theme = chosen();
  if (theme === 'dark' || theme === 'light') {
    document.documentElement.dataset.theme = theme;
  }
}

/** Goes over to the other one. */
export function toggleTheme() {
  const theme = isDark() ? 'light' : 'dark';
  remember('theme', theme);
  document.documentElement.dataset.theme = theme;
  dispatchEvent(new Event('aq-theme'));
}
