#!/usr/bin/env bash
# Invites somebody to open a provider organization; the link goes by mail, and the answer says how far it got.
#   INVITED=partner@example.com ./invite-owner.sh
cd "$(dirname "$0")" && . ./lib.sh
sign_in

api POST /cloud/org-invitations "$(jq -n '{email: env.INVITED, notify: true}')" |
  jq '{name, email, state, delivery}'
