#!/usr/bin/env bash
# Checks a configuration and plans it; what its reviewers should see is in comment.md of its folder afterwards.
#   ./review.sh FOLDER github|gitlab
# Needs Terraform or OpenTofu (TERRAFORM=tofu) and, as GATEPOST_HOME, a checkout of Gatepost after npm ci. In the environment
# the endpoint, and credentials that may view and nothing else.
set -euo pipefail
engine=${TERRAFORM:-terraform}
form=$2
cd "$1"

# A saved plan has sensitive values in clear.
trap 'rm -f plan.bin plan.json' EXIT
rm -f comment.md

"$engine" fmt -check -recursive -diff
"$engine" init -input=false
"$engine" validate
"$engine" test

code=0
"$engine" plan -input=false -out=plan.bin -json >plan.log || code=$?
jq -r 'select(.type == "diagnostic") | "\(.diagnostic.severity): \(.diagnostic.summary)"' plan.log
# A plan that failed is shown too, as far as it went.
if [ -e plan.bin ]; then
  "$engine" show -json plan.bin >plan.json
  npm --prefix "$GATEPOST_HOME" run --silent gatepost -- \
    review "$PWD/plan.json" --plan-log "$PWD/plan.log" --form "$form" --out "$PWD/comment.md"
fi
exit "$code"
