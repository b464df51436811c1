import { Token } from 'cdktf';
import { Construct } from 'constructs';
import { EmailServer, type EmailServerConfig } from '../generated/cdktf/src/email-server/index.ts';
import { Keystore, type KeystoreConfig } from '../generated/cdktf/src/keystore/index.ts';
import {
  NotificationSettings,
  type NotificationSettingsDkim,
  type NotificationSettingsSender,
} from '../generated/cdktf/src/notification-settings/index.ts';
import { TlsClientProfile, type TlsClientProfileConfig } from '../generated/cdktf/src/tls-client-profile/index.ts';
import { Truststore, type TruststoreConfig } from '../generated/cdktf/src/truststore/index.ts';

/** What mail leaves by, and as whom. */
export interface NotificationFoundationConfig {
  /**
   * The email servers in the order in which they are tried: the first is selected, the others are its fallbacks. Each
   * has its `name` within the construct, by which it stays itself when the order changes; without one its place counts.
   */
  readonly servers: EmailServerConfig[];
  /** Who mails come from. Without it the sender is the one the cloud came with. */
  readonly sender?: NotificationSettingsSender;
  /** The authorities that servers are trusted by, in place of those of the system. */
  readonly truststore?: TruststoreConfig;
  /** The certificate that is shown to servers. */
  readonly keystore?: KeystoreConfig;
  /**
   * How TLS is spoken with the servers that name no profile of their own. With a truststore or a keystore there is one
   * anyway, titled `Mail`, with TLS 1.2 and 1.3.
   */
  readonly tlsClientProfile?: TlsClientProfileConfig;
  /** By what every mail is signed. Without it mail is not signed. */
  readonly dkim?: NotificationSettingsDkim;
}

/**
 * The notification side of a cloud in one: stores, TLS client profile, email servers, which of them is selected, what
 * follows it, and the sender. Write-only secrets that come without a version get the version `1`.
 */
export class NotificationFoundation extends Construct {
  /** What organizations, invitations and portals wait for; see `NotificationsFirst`. */
  public readonly settings: NotificationSettings;
  /** In the order of the configuration; the first is selected. */
  public readonly servers: EmailServer[];
  /** Where there is one. */
  public readonly truststore?: Truststore;
  /** Where there is one. */
  public readonly keystore?: Keystore;
  /** Where there is one. */
  public readonly tlsClientProfile?: TlsClientProfile;

  /**
   * @param scope such as the stack
   * @param id unique within the scope
   * @param config only the servers have to be named
   */
  public constructor(scope: Construct, id: string, config: NotificationFoundationConfig) {
    super(scope, id);
    const { truststore, keystore, sender, dkim } = config;
    if (truststore) this.truststore = new Truststore(this, 'truststore', withVersions(truststore));
    if (keystore) this.keystore = new Keystore(this, 'keystore', withVersions(keystore));
    this.tlsClientProfile = this.addProfile(config.tlsClientProfile);
    this.servers = this.addServers(config.servers);
    const [selected, ...fallbacks] = this.servers.map((server) => server.id);
    if (selected === undefined) throw new Error(`servers of "${id}" is empty: name at least the one that is selected.`);
    this.settings = new NotificationSettings(this, 'settings', {
      emailServerId: selected,
      fallbackEmailServerIds: fallbacks,
      sender,
      dkim,
    });
  }

  private addProfile(config?: TlsClientProfileConfig): TlsClientProfile | undefined {
    if (!config && !this.truststore && !this.keystore) return undefined;
    return new TlsClientProfile(this, 'tls_client_profile', {
      truststoreId: this.truststore?.id,
      keystoreId: this.keystore?.id,
      ...(config ?? { title: 'Mail' }),
    });
  }

  private addServers(configs: EmailServerConfig[]): EmailServer[] {
    const scope = new Construct(this, 'server');
    return configs.map((config, index) => {
      const id = idOf(config) ?? String(index + 1);
      if (scope.node.tryFindChild(id)) throw new Error(`servers has two of the name "${id}": name each differently.`);
      const tlsClientProfileId = config.secure === false ? undefined : this.tlsClientProfile?.id;
      return new EmailServer(scope, id, { tlsClientProfileId, ...withVersions(config) });
    });
  }
}

/** A name that is known only when Terraform runs can't be the id of a construct. */
function idOf({ name }: EmailServerConfig): string | undefined {
  return name === undefined || Token.isUnresolved(name) ? undefined : name;
}

/** Without a version a write-only secret would be refused; the first one is `1`. Nested objects have secrets too. */
function withVersions<T extends object>(config: T): T {
  const versioned: Record<string, unknown> = Object.fromEntries(Object.entries(config));
  for (const [key, value] of Object.entries(config)) {
    if (key.endsWith('Wo') && value !== undefined) versioned[`${key}Version`] ??= '1';
    if (key === 'oauth2' && value && !Token.isUnresolved(value)) versioned[key] = withVersions(value);
  }
  return versioned as T;
}
