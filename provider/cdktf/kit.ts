/** A kit that synthesizes the configuration of Terraform from programs; there is a package of bindings for each. */
export interface Kit {
  readonly name: 'cdktf' | 'cdktn';
  /** The class that writes the bindings, by itself: the entry of `@cdktf/provider-generator` needs a module that it does not bring. */
  readonly generator: string;
  /** What a program has beside the package; the kits themselves ask for such constructs. */
  readonly peerDependencies: Readonly<Record<string, string>>;
}

export const KITS: readonly Kit[] = [
  {
    name: 'cdktf',
    generator: '@cdktf/provider-generator/lib/get/generator/provider-generator.js',
    peerDependencies: { cdktf: '^0.21.0', constructs: '^10.4.2' },
  },
  {
    name: 'cdktn',
    generator: '@cdktn/provider-generator/build/get/generator/provider-generator.js',
    peerDependencies: { cdktn: '^0.24.0', constructs: '>=10.6.0 <10.8.0' },
  },
];

/** Such as `provider/cdktf/generated/cdktn`: what `npm run generate` writes, and the package is compiled from. */
export const sourceOf = ({ name }: Kit): string => `provider/cdktf/generated/${name}`;
