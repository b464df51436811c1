import type { Page } from '../frame/page.ts';
import type { ObjectKind } from './kind.ts';
import { listPage } from './list.ts';
import { newPage } from './new.ts';
import { objectPage } from './one.ts';

/** All pages of a kind of object; `new` is no object. */
export const objectPages = (kind: ObjectKind): readonly Page[] => [listPage(kind), newPage(kind), objectPage(kind)];
