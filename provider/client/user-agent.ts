import { basename } from 'node:path';

interface Caller {
  /** As the engine tells it; empty where it does not. */
  readonly engineVersion: string;
  /** The file that was started: its name ends in the version of the provider. */
  readonly executable: string;
  /** TF_APPEND_USER_AGENT: what people want to be found by in the logs of proxies and servers. */
  readonly appended: string | undefined;
}

/** Who asks, in the words of HashiCorp's own providers. */
export function userAgent({ engineVersion, executable, appended }: Caller): string {
  const engine = engineVersion && `Terraform/${engineVersion} (+https://www.terraform.io)`;
  const words = [engine, `terraform-provider-gatepost/${versionOf(executable)}`, appended];
  // A header takes no control characters (RFC 9110, section 5.5).
  const text = words.filter(Boolean).join(' ');
  return text
    .replace(/[^\x20-\x7e]+/g, '')
    .replace(/ +/g, ' ')
    .trim();
}

/** `dev` when it was not installed: within a test or a debugger. */
function versionOf(executable: string): string {
  return /^terraform-provider-gatepost_v(\d.*?)(\.exe)?$/.exec(basename(executable))?.[1] ?? 'dev';
}
