import { homedir } from 'node:os';
import { describeBlock, findHiding, impliedMirror } from './provider/cli-configuration.ts';
import { installInMirror } from './provider/mirror.ts';

/** npm run provider:install: puts the provider where `terraform init` and `tofu init` find it without a registry. */
async function install(): Promise<void> {
  if (process.platform === 'win32') {
    throw new Error(
      'On Windows the engines start .exe files only, and this provider is a Node script: install it within WSL.',
    );
  }
  const home = homedir();
  const mirror = impliedMirror(home);
  const { version, removed } = await installInMirror(mirror);
  console.log(`Installed version ${version} in ${mirror}, for Terraform and OpenTofu.`);
  if (removed.length > 0) console.log(`Removed earlier local builds: ${removed.join(', ')}.`);
  await warnOfHiding(home, mirror);
  console.log(`\nUse it with\n\n${describeUse(version)}\n`);
  console.log('After another build run init with -upgrade: each build has a version of its own.');
}

async function warnOfHiding(home: string, mirror: string): Promise<void> {
  for (const file of await findHiding(home, process.env)) {
    console.log(
      `\n${file} has a provider_installation block, which hides this mirror. Write it as\n\n${describeBlock(mirror)}`,
    );
  }
}

function describeUse(version: string): string {
  return `terraform {
  required_providers {
    gatepost = {
      source = "gatepost/gatepost"
      # This very build; init finds it without the line too.
      version = "${version}"
    }
  }
}`;
}

try {
  await install();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
