import type { Config } from './config.ts';

/** What a person who just started the API wants to read: where it is, and how Terraform finds it. */
export function welcome(config: Config, url: string): string {
  return `
Gatepost is at ${url}

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

Put the provider where terraform init finds it: npm run provider:install
Ctrl-C stops it.`;
}
