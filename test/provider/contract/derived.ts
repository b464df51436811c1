import type { Json } from './view.ts';

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: Json;
}

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
/** Of an archive, which stays closed here. */
const IN_ARCHIVE = { pem: 'PEM', subject: 'CN=a', fingerprint_sha256: 'AA:BB', not_after: '2099-01-01T00:00:00.000Z' };
const TEXT =
  /notification-templates\/(?<scope>[^/]+)\/(?<notification_template_type>[^/]+)\/notification-languages\/(?<language>[^/]+)$/;

/** What the API makes of a body and shows under another name. */
export function derived({ path, method, body }: Asked): Json {
  const store = body.keystore ?? body.truststore;
  const { user, new_owner_user_url: owner } = body as { user?: { url: string }; new_owner_user_url?: string };
  const text = method === 'patch' ? TEXT.exec(path)?.groups : undefined;
  return {
    ...(store !== undefined && { certificates: certificatesIn(String(store)) }),
    ...(user && { user_url: user.url }),
    ...(owner && { owner_url: owner }),
    ...(text && { ...text, is_changed: true }),
  };
}

const certificatesIn = (text: string): object[] => text.match(PEM)?.map((pem) => ({ pem })) ?? [IN_ARCHIVE];
