// https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/email_server
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface EmailServerConfig extends cdktf.TerraformMetaArguments {
  /**
  * What the API calls itself in EHLO: a host name, or an address such as `[192.0.2.1]`. Without it the host of its public URL, else the name of its machine.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/email_server#helo_name EmailServer#helo_name}
  */
  readonly heloName?: string;
  /**
  * IP address or host name of the SMTP server. A name of another script is sent in A-labels (`xn--…`) and kept as it is written; an IPv6 address may stand in brackets.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/email_server#host EmailServer#host}
  */
  readonly host: string;
  /**
  * How many connections to the server the API has at once, at most, all its processes together. Default `5`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/email_server#max_connections EmailServer#max_connections}
  */
  readonly maxConnections?: number;
  /**
  * Internal key. Derived from the title when it is created without one; a later change of the title leaves it.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/email_server#name EmailServer#name}
  */
  readonly name?: string;
  /**
  * OAuth 2.0 in place of a password: access tokens are asked for at a token endpoint, and shown by XOAUTH2 or OAUTHBEARER. Goes with `username`, mostly the address of a mailbox.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/email_server#oauth2 EmailServer#oauth2}
  */
  readonly oauth2?: EmailServerOauth2;
  /**
  * Password of the user. It is kept in the state: prefer `password_wo`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/email_server#password EmailServer#password}
  */
  readonly password?: string;
  /**
  * Password of the user. Never kept in the state or the plan; needs Terraform or OpenTofu 1.11. Goes with `password_wo_version`, and may come from an ephemeral variable.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/email_server#password_wo EmailServer#password_wo}
  */
  readonly passwordWo?: string;
  /**
  * Any text. A change of it is what sends `password_wo` again.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/email_server#password_wo_version EmailServer#password_wo_version}
  */
  readonly passwordWoVersion?: string;
  /**
  * Port. With `secure`, TLS begins at once on 465 and 2465; on any other port STARTTLS is required, unless `tls_mode` says otherwise.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/email_server#port EmailServer#port}
  */
  readonly port: number;
  /**
  * Whether TLS is used to talk to the server; it never falls back to plain text then. Default `true`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/email_server#secure EmailServer#secure}
  */
  readonly secure?: boolean | cdktf.IResolvable;
  /**
  * What it is for.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/email_server#summary EmailServer#summary}
  */
  readonly summary?: string;
  /**
  * How long to wait for the server, in milliseconds. Default `10000`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/email_server#timeout_ms EmailServer#timeout_ms}
  */
  readonly timeoutMs?: number;
  /**
  * What people see.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/email_server#title EmailServer#title}
  */
  readonly title: string;
  /**
  * Id of the TLS client profile to use when `secure` is true. Without it the default profile is used.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/email_server#tls_client_profile_id EmailServer#tls_client_profile_id}
  */
  readonly tlsClientProfileId?: string;
  /**
  * How TLS begins while `secure` is true: `implicit`, from the first byte, or `starttls`. Without it as the port says.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/email_server#tls_mode EmailServer#tls_mode}
  */
  readonly tlsMode?: string;
  /**
  * User name, only when the server asks for one; goes with `password`, `password_wo` or `oauth2`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/email_server#username EmailServer#username}
  */
  readonly username?: string;
  /**
  * Whether the server is tried before it is created, and before a change of how it is reached: name look-up, connection, greeting, TLS and signing in; no mail is sent. Where a stage fails nothing is changed, so that a server that does not work is never selected, and the error tells what was seen at each stage. A change for which the password is not at hand is tried right after it is made. Default `false`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/email_server#verify EmailServer#verify}
  */
  readonly verify?: boolean | cdktf.IResolvable;
}
export interface EmailServerOauth2 {
  /**
  * The application, as the token endpoint knows it.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/email_server#client_id EmailServer#client_id}
  */
  readonly clientId: string;
  /**
  * Secret of the application. It is kept in the state: prefer `client_secret_wo`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/email_server#client_secret EmailServer#client_secret}
  */
  readonly clientSecret?: string;
  /**
  * Secret of the application. Never kept in the state or the plan; needs Terraform or OpenTofu 1.11. Goes with `client_secret_wo_version`, and may come from an ephemeral variable.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/email_server#client_secret_wo EmailServer#client_secret_wo}
  */
  readonly clientSecretWo?: string;
  /**
  * Any text. A change of it is what sends `client_secret_wo` again.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/email_server#client_secret_wo_version EmailServer#client_secret_wo_version}
  */
  readonly clientSecretWoVersion?: string;
  /**
  * With it the application sends as whoever allowed it to; without it as itself. A new one that the token endpoint gives is kept by the API. It is kept in the state: prefer `refresh_token_wo`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/email_server#refresh_token EmailServer#refresh_token}
  */
  readonly refreshToken?: string;
  /**
  * With it the application sends as whoever allowed it to; without it as itself. A new one that the token endpoint gives is kept by the API. Never kept in the state or the plan; needs Terraform or OpenTofu 1.11. Goes with `refresh_token_wo_version`, and may come from an ephemeral variable.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/email_server#refresh_token_wo EmailServer#refresh_token_wo}
  */
  readonly refreshTokenWo?: string;
  /**
  * Any text. A change of it is what sends `refresh_token_wo` again.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/email_server#refresh_token_wo_version EmailServer#refresh_token_wo_version}
  */
  readonly refreshTokenWoVersion?: string;
  /**
  * What the access token is for, as the token endpoint names it.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/email_server#scope EmailServer#scope}
  */
  readonly scope?: string;
  /**
  * The token endpoint. It starts with `https://`; with `http://` only on the very machine of the API. The secrets go there.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/email_server#token_url EmailServer#token_url}
  */
  readonly tokenUrl: string;
}

