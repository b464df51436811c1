import type { Visit } from '../frame/page.ts';

/** What the partial `as-code` shows: a way to the page of an object as code, which scripts fetch into its place. */
export interface CodeLink {
  href: string;
}

/** @param path of the object, below `/api` */
export const codeLink = ({ ui }: Visit, path: string): CodeLink => ({
  href: `/${ui}/as-code?${new URLSearchParams({ of: path })}`,
});
