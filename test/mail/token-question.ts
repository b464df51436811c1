import { requestTokens } from '../../api/mail/oauth/token-endpoint.ts';

/** Asks the token endpoint whose URL is given, in a process of its own: Node reads whom to trust when it starts. */
const [token_url = ''] = process.argv.slice(2);
const credentials = { client_id: 'c', client_secret: 's', refresh_token: null, token_url, scope: null };
try {
  console.log((await requestTokens(credentials, { allow: [], deny: [] })).access_token);
} catch (error) {
  console.log(error);
}
