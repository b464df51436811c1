#!/usr/bin/env bash
# Writes a file into a pull request: over the comment of an earlier run, else as a new one.
#   GITHUB_TOKEN=… GITHUB_REPOSITORY=owner/name PULL_REQUEST=1 ./comment-github.sh comment.md
# COMMENT_AUTHOR says whose comment is written over, where the token is not that of a workflow.
set -euo pipefail
author=${COMMENT_AUTHOR:-github-actions[bot]}
repository=${GITHUB_API_URL:-https://api.github.com}/repos/$GITHUB_REPOSITORY

# call METHOD PATH …: the token is no word of a command, which other users of the machine could see.
call() {
  local method=$1 path=$2
  shift 2
  curl -sS --fail-with-body -X "$method" "$@" "$repository$path" \
    -H @<(printf 'Authorization: Bearer %s\nAccept: application/vnd.github+json\n' "$GITHUB_TOKEN")
}

# Anybody may write a comment that begins like ours.
ours='map(select(.user.login == $author and (.body | startswith("<!-- gatepost review -->")))) | first | .id // empty'
id=
for ((page = 1; ; page++)); do
  comments=$(call GET "/issues/$PULL_REQUEST/comments?per_page=100&page=$page")
  id=$(jq -r --arg author "$author" "$ours" <<<"$comments")
  if [ -n "$id" ] || [ "$(jq length <<<"$comments")" -lt 100 ]; then break; fi
done

body=$(mktemp)
trap 'rm -f "$body"' EXIT
jq -n --rawfile body "$1" '{body: $body}' >"$body"
if [ -n "$id" ]; then
  call PATCH "/issues/comments/$id" -H 'Content-Type: application/json' -d @"$body" >/dev/null
else
  call POST "/issues/$PULL_REQUEST/comments" -H 'Content-Type: application/json' -d @"$body" >/dev/null
fi
