#!/usr/bin/env bash
# Gives an email server a new password, only if nobody changed the server since it was read.
#   MAIL_SERVER=main-relay NEW_MAIL_PASSWORD=… ./rotate-mail-password.sh
cd "$(dirname "$0")" && . ./lib.sh
sign_in

path="/api/orgs/admin/mail-servers/$MAIL_SERVER"
etag=$(curl -sS --fail-with-body -o /dev/null -D - -H "Authorization: Bearer $token" "$GATEPOST_ENDPOINT$path" |
  tr -d '\r' | awk 'tolower($1) == "etag:" {print $2}')

jq -n '{credentials: {password: env.NEW_MAIL_PASSWORD}}' |
  curl -sS --fail-with-body -X PATCH -H "Authorization: Bearer $token" -H "$json" -H "If-Match: $etag" -d @- \
    "$GATEPOST_ENDPOINT$path" | jq '{name, password_set, password_fingerprint}'
