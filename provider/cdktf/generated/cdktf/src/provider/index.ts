// https://registry.terraform.io/providers/gatepost/gatepost/latest/docs
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface GatepostProviderConfig {
  /**
  * PEM certificates of authorities to trust besides those of the system. `GATEPOST_CA_CERTIFICATE_FILE` names a file with them.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs#ca_certificate_pem GatepostProvider#ca_certificate_pem}
  */
  readonly caCertificatePem?: string;
  /**
  * Registration to sign in with; goes with `client_secret`. Also `GATEPOST_CLIENT_ID`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs#client_id GatepostProvider#client_id}
  */
  readonly clientId?: string;
  /**
  * Secret of the registration. Also `GATEPOST_CLIENT_SECRET`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs#client_secret GatepostProvider#client_secret}
  */
  readonly clientSecret?: string;
  /**
  * URL of the Gatepost API, such as `https://api.example.com`. Also `GATEPOST_ENDPOINT`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs#endpoint GatepostProvider#endpoint}
  */
  readonly endpoint?: string;
  /**
  * Plans warn of certificates in keystores and truststores that end within so many days. Default `30`; `0` warns only of those that have ended.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs#expiry_warning_days GatepostProvider#expiry_warning_days}
  */
  readonly expiryWarningDays?: number;
  /**
  * Password of the user. Also `GATEPOST_PASSWORD`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs#password GatepostProvider#password}
  */
  readonly password?: string;
  /**
  * Where the user name is known. Default `admin/default-idp-1`. Also `GATEPOST_REALM`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs#realm GatepostProvider#realm}
  */
  readonly realm?: string;
  /**
  * When a secret counts as changed. `version`, the default: when its `…_wo_version` (or plain value) changes, and when it was changed outside of Terraform. `exact`: also when the API says that the configured value is another one than it has; each plan asks it for each secret with `validate_only`, which its limit on comparing secrets counts. Such a change is planned as known after apply, since the plan that is made again during apply may find that the secret is the same by then.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs#secret_diff GatepostProvider#secret_diff}
  */
  readonly secretDiff?: string;
  /**
  * A ready access token, which is not renewed. Also `GATEPOST_TOKEN`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs#token GatepostProvider#token}
  */
  readonly token?: string;
  /**
  * User name to sign in with; goes with `password`. Also `GATEPOST_USERNAME`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs#username GatepostProvider#username}
  */
  readonly username?: string;
  /**
  * Alias name
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs#alias GatepostProvider#alias}
  */
  readonly alias?: string;
}

