# Shared by the recipes: needs curl and jq, and in the environment
#   GATEPOST_ENDPOINT   such as https://gatepost.example.com
#   GATEPOST_USERNAME, GATEPOST_PASSWORD
set -euo pipefail

json='Content-Type: application/json'

sign_in() {
  token=$(jq -n '{grant_type: "password", username: env.GATEPOST_USERNAME, password: env.GATEPOST_PASSWORD}' |
    curl -sS --fail-with-body -H "$json" -d @- "$GATEPOST_ENDPOINT/api/token" | jq -r .access_token)
}

# api METHOD PATH [BODY]: the answer on standard output; an error ends the recipe, with the answer that says why.
api() {
  local arguments=(-sS --fail-with-body -X "$1" -H "Authorization: Bearer $token")
  if [ $# -gt 2 ]; then
    curl "${arguments[@]}" -H "$json" -d @- "$GATEPOST_ENDPOINT/api$2" <<<"$3"
  else
    curl "${arguments[@]}" "$GATEPOST_ENDPOINT/api$2"
  fi
}
