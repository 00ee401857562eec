// @ts-check
/** Starts the page. */
import {preferredLanguage, speak} from './core/i18n.js';
import {meet} from './core/session.js';
import {follow} from './core/url.js';
import {applyTheme} from './shell/theme.js';
import './shell/shell.js';

applyTheme();
follow();
meet();
speak(preferredLanguage());
