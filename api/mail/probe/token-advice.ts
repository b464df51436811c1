import { TOKEN_FAILURE_CODES, type TokenFailureCode } from '../server/access-token.ts';
import type { Rule } from './advice.ts';

/** Why a token endpoint gives no access token. */
const TOKEN_ADVICE: Record<TokenFailureCode, Pick<Rule, 'cause' | 'fix'>> = {
  TOKEN_NOT_PERMITTED: {
    cause: () => 'The token endpoint is where connections may not go.',
    fix: () =>
      'Correct the token URL, or have its address allowed: GATEPOST_SMTP_ALLOW in the configuration of the API.',
  },
  TOKEN_UNREACHABLE: {
    cause: () => 'The token endpoint does not answer, or cannot be trusted.',
    fix: () =>
      "Check the token URL, and the route and the firewall to it. Its certificate is verified with the system's authorities; NODE_EXTRA_CA_CERTS names a file of further ones when the API starts.",
  },
  TOKEN_REFUSED: {
    cause: () => 'The token endpoint gives no access token to this application.',
    fix: () =>
      'Check client id, client secret and scope; a refresh token that has expired or was revoked has to be replaced. Then save the new one.',
  },
  TOKEN_UNINTELLIGIBLE: {
    cause: () => 'What answers at the token URL is no token endpoint of OAuth 2.0.',
    fix: () => 'Correct the token URL: it is the one that programs ask, not the page where people sign in.',
  },
  TOKEN_OUTDATED: {
    cause: () => 'The settings of the email server are not those that were begun with.',
    fix: () => 'Try again.',
  },
};

export const tokenAdvice: readonly Rule[] = TOKEN_FAILURE_CODES.map((code) => ({
  stage: 'auth',
  code: new RegExp(`^${code}$`),
  ...TOKEN_ADVICE[code],
}));
