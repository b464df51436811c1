/** What the Registry lists together, by words in the names of what a page is about; the first that fits. */
const SUBCATEGORIES: readonly (readonly [RegExp, string])[] = [
  [/mail|notification|deliver/, 'Email'],
  [/store|tls/, 'TLS'],
  [/catalog/, 'Catalogs'],
  [/service|zone/, 'Services'],
  [/user|registration|access_token|api_key/, 'People'],
  [/organization|member|role|invitation|permission/, 'Organizations'],
];

/** @throws where it has none, so that a new resource gets one */
export function subcategoryOf(typeName: string): string {
  const found = SUBCATEGORIES.find(([words]) => words.test(typeName));
  if (!found) throw new Error(`Say in scripts/generate/docs-subcategory.ts what ${typeName} is listed with.`);
  return found[1];
}
