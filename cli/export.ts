import { resolve } from 'node:path';
import { cleanText } from '../api/clean-text.ts';
import { type Command, type CommandCall, UsageError } from '../api/cli/command.ts';
import { type Exported, exportCloud } from '../export/export.ts';
import { demandEmpty, FolderError } from '../export/folder.ts';
import { describeExport, outcomeOf } from '../export/report.ts';
import { ApiError } from '../provider/client/api-error.ts';
import { type Client, createClient } from '../provider/client/client.ts';
import { type ProviderBlock, readConfiguration } from '../provider/client/configuration.ts';
import { DiagnosticError } from '../provider/framework/diagnostic.ts';

const HELP = `It reads through the API and changes nothing there. What it writes plans empty against the same API, and builds the
same cloud on an empty one, without imports.tf. No secret is read: each becomes an ephemeral variable.

Endpoint and credentials are those of the provider: GATEPOST_ENDPOINT and one of GATEPOST_USERNAME and GATEPOST_PASSWORD,
GATEPOST_CLIENT_ID and GATEPOST_CLIENT_SECRET, or GATEPOST_TOKEN. Passwords, secrets and tokens come from there alone, since
other users of the machine see the words of a command.

Unless it ends with 0 nothing is written.`;

export const exportCommand: Command = {
  name: 'export',
  summary: 'Writes what a running API has as a configuration of Terraform, with import blocks.',
  help: HELP,
  options: {
    out: 'the folder for the files, made if need be; it has to be empty',
    endpoint: 'URL of the API; wins over GATEPOST_ENDPOINT',
    username: 'who signs in, with GATEPOST_PASSWORD; wins over GATEPOST_USERNAME',
    realm: 'where the user is known; wins over GATEPOST_REALM',
    'client-id': 'the registration that signs in, with GATEPOST_CLIENT_SECRET; wins over GATEPOST_CLIENT_ID',
    'ca-certificate-file': 'PEM of authorities to trust besides the usual ones; wins over GATEPOST_CA_CERTIFICATE_FILE',
  },
  flags: {
    force: 'writes over the files of an earlier export',
  },
  variables: {
    endpoint: 'GATEPOST_ENDPOINT',
    username: 'GATEPOST_USERNAME',
    realm: 'GATEPOST_REALM',
    'client-id': 'GATEPOST_CLIENT_ID',
    'ca-certificate-file': 'GATEPOST_CA_CERTIFICATE_FILE',
  },
  run,
};

async function run(call: CommandCall): Promise<void> {
  const { options, say, report } = call;
  if (!options.out) throw new UsageError('Say with --out which folder the files go to.');
  const exported = await attempt(call, resolve(options.out));
  for (const line of describeExport(exported)) say(line);
  report(outcomeOf(exported));
}

async function attempt(call: CommandCall, folder: string): Promise<Exported> {
  const tell = (line: string) => call.tell(cleanText(line));
  try {
    if (!call.flags.has('force')) await demandEmpty(folder);
    return await exportCloud({ client: connect(call, tell), folder, signal: new AbortController().signal, tell });
  } catch (error) {
    if (error instanceof FolderError) throw new UsageError(error.message);
    throw error instanceof DiagnosticError || error instanceof ApiError ? new Error(describe(error)) : error;
  }
}

/** As a provider with an empty block would be: everything comes from the environment. */
function connect({ env }: CommandCall, warn: (line: string) => void): Client {
  try {
    const configuration = readConfiguration(EMPTY_BLOCK, env, warn);
    if (Array.isArray(configuration)) throw new UsageError(`These are not known: ${configuration.join(', ')}.`);
    return createClient(configuration);
  } catch (error) {
    throw error instanceof DiagnosticError ? new UsageError(describe(error)) : error;
  }
}

const EMPTY_BLOCK: ProviderBlock = {
  endpoint: null,
  username: null,
  password: null,
  realm: null,
  client_id: null,
  client_secret: null,
  token: null,
  ca_certificate_pem: null,
};

/** What the API said stands in it. */
function describe(error: DiagnosticError | ApiError): string {
  if (error instanceof ApiError) return cleanText(error.message);
  return error.diagnostics
    .flatMap(({ summary, detail = '' }) => [summary, ...detail.split('\n')])
    .map((line) => cleanText(line))
    .filter(Boolean)
    .join('\n');
}