export function emailServerOauth2ToTerraform(struct?: EmailServerOauth2 | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    client_id: cdktf.stringToTerraform(struct!.clientId),
    client_secret: cdktf.stringToTerraform(struct!.clientSecret),
    client_secret_wo: cdktf.stringToTerraform(struct!.clientSecretWo),
    client_secret_wo_version: cdktf.stringToTerraform(struct!.clientSecretWoVersion),
    refresh_token: cdktf.stringToTerraform(struct!.refreshToken),
    refresh_token_wo: cdktf.stringToTerraform(struct!.refreshTokenWo),
    refresh_token_wo_version: cdktf.stringToTerraform(struct!.refreshTokenWoVersion),
    scope: cdktf.stringToTerraform(struct!.scope),
    token_url: cdktf.stringToTerraform(struct!.tokenUrl),
  }
}


export function emailServerOauth2ToHclTerraform(struct?: EmailServerOauth2 | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    client_id: {
      value: cdktf.stringToHclTerraform(struct!.clientId),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    client_secret: {
      value: cdktf.stringToHclTerraform(struct!.clientSecret),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    client_secret_wo: {
      value: cdktf.stringToHclTerraform(struct!.clientSecretWo),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    client_secret_wo_version: {
      value: cdktf.stringToHclTerraform(struct!.clientSecretWoVersion),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    refresh_token: {
      value: cdktf.stringToHclTerraform(struct!.refreshToken),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    refresh_token_wo: {
      value: cdktf.stringToHclTerraform(struct!.refreshTokenWo),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    refresh_token_wo_version: {
      value: cdktf.stringToHclTerraform(struct!.refreshTokenWoVersion),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    scope: {
      value: cdktf.stringToHclTerraform(struct!.scope),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    token_url: {
      value: cdktf.stringToHclTerraform(struct!.tokenUrl),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class EmailServerOauth2OutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): EmailServerOauth2 | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._clientId !== undefined) {
      hasAnyValues = true;
      internalValueResult.clientId = this._clientId;
    }
    if (this._clientSecret !== undefined) {
      hasAnyValues = true;
      internalValueResult.clientSecret = this._clientSecret;
    }
    if (this._clientSecretWo !== undefined) {
      hasAnyValues = true;
      internalValueResult.clientSecretWo = this._clientSecretWo;
    }
    if (this._clientSecretWoVersion !== undefined) {
      hasAnyValues = true;
      internalValueResult.clientSecretWoVersion = this._clientSecretWoVersion;
    }
    if (this._refreshToken !== undefined) {
      hasAnyValues = true;
      internalValueResult.refreshToken = this._refreshToken;
    }
    if (this._refreshTokenWo !== undefined) {
      hasAnyValues = true;
      internalValueResult.refreshTokenWo = this._refreshTokenWo;
    }
    if (this._refreshTokenWoVersion !== undefined) {
      hasAnyValues = true;
      internalValueResult.refreshTokenWoVersion = this._refreshTokenWoVersion;
    }
    if (this._scope !== undefined) {
      hasAnyValues = true;
      internalValueResult.scope = this._scope;
    }
    if (this._tokenUrl !== undefined) {
      hasAnyValues = true;
      internalValueResult.tokenUrl = this._tokenUrl;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: EmailServerOauth2 | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._clientId = undefined;
      this._clientSecret = undefined;
      this._clientSecretWo = undefined;
      this._clientSecretWoVersion = undefined;
      this._refreshToken = undefined;
      this._refreshTokenWo = undefined;
      this._refreshTokenWoVersion = undefined;
      this._scope = undefined;
      this._tokenUrl = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._clientId = value.clientId;
      this._clientSecret = value.clientSecret;
      this._clientSecretWo = value.clientSecretWo;
      this._clientSecretWoVersion = value.clientSecretWoVersion;
      this._refreshToken = value.refreshToken;
      this._refreshTokenWo = value.refreshTokenWo;
      this._refreshTokenWoVersion = value.refreshTokenWoVersion;
      this._scope = value.scope;
      this._tokenUrl = value.tokenUrl;
    }
  }

  // client_id - computed: false, optional: false, required: true
  private _clientId?: string; 
  public get clientId() {
    return this.getStringAttribute('client_id');
  }
  public set clientId(value: string) {
    this._clientId = value;
  }
  // Temporarily expose input value. Use with caution.
  public get clientIdInput() {
    return this._clientId;
  }

  // client_secret - computed: false, optional: true, required: false
  private _clientSecret?: string; 
  public get clientSecret() {
    return this.getStringAttribute('client_secret');
  }
  public set clientSecret(value: string) {
    this._clientSecret = value;
  }
  public resetClientSecret() {
    this._clientSecret = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get clientSecretInput() {
    return this._clientSecret;
  }

  // client_secret_wo - computed: false, optional: true, required: false
  private _clientSecretWo?: string; 
  public get clientSecretWo() {
    return this.getStringAttribute('client_secret_wo');
  }
  public set clientSecretWo(value: string) {
    this._clientSecretWo = value;
  }
  public resetClientSecretWo() {
    this._clientSecretWo = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get clientSecretWoInput() {
    return this._clientSecretWo;
  }

  // client_secret_wo_version - computed: false, optional: true, required: false
  private _clientSecretWoVersion?: string; 
  public get clientSecretWoVersion() {
    return this.getStringAttribute('client_secret_wo_version');
  }
  public set clientSecretWoVersion(value: string) {
    this._clientSecretWoVersion = value;
  }
  public resetClientSecretWoVersion() {
    this._clientSecretWoVersion = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get clientSecretWoVersionInput() {
    return this._clientSecretWoVersion;
  }

  // refresh_token - computed: false, optional: true, required: false
  private _refreshToken?: string; 
  public get refreshToken() {
    return this.getStringAttribute('refresh_token');
  }
  public set refreshToken(value: string) {
    this._refreshToken = value;
  }
  public resetRefreshToken() {
    this._refreshToken = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get refreshTokenInput() {
    return this._refreshToken;
  }

  // refresh_token_wo - computed: false, optional: true, required: false
  private _refreshTokenWo?: string; 
  public get refreshTokenWo() {
    return this.getStringAttribute('refresh_token_wo');
  }
  public set refreshTokenWo(value: string) {
    this._refreshTokenWo = value;
  }
  public resetRefreshTokenWo() {
    this._refreshTokenWo = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get refreshTokenWoInput() {
    return this._refreshTokenWo;
  }

  // refresh_token_wo_version - computed: false, optional: true, required: false
  private _refreshTokenWoVersion?: string; 
  public get refreshTokenWoVersion() {
    return this.getStringAttribute('refresh_token_wo_version');
  }
  public set refreshTokenWoVersion(value: string) {
    this._refreshTokenWoVersion = value;
  }
  public resetRefreshTokenWoVersion() {
    this._refreshTokenWoVersion = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get refreshTokenWoVersionInput() {
    return this._refreshTokenWoVersion;
  }

  // scope - computed: false, optional: true, required: false
  private _scope?: string; 
  public get scope() {
    return this.getStringAttribute('scope');
  }
  public set scope(value: string) {
    this._scope = value;
  }
  public resetScope() {
    this._scope = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get scopeInput() {
    return this._scope;
  }

  // token_url - computed: false, optional: false, required: true
  private _tokenUrl?: string; 
  public get tokenUrl() {
    return this.getStringAttribute('token_url');
  }
  public set tokenUrl(value: string) {
    this._tokenUrl = value;
  }
  // Temporarily expose input value. Use with caution.
  public get tokenUrlInput() {
    return this._tokenUrl;
  }
}

/**
* Represents a {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/email_server gatepost_email_server}
*/
export class EmailServer extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "gatepost_email_server";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a EmailServer resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the EmailServer to import
  * @param importFromId The id of the existing EmailServer that should be imported. Refer to the {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/email_server#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the EmailServer to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "gatepost_email_server", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/email_server gatepost_email_server} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options EmailServerConfig
  */
  public constructor(scope: Construct, id: string, config: EmailServerConfig) {
    super(scope, id, {
      terraformResourceType: 'gatepost_email_server',
      terraformGeneratorMetadata: {
        providerName: 'gatepost'
      },
      provider: config.provider,
      dependsOn: config.dependsOn,
      count: config.count,
      lifecycle: config.lifecycle,
      provisioners: config.provisioners,
      connection: config.connection,
      forEach: config.forEach
    });
    this._heloName = config.heloName;
    this._host = config.host;
    this._maxConnections = config.maxConnections;
    this._name = config.name;
    this._oauth2.internalValue = config.oauth2;
    this._password = config.password;
    this._passwordWo = config.passwordWo;
    this._passwordWoVersion = config.passwordWoVersion;
    this._port = config.port;
    this._secure = config.secure;
    this._summary = config.summary;
    this._timeoutMs = config.timeoutMs;
    this._title = config.title;
    this._tlsClientProfileId = config.tlsClientProfileId;
    this._tlsMode = config.tlsMode;
    this._username = config.username;
    this._verify = config.verify;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // drifted_secrets - computed: true, optional: false, required: false
  public get driftedSecrets() {
    return this.getListAttribute('drifted_secrets');
  }

  // helo_name - computed: false, optional: true, required: false
  private _heloName?: string; 
  public get heloName() {
    return this.getStringAttribute('helo_name');
  }
  public set heloName(value: string) {
    this._heloName = value;
  }
  public resetHeloName() {
    this._heloName = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get heloNameInput() {
    return this._heloName;
  }

  // host - computed: false, optional: false, required: true
  private _host?: string; 
  public get host() {
    return this.getStringAttribute('host');
  }
  public set host(value: string) {
    this._host = value;
  }
  // Temporarily expose input value. Use with caution.
  public get hostInput() {
    return this._host;
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // max_connections - computed: true, optional: true, required: false
  private _maxConnections?: number; 
  public get maxConnections() {
    return this.getNumberAttribute('max_connections');
  }
  public set maxConnections(value: number) {
    this._maxConnections = value;
  }
  public resetMaxConnections() {
    this._maxConnections = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get maxConnectionsInput() {
    return this._maxConnections;
  }

  // name - computed: true, optional: true, required: false
  private _name?: string; 
  public get name() {
    return this.getStringAttribute('name');
  }
  public set name(value: string) {
    this._name = value;
  }
  public resetName() {
    this._name = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get nameInput() {
    return this._name;
  }

  // oauth2 - computed: false, optional: true, required: false
  private _oauth2 = new EmailServerOauth2OutputReference(this, "oauth2");
  public get oauth2() {
    return this._oauth2;
  }
  public putOauth2(value: EmailServerOauth2) {
    this._oauth2.internalValue = value;
  }
  public resetOauth2() {
    this._oauth2.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get oauth2Input() {
    return this._oauth2.internalValue;
  }

  // password - computed: false, optional: true, required: false
  private _password?: string; 
  public get password() {
    return this.getStringAttribute('password');
  }
  public set password(value: string) {
    this._password = value;
  }
  public resetPassword() {
    this._password = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get passwordInput() {
    return this._password;
  }

  // password_wo - computed: false, optional: true, required: false
  private _passwordWo?: string; 
  public get passwordWo() {
    return this.getStringAttribute('password_wo');
  }
  public set passwordWo(value: string) {
    this._passwordWo = value;
  }
  public resetPasswordWo() {
    this._passwordWo = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get passwordWoInput() {
    return this._passwordWo;
  }

  // password_wo_version - computed: false, optional: true, required: false
  private _passwordWoVersion?: string; 
  public get passwordWoVersion() {
    return this.getStringAttribute('password_wo_version');
  }
  public set passwordWoVersion(value: string) {
    this._passwordWoVersion = value;
  }
  public resetPasswordWoVersion() {
    this._passwordWoVersion = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get passwordWoVersionInput() {
    return this._passwordWoVersion;
  }

  // port - computed: false, optional: false, required: true
  private _port?: number; 
  public get port() {
    return this.getNumberAttribute('port');
  }
  public set port(value: number) {
    this._port = value;
  }
  // Temporarily expose input value. Use with caution.
  public get portInput() {
    return this._port;
  }

  // secure - computed: true, optional: true, required: false
  private _secure?: boolean | cdktf.IResolvable; 
  public get secure() {
    return this.getBooleanAttribute('secure');
  }
  public set secure(value: boolean | cdktf.IResolvable) {
    this._secure = value;
  }
  public resetSecure() {
    this._secure = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get secureInput() {
    return this._secure;
  }

  // summary - computed: false, optional: true, required: false
  private _summary?: string; 
  public get summary() {
    return this.getStringAttribute('summary');
  }
  public set summary(value: string) {
    this._summary = value;
  }
  public resetSummary() {
    this._summary = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get summaryInput() {
    return this._summary;
  }

  // timeout_ms - computed: true, optional: true, required: false
  private _timeoutMs?: number; 
  public get timeoutMs() {
    return this.getNumberAttribute('timeout_ms');
  }
  public set timeoutMs(value: number) {
    this._timeoutMs = value;
  }
  public resetTimeoutMs() {
    this._timeoutMs = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get timeoutMsInput() {
    return this._timeoutMs;
  }

  // title - computed: false, optional: false, required: true
  private _title?: string; 
  public get title() {
    return this.getStringAttribute('title');
  }
  public set title(value: string) {
    this._title = value;
  }
  // Temporarily expose input value. Use with caution.
  public get titleInput() {
    return this._title;
  }

  // tls_client_profile_id - computed: false, optional: true, required: false
  private _tlsClientProfileId?: string; 
  public get tlsClientProfileId() {
    return this.getStringAttribute('tls_client_profile_id');
  }
  public set tlsClientProfileId(value: string) {
    this._tlsClientProfileId = value;
  }
  public resetTlsClientProfileId() {
    this._tlsClientProfileId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get tlsClientProfileIdInput() {
    return this._tlsClientProfileId;
  }

  // tls_mode - computed: false, optional: true, required: false
  private _tlsMode?: string; 
  public get tlsMode() {
    return this.getStringAttribute('tls_mode');
  }
  public set tlsMode(value: string) {
    this._tlsMode = value;
  }
  public resetTlsMode() {
    this._tlsMode = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get tlsModeInput() {
    return this._tlsMode;
  }

  // username - computed: false, optional: true, required: false
  private _username?: string; 
  public get username() {
    return this.getStringAttribute('username');
  }
  public set username(value: string) {
    this._username = value;
  }
  public resetUsername() {
    this._username = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get usernameInput() {
    return this._username;
  }

  // verify - computed: true, optional: true, required: false
  private _verify?: boolean | cdktf.IResolvable; 
  public get verify() {
    return this.getBooleanAttribute('verify');
  }
  public set verify(value: boolean | cdktf.IResolvable) {
    this._verify = value;
  }
  public resetVerify() {
    this._verify = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get verifyInput() {
    return this._verify;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      helo_name: cdktf.stringToTerraform(this._heloName),
      host: cdktf.stringToTerraform(this._host),
      max_connections: cdktf.numberToTerraform(this._maxConnections),
      name: cdktf.stringToTerraform(this._name),
      oauth2: emailServerOauth2ToTerraform(this._oauth2.internalValue),
      password: cdktf.stringToTerraform(this._password),
      password_wo: cdktf.stringToTerraform(this._passwordWo),
      password_wo_version: cdktf.stringToTerraform(this._passwordWoVersion),
      port: cdktf.numberToTerraform(this._port),
      secure: cdktf.booleanToTerraform(this._secure),
      summary: cdktf.stringToTerraform(this._summary),
      timeout_ms: cdktf.numberToTerraform(this._timeoutMs),
      title: cdktf.stringToTerraform(this._title),
      tls_client_profile_id: cdktf.stringToTerraform(this._tlsClientProfileId),
      tls_mode: cdktf.stringToTerraform(this._tlsMode),
      username: cdktf.stringToTerraform(this._username),
      verify: cdktf.booleanToTerraform(this._verify),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      helo_name: {
        value: cdktf.stringToHclTerraform(this._heloName),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      host: {
        value: cdktf.stringToHclTerraform(this._host),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      max_connections: {
        value: cdktf.numberToHclTerraform(this._maxConnections),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      name: {
        value: cdktf.stringToHclTerraform(this._name),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      oauth2: {
        value: emailServerOauth2ToHclTerraform(this._oauth2.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "EmailServerOauth2",
      },
      password: {
        value: cdktf.stringToHclTerraform(this._password),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      password_wo: {
        value: cdktf.stringToHclTerraform(this._passwordWo),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      password_wo_version: {
        value: cdktf.stringToHclTerraform(this._passwordWoVersion),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      port: {
        value: cdktf.numberToHclTerraform(this._port),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      secure: {
        value: cdktf.booleanToHclTerraform(this._secure),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      summary: {
        value: cdktf.stringToHclTerraform(this._summary),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      timeout_ms: {
        value: cdktf.numberToHclTerraform(this._timeoutMs),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      title: {
        value: cdktf.stringToHclTerraform(this._title),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      tls_client_profile_id: {
        value: cdktf.stringToHclTerraform(this._tlsClientProfileId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      tls_mode: {
        value: cdktf.stringToHclTerraform(this._tlsMode),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      username: {
        value: cdktf.stringToHclTerraform(this._username),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      verify: {
        value: cdktf.booleanToHclTerraform(this._verify),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
