declare module 'postject' {
  /** Adds a resource to an executable (ELF, PE or Mach-O) in place. */
  export function inject(path: string, name: string, content: Buffer, options: { sentinelFuse: string }): Promise<void>;
}
