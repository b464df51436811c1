/** A path of the API or of a page with values in it, each encoded: apiPath`/orgs/${org}/mail-servers/${item}`. */
export function apiPath(texts: TemplateStringsArray, ...values: readonly (string | undefined)[]): string {
  return texts.map((text, index) => (index === 0 ? text : encodeURIComponent(values[index - 1] ?? '') + text)).join('');
}

/** The path of a page with its placeholders filled in; one that nothing is known of becomes a dash. */
export function fillPath(path: string, params: Readonly<Record<string, string>>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? '-'));
}

/** The id of an object, by the URL that the API gives of it. */
export const idOfUrl = (url: string): string => url.split('/').at(-1) ?? '';

/** The path of an object under /api, by its URL. */
export const pathOfUrl = (url: string): string => new URL(url).pathname.replace(/^.*?\/api(?=\/)/, '');
