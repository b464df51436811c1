#!/usr/bin/env bash
# Writes a file into a merge request: over the note of an earlier run, else as a new one. The token is one of the project, with
# the scope api: that of a job may not write notes.
#   GITLAB_TOKEN=… ./comment-gitlab.sh comment.md
set -euo pipefail
notes=/projects/$CI_PROJECT_ID/merge_requests/$CI_MERGE_REQUEST_IID/notes

# call METHOD PATH …: the token is no word of a command, which other users of the machine could see.
call() {
  local method=$1 path=$2
  shift 2
  curl -sS --fail-with-body -X "$method" "$@" "$CI_API_V4_URL$path" -H @<(printf 'PRIVATE-TOKEN: %s\n' "$GITLAB_TOKEN")
}

# Anybody may write a note that begins like ours.
author=$(call GET /user | jq .id)
ours='map(select(.author.id == $author and (.body | startswith("<!-- gatepost review -->")))) | first | .id // empty'
id=
for ((page = 1; ; page++)); do
  found=$(call GET "$notes?per_page=100&page=$page")
  id=$(jq -r --argjson author "$author" "$ours" <<<"$found")
  if [ -n "$id" ] || [ "$(jq length <<<"$found")" -lt 100 ]; then break; fi
done

body=$(mktemp)
trap 'rm -f "$body"' EXIT
jq -n --rawfile body "$1" '{body: $body}' >"$body"
if [ -n "$id" ]; then
  call PUT "$notes/$id" -H 'Content-Type: application/json' -d @"$body" >/dev/null
else
  call POST "$notes" -H 'Content-Type: application/json' -d @"$body" >/dev/null
fi
