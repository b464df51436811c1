#!/usr/bin/env bash
# Writes down what a running API has, and shows that taking it over changes nothing.
#   GATEPOST_HOME=… ./take-over.sh FOLDER
# Needs Terraform or OpenTofu (TERRAFORM=tofu) and, as GATEPOST_HOME, a checkout of Gatepost after npm ci; endpoint and credentials
# of an account that may view in the environment, as the provider takes them. FOLDER has to be empty.
set -euo pipefail
engine=${TERRAFORM:-terraform}
mkdir -p "$1"
cd "$1"

npm --prefix "$GATEPOST_HOME" run --silent gatepost -- export --out "$PWD"
"$engine" init -input=false
"$engine" plan -input=false -out=plan.bin

changes=$("$engine" show -json plan.bin | jq '[.resource_changes[] | select(.change.actions != ["no-op"])] | length')
if [ "$changes" -gt 0 ]; then
  echo "$changes objects would be changed: see the plan above." >&2
  exit 1
fi
echo "Nothing is changed. Take it over with: $engine apply plan.bin; then delete imports.tf."