/**
* Represents a {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs gatepost}
*/
export class GatepostProvider extends cdktf.TerraformProvider {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "gatepost";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a GatepostProvider resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the GatepostProvider to import
  * @param importFromId The id of the existing GatepostProvider that should be imported. Refer to the {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the GatepostProvider to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "gatepost", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs gatepost} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options GatepostProviderConfig = {}
  */
  public constructor(scope: Construct, id: string, config: GatepostProviderConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'gatepost',
      terraformGeneratorMetadata: {
        providerName: 'gatepost'
      },
      terraformProviderSource: 'registry.terraform.io/gatepost/gatepost'
    });
    this._caCertificatePem = config.caCertificatePem;
    this._clientId = config.clientId;
    this._clientSecret = config.clientSecret;
    this._endpoint = config.endpoint;
    this._expiryWarningDays = config.expiryWarningDays;
    this._password = config.password;
    this._realm = config.realm;
    this._secretDiff = config.secretDiff;
    this._token = config.token;
    this._username = config.username;
    this._alias = config.alias;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // ca_certificate_pem - computed: false, optional: true, required: false
  private _caCertificatePem?: string; 
  public get caCertificatePem() {
    return this._caCertificatePem;
  }
  public set caCertificatePem(value: string | undefined) {
    this._caCertificatePem = value;
  }
  public resetCaCertificatePem() {
    this._caCertificatePem = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get caCertificatePemInput() {
    return this._caCertificatePem;
  }

  // client_id - computed: false, optional: true, required: false
  private _clientId?: string; 
  public get clientId() {
    return this._clientId;
  }
  public set clientId(value: string | undefined) {
    this._clientId = value;
  }
  public resetClientId() {
    this._clientId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get clientIdInput() {
    return this._clientId;
  }

  // client_secret - computed: false, optional: true, required: false
  private _clientSecret?: string; 
  public get clientSecret() {
    return this._clientSecret;
  }
  public set clientSecret(value: string | undefined) {
    this._clientSecret = value;
  }
  public resetClientSecret() {
    this._clientSecret = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get clientSecretInput() {
    return this._clientSecret;
  }

  // endpoint - computed: false, optional: true, required: false
  private _endpoint?: string; 
  public get endpoint() {
    return this._endpoint;
  }
  public set endpoint(value: string | undefined) {
    this._endpoint = value;
  }
  public resetEndpoint() {
    this._endpoint = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get endpointInput() {
    return this._endpoint;
  }

  // expiry_warning_days - computed: false, optional: true, required: false
  private _expiryWarningDays?: number; 
  public get expiryWarningDays() {
    return this._expiryWarningDays;
  }
  public set expiryWarningDays(value: number | undefined) {
    this._expiryWarningDays = value;
  }
  public resetExpiryWarningDays() {
    this._expiryWarningDays = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get expiryWarningDaysInput() {
    return this._expiryWarningDays;
  }

  // password - computed: false, optional: true, required: false
  private _password?: string; 
  public get password() {
    return this._password;
  }
  public set password(value: string | undefined) {
    this._password = value;
  }
  public resetPassword() {
    this._password = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get passwordInput() {
    return this._password;
  }

  // realm - computed: false, optional: true, required: false
  private _realm?: string; 
  public get realm() {
    return this._realm;
  }
  public set realm(value: string | undefined) {
    this._realm = value;
  }
  public resetRealm() {
    this._realm = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get realmInput() {
    return this._realm;
  }

  // secret_diff - computed: false, optional: true, required: false
  private _secretDiff?: string; 
  public get secretDiff() {
    return this._secretDiff;
  }
  public set secretDiff(value: string | undefined) {
    this._secretDiff = value;
  }
  public resetSecretDiff() {
    this._secretDiff = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get secretDiffInput() {
    return this._secretDiff;
  }

  // token - computed: false, optional: true, required: false
  private _token?: string; 
  public get token() {
    return this._token;
  }
  public set token(value: string | undefined) {
    this._token = value;
  }
  public resetToken() {
    this._token = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get tokenInput() {
    return this._token;
  }

  // username - computed: false, optional: true, required: false
  private _username?: string; 
  public get username() {
    return this._username;
  }
  public set username(value: string | undefined) {
    this._username = value;
  }
  public resetUsername() {
    this._username = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get usernameInput() {
    return this._username;
  }

  // alias - computed: false, optional: true, required: false
  private _alias?: string; 
  public get alias() {
    return this._alias;
  }
  public set alias(value: string | undefined) {
    this._alias = value;
  }
  public resetAlias() {
    this._alias = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get aliasInput() {
    return this._alias;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      ca_certificate_pem: cdktf.stringToTerraform(this._caCertificatePem),
      client_id: cdktf.stringToTerraform(this._clientId),
      client_secret: cdktf.stringToTerraform(this._clientSecret),
      endpoint: cdktf.stringToTerraform(this._endpoint),
      expiry_warning_days: cdktf.numberToTerraform(this._expiryWarningDays),
      password: cdktf.stringToTerraform(this._password),
      realm: cdktf.stringToTerraform(this._realm),
      secret_diff: cdktf.stringToTerraform(this._secretDiff),
      token: cdktf.stringToTerraform(this._token),
      username: cdktf.stringToTerraform(this._username),
      alias: cdktf.stringToTerraform(this._alias),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      ca_certificate_pem: {
        value: cdktf.stringToHclTerraform(this._caCertificatePem),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      client_id: {
        value: cdktf.stringToHclTerraform(this._clientId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      client_secret: {
        value: cdktf.stringToHclTerraform(this._clientSecret),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      endpoint: {
        value: cdktf.stringToHclTerraform(this._endpoint),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      expiry_warning_days: {
        value: cdktf.numberToHclTerraform(this._expiryWarningDays),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      password: {
        value: cdktf.stringToHclTerraform(this._password),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      realm: {
        value: cdktf.stringToHclTerraform(this._realm),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      secret_diff: {
        value: cdktf.stringToHclTerraform(this._secretDiff),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      token: {
        value: cdktf.stringToHclTerraform(this._token),
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
      alias: {
        value: cdktf.stringToHclTerraform(this._alias),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
