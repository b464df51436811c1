#!/usr/bin/env bash
# What a set-up script looks like that has grown over the years. It works once; main.tf beside it replaces it.
#   GATEPOST_ENDPOINT, GATEPOST_USERNAME, GATEPOST_PASSWORD, MAIL_HOST, MAIL_PORT, MAIL_USERNAME, MAIL_PASSWORD, MAIL_CA_FILE,
#   OWNER_PASSWORD
api=$GATEPOST_ENDPOINT/api
token=$(curl -s "$api/token" -H 'Content-Type: application/json' \
  -d "$(jq -n '{grant_type: "password", username: env.GATEPOST_USERNAME, password: env.GATEPOST_PASSWORD}')" | jq -r .access_token)

exists() { [ "$(curl -s -o /dev/null -w '%{http_code}' -H "Authorization: Bearer $token" "$api$1")" = 200 ]; }
post() { curl -s -H "Authorization: Bearer $token" -H 'Content-Type: application/json' -d "$2" "$api$1"; }

if exists /orgs/admin/truststores/mail-authority; then
  echo 'truststore: exists, skipped' # TODO: what if the certificate has changed?
else
  post /orgs/admin/truststores "$(jq -n --rawfile pem "$MAIL_CA_FILE" '{title: "Mail authority", truststore: $pem}')" >/dev/null
fi

if exists /orgs/admin/tls-client-profiles/mail/1.0.0; then
  echo 'TLS client profile: exists, skipped'
else
  post /orgs/admin/tls-client-profiles \
    "$(jq -n --arg api "$api" '{title: "Mail", truststore_url: "\($api)/orgs/admin/truststores/mail-authority"}')" >/dev/null
fi

if exists /orgs/admin/mail-servers/main-relay; then
  echo 'email server: exists, skipped' # TODO: update host and password?
else
  post /orgs/admin/mail-servers "$(jq -n --arg api "$api" '{
    title: "Main relay", host: env.MAIL_HOST, port: (env.MAIL_PORT | tonumber), secure: true,
    credentials: {username: env.MAIL_USERNAME, password: env.MAIL_PASSWORD},
    tls_client_profile_url: "\($api)/orgs/admin/tls-client-profiles/mail/1.0.0"}')" >/dev/null
fi

curl -s -X PUT -H "Authorization: Bearer $token" -H 'Content-Type: application/json' "$api/cloud/settings" -d "$(jq -n --arg api "$api" '{
  mail_server_url: "\($api)/orgs/admin/mail-servers/main-relay",
  email_sender: {custom: true, name: "API Cloud", address: "api-cloud@example.com"}}')" >/dev/null

sleep 1 # TODO: wait until the server is really selected?

if exists /user-registries/admin/api-manager-lur/users/olivia; then
  echo 'owner: exists, skipped'
else
  owner=$(post /user-registries/admin/api-manager-lur/users "$(jq -n '{username: "olivia", email: "olivia@example.com", password: env.OWNER_PASSWORD}')" | jq -r .url)
  # TODO: when the user is there and the organization is not, nobody owns it
  post /cloud/orgs "$(jq -n --arg owner "$owner" '{title: "ACME", owner_url: $owner}')" >/dev/null
fi
echo done
