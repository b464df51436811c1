import type { Client } from '../client/client.ts';
import type { UpdateContext } from '../framework/resource.ts';
import { defineResource } from '../rest/definition.ts';
import { emailServerAttributes as attributes } from '../rest/email-server-attributes.ts';
import { emailServerToWire, wholeEmailServer } from '../rest/email-server-body.ts';
import { checkOAuth2, demandOAuth2Secret, hasOAuth2Secret, oauth2Pointers } from '../rest/email-server-oauth2.ts';
import { EMAIL_SERVER_SECRETS } from '../rest/email-server-secret.ts';
import { REACHED_BY, tryEmailServer } from '../rest/email-server-verification.ts';
import { EMAIL_SERVERS, emailServerState } from '../rest/email-server-view.ts';
import { restResource } from '../rest/resource.ts';
import { checkSecret, isConfigured, secretMissing } from '../rest/secret.ts';

const server = restResource({
  typeName: 'gatepost_email_server',
  description:
    'An SMTP server through which mail can leave. Everything is changed in place. Secrets are bound to their destination: they are sent again when their version (or plain value) changes, and when `host`, `port`, `secure`, `username`, the profile or the token URL does, so they have to be configured then. A server that the notification settings name, selected or as a fallback, is not destroyed. So that it can be replaced (`-replace`), write `lifecycle { create_before_destroy = true }` and a `name` that no server has yet: the settings change over to the new one before the old one goes.',
  attributes,
  collection: EMAIL_SERVERS,
  validate: ({ config, error }) => {
    checkSecret('password', config, error);
    checkOAuth2(config, error);
    if (config.username === null && (typeof config.password === 'string' || typeof config.password_wo === 'string')) {
      error(['username'], 'A password without a user name', 'Set `username` too, or leave out the password.');
    }
    if (config.secure === false && typeof config.tls_mode === 'string') {
      error(['tls_mode'], 'A TLS mode without TLS', 'Leave out `tls_mode`, or `secure = false`.');
    }
  },
  modifyPlan: ({ config, plan, prior, warn }) => {
    const hasPassword = isConfigured('password', config);
    demandOAuth2Secret(plan.oauth2, config.oauth2, prior?.oauth2);
    if (!prior && typeof plan.username === 'string' && !hasPassword && plan.oauth2 === null)
      throw secretMissing('password');
    const hasSecret = { password: hasPassword || config.password_wo_version !== null, 'access token': plan.oauth2 };
    for (const [secret] of Object.entries(hasSecret).filter(([, isThere]) => isThere && plan.secure === false)) {
      const detail = 'With secure = false the connection is not verified and may not even be encrypted.';
      warn(`The ${secret} is not protected on its way to the email server`, detail, ['secure']);
    }
  },
  local: { verify: false },
  toWire: emailServerToWire,
  creating: async (context, post) => {
    if (context.plan.verify) await tryEmailServer(context, EMAIL_SERVERS, wholeEmailServer(context));
    return post();
  },
  beforeUpdate: async (context) => {
    if (isToBeTried(context) && isAtHand(context))
      await tryEmailServer(context, EMAIL_SERVERS, wholeEmailServer(context));
    return false;
  },
  fromWire: emailServerState,
  secrets: EMAIL_SERVER_SECRETS,
  pointers: {
    '/credentials/username': ['username'],
    '/credentials/password': (_, config) => [config.password === null ? 'password_wo' : 'password'],
    ...oauth2Pointers,
    '/credentials': ['username'],
    '/timeout': ['timeout_ms'],
  },
});

const isToBeTried = ({ plan, changed }: UpdateContext<typeof attributes, Client>): boolean =>
  plan.verify && changed(...REACHED_BY);

/** Whether all is configured that a server that is not saved yet is tried with. */
const isAtHand = ({ plan, config }: UpdateContext<typeof attributes, Client>): boolean =>
  plan.username === null || isConfigured('password', config) || hasOAuth2Secret(config.oauth2);

export const emailServer = defineResource({
  ...server,
  update: async (context) => {
    const state = await server.update(context);
    if (!isToBeTried(context) || isAtHand(context)) return state;
    context.save(state);
    await tryEmailServer(context, `${EMAIL_SERVERS}/${context.prior.id}`);
    return state;
  },
});
