/** A kind of command that stands in documents, and what runs it. */
export interface Row {
  /** The command as it is written, or what all such commands fit. */
  command: string | RegExp;
  /** The file that runs it. */
  by: string;
  /** Words of that file: the name of the test, or the command itself. */
  words: string;
}

const INSTALLED = {
  by: 'test/provider/install.test.ts',
  words: 'puts it where init finds it without a version, in place of earlier local builds alone',
};
const QUICKSTART = {
  by: 'test/e2e/quickstart.test.ts',
  words: 'is valid, creates everything, and both next plans are empty',
};
const FIRST_MINUTES = {
  by: 'test/document/first-five-minutes.test.ts',
  words: 'lead to a selected email server and back, as they are written',
};
const REVIEWED = {
  by: 'test/review/pull-request.test.ts',
  words: 'writes one comment, over which later runs write',
};
const TAKEN_OVER = {
  by: 'test/e2e/taking-over.test.ts',
  words: 'writes down a whole cloud, and its plan changes nothing',
};
const RESTORED = { by: 'test/document/backup.test.ts', words: 'is what it was, as the document says it' };
const WATCHED = { by: 'test/document/monitoring.test.ts', words: 'answer as the document asks' };
const BINDINGS = { by: 'test/e2e/bindings-package.test.ts', words: 'asks for the kit and its constructs' };
const COMMAND_PACKAGE = { by: 'test/release/command-package.test.ts', words: 'serve starts an API on a PostgreSQL' };
const DEPLOYED = {
  by: 'test/release/container.test.ts',
  words: 'the commands of the compose file make the secrets that it reads',
};
const EXAMPLE = {
  by: 'test/e2e/bindings-package.test.ts',
  words: 'runs the example, of which nothing but its folder is there',
};
const ENVIRONMENT = { by: 'test/document/name.test.ts', words: 'every setting that they name is one' };

