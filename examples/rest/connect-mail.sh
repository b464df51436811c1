#!/usr/bin/env bash
# Creates an email server, tries it with a mail to yourself, and selects it for the cloud's notifications.
#   MAIL_HOST=smtp.example.com MAIL_PORT=587 MAIL_USERNAME=gatepost MAIL_PASSWORD=… MAIL_CA_FILE=ca.pem \
#   TEST_RECIPIENT=me@example.com ./connect-mail.sh
cd "$(dirname "$0")" && . ./lib.sh
sign_in

truststore=$(api POST /orgs/admin/truststores "$(jq -n --rawfile pem "$MAIL_CA_FILE" '{title: "Mail authority", truststore: $pem}')")
profile=$(api POST /orgs/admin/tls-client-profiles "$(jq -n --argjson store "$truststore" '{title: "Mail", truststore_url: $store.url}')")
server=$(api POST /orgs/admin/mail-servers "$(jq -n --argjson profile "$profile" '{
  title: "Main relay", host: env.MAIL_HOST, port: (env.MAIL_PORT | tonumber), secure: true,
  credentials: {username: env.MAIL_USERNAME, password: env.MAIL_PASSWORD},
  tls_client_profile_url: $profile.url
}')")

api POST "/orgs/admin/mail-servers/$(jq -r .id <<<"$server")/test-connection" \
  "$(jq -n '{recipients: [env.TEST_RECIPIENT]}')"

api PUT /cloud/settings "$(jq -n --argjson server "$server" '{mail_server_url: $server.url}')" >/dev/null
api GET /cloud/settings/mail-server-configured
