/**
 * A type of Terraform's type system, in the very form in which the protocol writes it as JSON: `"string"`,
 * `["list","string"]`, `["object",{"name":"string"}]`. `JSON.stringify` of it is what a schema carries.
 */
export type Type =
  | 'string'
  | 'number'
  | 'bool'
  | 'dynamic'
  | readonly ['list' | 'set' | 'map', Type]
  | readonly ['tuple', readonly Type[]]
  | ObjectType;

export type ObjectType = readonly ['object', { readonly [attribute: string]: Type }];

const utf8 = new TextEncoder();

/** The type as the JSON bytes that schemas and dynamic values carry. */
export function typeBytes(type: Type): Uint8Array {
  return utf8.encode(JSON.stringify(type));
}
