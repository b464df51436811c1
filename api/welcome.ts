import type { Config } from './config.ts';

/** What a person who just started the API wants to read: where it is, and how Terraform finds it. */
export function welcome(config: Config, url: string): string {
  return `
Gatepost is at ${url}

  provider "gatepost" {
    endpoint = "${url}"
    username = "${config.admin.username}"
    # password: export GATEPOST_PASSWORD=…
  }

  terraform {
    required_providers {
      gatepost = { source = "gatepost/gatepost" }
    }
  }

Put the provider where terraform init finds it: npm run provider:install
Ctrl-C stops it.`;
}
