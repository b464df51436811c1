// https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/registration
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface RegistrationConfig extends cdktf.TerraformMetaArguments {
  /**
  * What the client calls itself; made up when it is created without one. A change replaces the registration.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/registration#client_id Registration#client_id}
  */
  readonly clientId?: string;
  /**
  * Secret with which the client signs in. It is kept in the state: prefer `client_secret_wo`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/registration#client_secret Registration#client_secret}
  */
  readonly clientSecret?: string;
  /**
  * Secret with which the client signs in. Never kept in the state or the plan; needs Terraform or OpenTofu 1.11. Goes with `client_secret_wo_version`, and may come from an ephemeral variable.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/registration#client_secret_wo Registration#client_secret_wo}
  */
  readonly clientSecretWo?: string;
  /**
  * Any text. A change of it is what sends `client_secret_wo` again.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/registration#client_secret_wo_version Registration#client_secret_wo_version}
  */
  readonly clientSecretWoVersion?: string;
  /**
  * What kind of client it is. Default `toolkit`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/registration#client_type Registration#client_type}
  */
  readonly clientType?: string;
  /**
  * Internal key. Derived from the title when it is created without one; a later change of the title leaves it.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/registration#name Registration#name}
  */
  readonly name?: string;
  /**
  * What the client may do by itself, spelled as permissions: `cloud/manage`, `org/settings:view`. Default: nothing. Whoever applies it holds all of them.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/registration#scopes Registration#scopes}
  */
  readonly scopes?: string[];
  /**
  * `enabled` or `disabled`: a disabled client and its tokens are refused at once. Default `enabled`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/registration#state Registration#state}
  */
  readonly state?: string;
  /**
  * What it is for.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/registration#summary Registration#summary}
  */
  readonly summary?: string;
  /**
  * What people see.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/registration#title Registration#title}
  */
  readonly title: string;
}

/**
* Represents a {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/registration gatepost_registration}
*/
export class Registration extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "gatepost_registration";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a Registration resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the Registration to import
  * @param importFromId The id of the existing Registration that should be imported. Refer to the {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/registration#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the Registration to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "gatepost_registration", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/registration gatepost_registration} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options RegistrationConfig
  */
  public constructor(scope: Construct, id: string, config: RegistrationConfig) {
    super(scope, id, {
      terraformResourceType: 'gatepost_registration',
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
    this._clientId = config.clientId;
    this._clientSecret = config.clientSecret;
    this._clientSecretWo = config.clientSecretWo;
    this._clientSecretWoVersion = config.clientSecretWoVersion;
    this._clientType = config.clientType;
    this._name = config.name;
    this._scopes = config.scopes;
    this._state = config.state;
    this._summary = config.summary;
    this._title = config.title;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // client_id - computed: true, optional: true, required: false
  private _clientId?: string; 
  public get clientId() {
    return this.getStringAttribute('client_id');
  }
  public set clientId(value: string) {
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

  // client_type - computed: true, optional: true, required: false
  private _clientType?: string; 
  public get clientType() {
    return this.getStringAttribute('client_type');
  }
  public set clientType(value: string) {
    this._clientType = value;
  }
  public resetClientType() {
    this._clientType = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get clientTypeInput() {
    return this._clientType;
  }

  // drifted_secrets - computed: true, optional: false, required: false
  public get driftedSecrets() {
    return this.getListAttribute('drifted_secrets');
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
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

  // scopes - computed: true, optional: true, required: false
  private _scopes?: string[]; 
  public get scopes() {
    return cdktf.Fn.tolist(this.getListAttribute('scopes'));
  }
  public set scopes(value: string[]) {
    this._scopes = value;
  }
  public resetScopes() {
    this._scopes = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get scopesInput() {
    return this._scopes;
  }

  // state - computed: true, optional: true, required: false
  private _state?: string; 
  public get state() {
    return this.getStringAttribute('state');
  }
  public set state(value: string) {
    this._state = value;
  }
  public resetState() {
    this._state = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get stateInput() {
    return this._state;
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

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      client_id: cdktf.stringToTerraform(this._clientId),
      client_secret: cdktf.stringToTerraform(this._clientSecret),
      client_secret_wo: cdktf.stringToTerraform(this._clientSecretWo),
      client_secret_wo_version: cdktf.stringToTerraform(this._clientSecretWoVersion),
      client_type: cdktf.stringToTerraform(this._clientType),
      name: cdktf.stringToTerraform(this._name),
      scopes: cdktf.listMapper(cdktf.stringToTerraform, false)(this._scopes),
      state: cdktf.stringToTerraform(this._state),
      summary: cdktf.stringToTerraform(this._summary),
      title: cdktf.stringToTerraform(this._title),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
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
      client_secret_wo: {
        value: cdktf.stringToHclTerraform(this._clientSecretWo),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      client_secret_wo_version: {
        value: cdktf.stringToHclTerraform(this._clientSecretWoVersion),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      client_type: {
        value: cdktf.stringToHclTerraform(this._clientType),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      name: {
        value: cdktf.stringToHclTerraform(this._name),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      scopes: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._scopes),
        isBlock: false,
        type: "set",
        storageClassType: "stringList",
      },
      state: {
        value: cdktf.stringToHclTerraform(this._state),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      summary: {
        value: cdktf.stringToHclTerraform(this._summary),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      title: {
        value: cdktf.stringToHclTerraform(this._title),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
