import { homedir } from 'node:os';
import { type Command, type CommandCall, UsageError } from '../../api/cli/command.ts';
import { describeBlock, findHiding, impliedMirror } from './cli-configuration.ts';
import { installInMirror } from './mirror.ts';

export const providerInstallCommand: Command = {
  name: 'provider install',
  summary: 'Puts the provider where `terraform init` and `tofu init` find it without a registry.',
  help: 'That is ~/.terraform.d/plugins. Earlier local builds there are replaced; releases stay.',
  run: install,
};

async function install({ say, report }: CommandCall): Promise<void> {
  if (process.platform === 'win32') {
    throw new UsageError(
      'On Windows the engines start .exe files only, and this provider is a Node script: install it within WSL, or take ' +
        'the archive of a release for Windows, whose provider is an .exe.',
    );
  }
  const home = homedir();
  const mirror = impliedMirror(home);
  const { version, removed } = await installInMirror(mirror);
  say(`Installed version ${version} in ${mirror}, for Terraform and OpenTofu.`);
  if (removed.length > 0) say(`Removed earlier local builds: ${removed.join(', ')}.`);
  const hiding = await findHiding(home, process.env);
  for (const file of hiding) {
    say(
      `\n${file} has a provider_installation block, which hides this mirror. Write it as\n\n${describeBlock(mirror)}`,
    );
  }
  say(`\nUse it with\n\n${describeUse(version)}\n`);
  say('After another build run init with -upgrade: each build has a version of its own.');
  report({ version, mirror, removed, hidden_by: hiding });
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
