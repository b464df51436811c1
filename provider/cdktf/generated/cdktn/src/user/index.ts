// https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/user
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktn from 'cdktn';

// Configuration

export interface UserConfig extends cdktn.TerraformMetaArguments {
  /**
  * E-mail address; the registries that ship want one.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/user#email User#email}
  */
  readonly email?: string;
  /**
  * First name.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/user#first_name User#first_name}
  */
  readonly firstName?: string;
  /**
  * What mails to the person are written in, such as `de` or `pt-BR`. Default: English.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/user#language User#language}
  */
  readonly language?: string;
  /**
  * Last name.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/user#last_name User#last_name}
  */
  readonly lastName?: string;
  /**
  * Password to sign in with. It is kept in the state: prefer `password_wo`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/user#password User#password}
  */
  readonly password?: string;
  /**
  * Password to sign in with. Never kept in the state or the plan; needs Terraform or OpenTofu 1.11. Goes with `password_wo_version`, and may come from an ephemeral variable.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/user#password_wo User#password_wo}
  */
  readonly passwordWo?: string;
  /**
  * Any text. A change of it is what sends `password_wo` again.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/user#password_wo_version User#password_wo_version}
  */
  readonly passwordWoVersion?: string;
  /**
  * `enabled` or `disabled`: who is disabled cannot sign in, and is signed out at once. Default `enabled`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/user#state User#state}
  */
  readonly state?: string;
  /**
  * Name of the user registry. Default `api-manager-lur`. A change replaces the user.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/user#user_registry User#user_registry}
  */
  readonly userRegistry?: string;
  /**
  * What the person signs in with; another case is no change, unless the registry tells cases apart. A change replaces the user.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/user#username User#username}
  */
  readonly username: string;
}

/**
* Represents a {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/user gatepost_user}
*/
export class User extends cdktn.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "gatepost_user";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTN code for importing a User resource upon running "cdktn plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the User to import
  * @param importFromId The id of the existing User that should be imported. Refer to the {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/user#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the User to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktn.TerraformProvider) {
        return new cdktn.ImportableResource(scope, importToId, { terraformResourceType: "gatepost_user", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/user gatepost_user} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options UserConfig
  */
  public constructor(scope: Construct, id: string, config: UserConfig) {
    super(scope, id, {
      terraformResourceType: 'gatepost_user',
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
    this._email = config.email;
    this._firstName = config.firstName;
    this._language = config.language;
    this._lastName = config.lastName;
    this._password = config.password;
    this._passwordWo = config.passwordWo;
    this._passwordWoVersion = config.passwordWoVersion;
    this._state = config.state;
    this._userRegistry = config.userRegistry;
    this._username = config.username;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // drifted_secrets - computed: true, optional: false, required: false
  public get driftedSecrets() {
    return this.getListAttribute('drifted_secrets');
  }

  // email - computed: false, optional: true, required: false
  private _email?: string; 
  public get email() {
    return this.getStringAttribute('email');
  }
  public set email(value: string) {
    this._email = value;
  }
  public resetEmail() {
    this._email = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get emailInput() {
    return this._email;
  }

  // first_name - computed: false, optional: true, required: false
  private _firstName?: string; 
  public get firstName() {
    return this.getStringAttribute('first_name');
  }
  public set firstName(value: string) {
    this._firstName = value;
  }
  public resetFirstName() {
    this._firstName = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get firstNameInput() {
    return this._firstName;
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // language - computed: false, optional: true, required: false
  private _language?: string; 
  public get language() {
    return this.getStringAttribute('language');
  }
  public set language(value: string) {
    this._language = value;
  }
  public resetLanguage() {
    this._language = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get languageInput() {
    return this._language;
  }

  // last_name - computed: false, optional: true, required: false
  private _lastName?: string; 
  public get lastName() {
    return this.getStringAttribute('last_name');
  }
  public set lastName(value: string) {
    this._lastName = value;
  }
  public resetLastName() {
    this._lastName = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get lastNameInput() {
    return this._lastName;
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
  /**
  * @deprecated Write-only: the provider never returns this value; reading it always yields null by protocol contract. The getter remains for compatibility and will be removed in a future prebuilt-provider major.
  */
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

  // user_registry - computed: true, optional: true, required: false
  private _userRegistry?: string; 
  public get userRegistry() {
    return this.getStringAttribute('user_registry');
  }
  public set userRegistry(value: string) {
    this._userRegistry = value;
  }
  public resetUserRegistry() {
    this._userRegistry = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get userRegistryInput() {
    return this._userRegistry;
  }

  // username - computed: false, optional: false, required: true
  private _username?: string; 
  public get username() {
    return this.getStringAttribute('username');
  }
  public set username(value: string) {
    this._username = value;
  }
  // Temporarily expose input value. Use with caution.
  public get usernameInput() {
    return this._username;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      email: cdktn.stringToTerraform(this._email),
      first_name: cdktn.stringToTerraform(this._firstName),
      language: cdktn.stringToTerraform(this._language),
      last_name: cdktn.stringToTerraform(this._lastName),
      password: cdktn.stringToTerraform(this._password),
      password_wo: this.markWriteOnlyAttribute(cdktn.stringToTerraform(this._passwordWo)),
      password_wo_version: cdktn.stringToTerraform(this._passwordWoVersion),
      state: cdktn.stringToTerraform(this._state),
      user_registry: cdktn.stringToTerraform(this._userRegistry),
      username: cdktn.stringToTerraform(this._username),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      email: {
        value: cdktn.stringToHclTerraform(this._email),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      first_name: {
        value: cdktn.stringToHclTerraform(this._firstName),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      language: {
        value: cdktn.stringToHclTerraform(this._language),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      last_name: {
        value: cdktn.stringToHclTerraform(this._lastName),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      password: {
        value: cdktn.stringToHclTerraform(this._password),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      password_wo: {
        value: this.markWriteOnlyAttribute(cdktn.stringToHclTerraform(this._passwordWo)),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      password_wo_version: {
        value: cdktn.stringToHclTerraform(this._passwordWoVersion),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      state: {
        value: cdktn.stringToHclTerraform(this._state),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      user_registry: {
        value: cdktn.stringToHclTerraform(this._userRegistry),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      username: {
        value: cdktn.stringToHclTerraform(this._username),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
