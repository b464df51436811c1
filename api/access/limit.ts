const MINUTE_S = 60;
const HOUR_S = 3600;

/**
 * Every limit there is: so many times within so many seconds. All are far above what people and Terraform do; a
 * successful sign-in counts for none of them.
 */
export const LIMITS = {
  /** Failed sign-ins to one account from one network: nobody locks an account for others. */
  'failed-sign-in': { times: 10, withinS: 15 * MINUTE_S },
  /** Failed sign-ins from one network to whatever account; accounts known from there are not hindered by it. */
  'failed-sign-in-network': { times: 100, withinS: 15 * MINUTE_S },
  /** No limit, but how long an account is known at a network after a successful sign-in. */
  'known-account': { times: 1, withinS: 30 * 24 * HOUR_S },
  /** Changes of a caller's own password, which ask for the current one. */
  'password-change': { times: 20, withinS: 15 * MINUTE_S },
  /** Passwords that others send for one account: the answer tells whether it was the one it had. */
  'password-comparison': { times: 100, withinS: 15 * MINUTE_S },
  /** Uses of one mailed link, which may ask for a password. */
  link: { times: 50, withinS: 15 * MINUTE_S },
  /** Requests for a new password, for one e-mail address from one network. */
  'password-reset': { times: 5, withinS: HOUR_S },
  'password-reset-network': { times: 60, withinS: HOUR_S },
  /** Mails with a link for a new password to one account, wherever they are asked for; beyond it none is sent. */
  'password-reset-mail': { times: 10, withinS: HOUR_S },
  /** Mails to people that one caller causes: invitations, resets by an administrator. */
  invitation: { times: 500, withinS: HOUR_S },
  /** Trials (validate_only) of one caller that tell whether a secret would change. */
  'secret-comparison': { times: 100, withinS: 10 * MINUTE_S },
  /** Refusals for being too often, of one caller or network at one route: the first of them is kept in the audit. */
  'limit-in-audit': { times: 1, withinS: 15 * MINUTE_S },
  /** No limit, but how many refusals of one kind from one network the audit holds one by one; then it sums them up. */
  'refusal-network': { times: 50, withinS: 15 * MINUTE_S },
  /** Tests of email servers by one caller. */
  'connection-test': { times: 100, withinS: 10 * MINUTE_S },
} as const;

export type LimitName = keyof typeof LIMITS;
