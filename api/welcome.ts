import type { Config } from './config.ts';

/** What a person who just started a process wants to read: where it is and, of the API, how Terraform finds it. */
export function welcome(config: Config, url: string, listensAt: string): string {
  const { roles } = config.scale;
  return roles.has('api')
    ? welcomeToApi(config, url)
    : `\nGatepost is at ${listensAt} for /livez, /readyz and /metrics; its work is ${[...roles].join(' and ')}.\nCtrl-C stops it.`;
}

function welcomeToApi(config: Config, url: string): string {
  return `
Gatepost is at ${url}
Cloud Manager, for a browser: ${url}/cloud

  terraform {
    required_providers {
      gatepost = { source = "gatepost/gatepost" }
    }
  }

  provider "gatepost" {
    endpoint = "${url}"
  }

Sign in through the environment, so that no secret stands in HCL:

  export GATEPOST_USERNAME=${config.admin.username} GATEPOST_PASSWORD=…

Put the provider where terraform init finds it: gatepost provider install (in a clone: npm run provider:install)
Ctrl-C stops it.`;
}
