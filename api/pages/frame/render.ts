import Handlebars from 'handlebars';
import { oncePer } from '../../once-per.ts';
import { readAsset } from '../asset.ts';
import type { Frame } from './frame.ts';
import { helpers } from './helper.ts';

/** Every component, each a partial of its own in component/. */
const COMPONENTS = [
  'as-code',
  'badge',
  'breadcrumb',
  'cell',
  'chain',
  'choices',
  'code',
  'confirm',
  'conflict',
  'copy',
  'definition',
  'definitions',
  'empty',
  'error-summary',
  'field',
  'filter',
  'flash',
  'form',
  'head',
  'history',
  'invitation-mail',
  'invitation-until',
  'live',
  'live-switch',
  'managed-badge',
  'managed-warning',
  'navigation',
  'pager',
  'panel',
  'preference',
  'probe',
  'registry-sign-in',
  'stat',
  'strength',
  'table',
  'tabs',
  'user-menu',
];

const engine = Handlebars.create();
for (const [name, helper] of Object.entries(helpers)) engine.registerHelper(name, helper);
for (const name of COMPONENTS) engine.registerPartial(name, readAsset(`component/${name}.hbs`));
engine.registerPartial('document-head', readAsset('frame/document-head.hbs'));

const templateOf = oncePer((path: string) => engine.compile(readAsset(path)));

/** A part of a page, by itself. */
export const renderPart = (template: string, frame: Frame, data: object): string =>
  templateOf(template)({ ...data, frame });

/** The whole document: the page's own template, and around it the frame, or the bare one. */
export function renderPage(template: string, isBare: boolean, frame: Frame, data: object): string {
  const content = renderPart(template, frame, data);
  return templateOf(isBare ? 'frame/bare.hbs' : 'frame/frame.hbs')({ frame, content });
}