/** Every command of every document, and of the comments of what is deployed. */
export const COMMANDS: readonly Row[] = [
  { command: 'npm run demo', by: 'test/demo/demo.test.ts', words: 'sets a cloud up, shows the mails' },
  { command: 'npm run demo -- --cdktf', by: 'test/demo/demo.test.ts', words: "['--cdktf', '--json']" },
  { command: 'npm start', by: 'test/api/start.test.ts', words: 'makes key and password at its first start' },
  { command: 'npm test', by: 'test/scripts/test.test.ts', words: 'ends with the count and succeeds when all pass' },
  {
    command: 'npm test -- test/provider/contract',
    by: 'test/provider/contract/contract.test.ts',
    words: 'plans by the rules',
  },
  { command: 'npm ci', by: 'test/scripts/install.test.ts', words: 'does not happen when npm ci was run by hand' },
  { command: 'npm run generate', by: 'scripts/check.ts', words: "'generate.ts'), '--check'" },
  { command: 'npm run check', by: '.ci/run', words: 'npm run --silent check' },
  // These take too long for a test; what is named tests their parts.
  { command: 'npm run mutants', by: 'test/mutants/mutants.test.ts', words: 'every mutant finds what it changes' },
  {
    command: /^npm run matrix( -- --only Terraform,OpenTofu)?$/,
    by: 'test/scripts/matrix.test.ts',
    words: 'the matrix of versions',
  },
  { command: 'npm run chaos', by: 'scripts/chaos.ts', words: "join('test', 'chaos', 'mail')" },
  {
    command: /^npm run bench( -- (attack|deliveries|(mail )?--write))?$/,
    by: 'test/bench/bare-server.test.ts',
    words: 'the bare server of the benchmark',
  },
  { command: 'npm run provider:install', ...INSTALLED },
  { command: 'npm run gatepost -- after-restore', ...RESTORED },
  { command: /^npm run gatepost -- after-restore --outbox (release|drop)$/, ...RESTORED },
  {
    command: /^(npm run )?gatepost (-- )?migrate$/,
    by: 'test/operations/command-line.test.ts',
    words: 'migrate makes it',
  },
  {
    command: 'npm run gatepost -- rotate-key',
    by: 'test/operations/rotate-key.test.ts',
    words: 'writes every secret anew while the API runs and writes',
  },
  {
    command: 'npm run gatepost -- reset-admin',
    by: 'test/operations/reset-admin.test.ts',
    words: 'gives the first administrator a new password',
  },
  {
    command: 'npm run gatepost -- start --roles mail',
    by: 'test/operations/role.test.ts',
    words: 'send mail in the role of mail alone',
  },
  { command: 'npm run gatepost -- export --out cloud', by: 'test/export/export.test.ts', words: 'plans empty' },
  { command: 'cd cloud', by: 'test/export/export.test.ts', words: 'plans empty' },
  {
    command: 'npm install @gatepost/terraform-framework',
    by: 'test/provider/framework/package.test.ts',
    words: 'has types with which the example compiles',
  },
  {
    command: /^npm install \.\/gatepost-cdkt[fn]-provider-gatepost-[\d.*]+\.tgz cdkt[fn]@\S+ constructs@\S+$/,
    ...BINDINGS,
  },
  { command: /^npm install( \.\/gatepost-cdkt[fn]-provider-gatepost-\*\.tgz)?$/, ...EXAMPLE },
  { command: 'node --import tsx main.ts', ...EXAMPLE },
  { command: 'npm run bindings:build', ...BINDINGS },
  {
    command: 'npm run bindings:build -- --python',
    by: BINDINGS.by,
    words: 'have the program of the guide in Python applied by the real engine',
  },
  {
    command: 'npm run framework:build',
    by: 'test/provider/framework/package.test.ts',
    words: 'has types with which the example compiles',
  },
  { command: 'npm run docs:build', by: 'test/document/site.test.ts', words: 'has every document' },
  {
    command: /^npm run release( -- build)?$/,
    by: 'test/release/provider-release.test.ts',
    words: 'builds, signs, and adds to registry and mirror, each as a step of its own',
  },
  { command: /^(npm pack|npm install gatepost-[\d.]+\.tgz|npx gatepost serve)$/, ...COMMAND_PACKAGE },
  {
    command: /^(npm run )?gatepost (-- )?<command>$/,
    by: 'test/operations/command-line.test.ts',
    words: 'explains with --help how it is written',
  },
  {
    command: 'gatepost audit export --before',
    by: 'test/operations/audit-export.test.ts',
    words: 'writes months, a line each event',
  },
  { command: 'gatepost export', by: 'test/export/export.test.ts', words: 'plans empty' },
  { command: 'gatepost health', by: 'test/operations/health.test.ts', words: 'the program finds it well over TLS' },
  { command: 'gatepost start --roles mail', by: 'test/operations/role.test.ts', words: 'in the role of mail alone' },
  { command: 'gatepost review --help', by: 'test/review/command.test.ts', words: 'explains itself' },
  { command: /^gatepost review( --json)?$/, by: 'test/review/command.test.ts', words: 'with --json gives programs' },
  {
    command: 'gatepost completion fish | source',
    by: 'test/operations/completion.test.ts',
    words: 'commands come with what they do',
  },
  {
    command: 'gatepost completion bash --json',
    by: 'test/operations/command-outcome.test.ts',
    words: "'completion bash': {",
  },
  { command: /^cd deploy\/compose && mkdir|^(openssl rand|printf) .* > secrets\/\S+$|^chmod 644 secrets/, ...DEPLOYED },
  {
    command: 'docker compose --project-name gatepost up --build',
    by: 'test/release/container.test.ts',
    words: 'the compose file fits the schema of Compose',
  },
  {
    command: 'docker build -f deploy/Containerfile -t gatepost .',
    by: 'test/release/image.test.ts',
    words: 'the image, built on this machine',
  },
  {
    command: /^kubectl --namespace .* rollout status deployment\/.*-api$/,
    by: 'test/release/chart.test.ts',
    words: 'notes that name its Deployment',
  },
  { command: 'promtool test rules', by: 'test/operations/prometheus.test.ts', words: "'test', 'rules'" },
  { command: 'openssl rand -base64 32', by: 'test/document/backup.test.ts', words: 'openssl rand -base64 32' },
  { command: /^(pg_dump|pg_restore|tar) /, ...RESTORED },
  { command: /^curl --fail --silent http:\/\/127\.0\.0\.1:9443\/(readyz|metrics)$/, ...WATCHED },
  { command: /^token=\$\(jq |^curl -sS --fail-with-body -H "Authorization: Bearer \$token"/, ...FIRST_MINUTES },
  { command: 'terraform init', ...FIRST_MINUTES },
  { command: 'terraform plan -out=plan.bin', ...FIRST_MINUTES },
  { command: 'terraform apply plan.bin', ...FIRST_MINUTES },
  { command: 'terraform plan -detailed-exitcode', ...FIRST_MINUTES },
  { command: 'terraform destroy -auto-approve', ...FIRST_MINUTES },
  {
    command: 'terraform init -upgrade',
    by: 'test/document/first-five-minutes.test.ts',
    words: 'terraform init -upgrade',
  },
  { command: 'terraform plan', ...QUICKSTART },
  { command: 'terraform validate', ...QUICKSTART },
  { command: /^terraform (init|plan|apply) -input=false/, ...QUICKSTART },
  { command: 'terraform fmt -check -recursive', by: 'test/document/first-five-minutes.test.ts', words: 'fmt -check' },
  { command: 'terraform fmt', by: 'test/document/first-five-minutes.test.ts', words: 'fmt -check' },
  {
    command: 'terraform query',
    by: 'test/e2e/newer-engine.test.ts',
    words: 'lists what there is, and what it generates is imported',
  },
  { command: 'tofu init', ...INSTALLED },
  { command: 'tofu test', by: 'test/e2e/module.test.ts', words: 'OpenTofu runs the same tests without an API' },
  { command: 'terraform test', by: 'test/e2e/module.test.ts', words: "the module's own tests pass, without an API" },
  { command: 'terraform show -json plan.bin > plan.json', ...REVIEWED },
  { command: /^npm run --silent gatepost -- review /, ...REVIEWED },
  { command: 'terraform apply', ...QUICKSTART },
  { command: 'GATEPOST_HOME=~/gatepost ./take-over.sh cloud', ...TAKEN_OVER },
  { command: 'cd cloud && terraform apply plan.bin && rm imports.tf', ...TAKEN_OVER },
  {
    command: 'terraform apply -var mail_password_version=2026-12',
    by: 'test/e2e/secret.test.ts',
    words: 'is rotated by its version',
  },
  {
    command: /^terraform import gatepost_\w+\.\w+ \S+$/,
    by: 'test/e2e/import.test.ts',
    words: 'the command terraform import',
  },
  // What a person says or types; which names there are is checked.
  { command: /^export (GATEPOST|TF_VAR)_\w+=\S/, ...ENVIRONMENT },
  { command: /^read -rs (\w+) && export \w+$/, ...ENVIRONMENT },
];
