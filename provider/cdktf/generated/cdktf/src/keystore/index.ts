// https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/keystore
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface KeystoreConfig extends cdktf.TerraformMetaArguments {
  /**
  * The certificate and its chain, PEM; goes with the private key, which is sent again with every change of it. Of `pkcs12` it is what the archive holds.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/keystore#cert_pem Keystore#cert_pem}
  */
  readonly certPem?: string;
  /**
  * Internal key. Derived from the title when it is created without one; a later change of the title leaves it.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/keystore#name Keystore#name}
  */
  readonly name?: string;
  /**
  * Opens the PKCS#12 archive. It is kept in the state: prefer `password_wo`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/keystore#password Keystore#password}
  */
  readonly password?: string;
  /**
  * Opens the PKCS#12 archive. Never kept in the state or the plan; needs Terraform or OpenTofu 1.11. Goes with `password_wo_version`, and may come from an ephemeral variable.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/keystore#password_wo Keystore#password_wo}
  */
  readonly passwordWo?: string;
  /**
  * Any text. A change of it is what sends `password_wo` again.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/keystore#password_wo_version Keystore#password_wo_version}
  */
  readonly passwordWoVersion?: string;
  /**
  * Certificate, chain and private key as one PKCS#12 archive in base64, as `filebase64("client.p12")` gives it. It is kept in the state: prefer `pkcs12_wo`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/keystore#pkcs12 Keystore#pkcs12}
  */
  readonly pkcs12?: string;
  /**
  * Certificate, chain and private key as one PKCS#12 archive in base64, as `filebase64("client.p12")` gives it. Never kept in the state or the plan; needs Terraform or OpenTofu 1.11. Goes with `pkcs12_wo_version`, and may come from an ephemeral variable.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/keystore#pkcs12_wo Keystore#pkcs12_wo}
  */
  readonly pkcs12Wo?: string;
  /**
  * Any text. A change of it is what sends `pkcs12_wo` again.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/keystore#pkcs12_wo_version Keystore#pkcs12_wo_version}
  */
  readonly pkcs12WoVersion?: string;
  /**
  * Opens an encrypted private key. It is kept in the state: prefer `private_key_password_wo`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/keystore#private_key_password Keystore#private_key_password}
  */
  readonly privateKeyPassword?: string;
  /**
  * Opens an encrypted private key. Never kept in the state or the plan; needs Terraform or OpenTofu 1.11. Goes with `private_key_password_wo_version`, and may come from an ephemeral variable.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/keystore#private_key_password_wo Keystore#private_key_password_wo}
  */
  readonly privateKeyPasswordWo?: string;
  /**
  * Any text. A change of it is what sends `private_key_password_wo` again.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/keystore#private_key_password_wo_version Keystore#private_key_password_wo_version}
  */
  readonly privateKeyPasswordWoVersion?: string;
  /**
  * The private key of the certificate, PEM; `private_key_password` opens an encrypted one. That the two belong together is checked by the plan where both are known. It is kept in the state: prefer `private_key_pem_wo`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/keystore#private_key_pem Keystore#private_key_pem}
  */
  readonly privateKeyPem?: string;
  /**
  * The private key of the certificate, PEM; `private_key_password` opens an encrypted one. That the two belong together is checked by the plan where both are known. Never kept in the state or the plan; needs Terraform or OpenTofu 1.11. Goes with `private_key_pem_wo_version`, and may come from an ephemeral variable.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/keystore#private_key_pem_wo Keystore#private_key_pem_wo}
  */
  readonly privateKeyPemWo?: string;
  /**
  * Any text. A change of it is what sends `private_key_pem_wo` again.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/keystore#private_key_pem_wo_version Keystore#private_key_pem_wo_version}
  */
  readonly privateKeyPemWoVersion?: string;
  /**
  * What it is for.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/keystore#summary Keystore#summary}
  */
  readonly summary?: string;
  /**
  * What people see.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/keystore#title Keystore#title}
  */
  readonly title: string;
}

/**
* Represents a {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/keystore gatepost_keystore}
*/
export class Keystore extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "gatepost_keystore";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a Keystore resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the Keystore to import
  * @param importFromId The id of the existing Keystore that should be imported. Refer to the {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/keystore#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the Keystore to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "gatepost_keystore", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/keystore gatepost_keystore} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options KeystoreConfig
  */
  public constructor(scope: Construct, id: string, config: KeystoreConfig) {
    super(scope, id, {
      terraformResourceType: 'gatepost_keystore',
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
    this._certPem = config.certPem;
    this._name = config.name;
    this._password = config.password;
    this._passwordWo = config.passwordWo;
    this._passwordWoVersion = config.passwordWoVersion;
    this._pkcs12 = config.pkcs12;
    this._pkcs12Wo = config.pkcs12Wo;
    this._pkcs12WoVersion = config.pkcs12WoVersion;
    this._privateKeyPassword = config.privateKeyPassword;
    this._privateKeyPasswordWo = config.privateKeyPasswordWo;
    this._privateKeyPasswordWoVersion = config.privateKeyPasswordWoVersion;
    this._privateKeyPem = config.privateKeyPem;
    this._privateKeyPemWo = config.privateKeyPemWo;
    this._privateKeyPemWoVersion = config.privateKeyPemWoVersion;
    this._summary = config.summary;
    this._title = config.title;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // cert_pem - computed: true, optional: true, required: false
  private _certPem?: string; 
  public get certPem() {
    return this.getStringAttribute('cert_pem');
  }
  public set certPem(value: string) {
    this._certPem = value;
  }
  public resetCertPem() {
    this._certPem = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get certPemInput() {
    return this._certPem;
  }

  // drifted_secrets - computed: true, optional: false, required: false
  public get driftedSecrets() {
    return this.getListAttribute('drifted_secrets');
  }

  // fingerprint_sha256 - computed: true, optional: false, required: false
  public get fingerprintSha256() {
    return this.getStringAttribute('fingerprint_sha256');
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

  // not_after - computed: true, optional: false, required: false
  public get notAfter() {
    return this.getStringAttribute('not_after');
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

  // pkcs12 - computed: false, optional: true, required: false
  private _pkcs12?: string; 
  public get pkcs12() {
    return this.getStringAttribute('pkcs12');
  }
  public set pkcs12(value: string) {
    this._pkcs12 = value;
  }
  public resetPkcs12() {
    this._pkcs12 = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pkcs12Input() {
    return this._pkcs12;
  }

  // pkcs12_wo - computed: false, optional: true, required: false
  private _pkcs12Wo?: string; 
  public get pkcs12Wo() {
    return this.getStringAttribute('pkcs12_wo');
  }
  public set pkcs12Wo(value: string) {
    this._pkcs12Wo = value;
  }
  public resetPkcs12Wo() {
    this._pkcs12Wo = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pkcs12WoInput() {
    return this._pkcs12Wo;
  }

  // pkcs12_wo_version - computed: false, optional: true, required: false
  private _pkcs12WoVersion?: string; 
  public get pkcs12WoVersion() {
    return this.getStringAttribute('pkcs12_wo_version');
  }
  public set pkcs12WoVersion(value: string) {
    this._pkcs12WoVersion = value;
  }
  public resetPkcs12WoVersion() {
    this._pkcs12WoVersion = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pkcs12WoVersionInput() {
    return this._pkcs12WoVersion;
  }

  // private_key_password - computed: false, optional: true, required: false
  private _privateKeyPassword?: string; 
  public get privateKeyPassword() {
    return this.getStringAttribute('private_key_password');
  }
  public set privateKeyPassword(value: string) {
    this._privateKeyPassword = value;
  }
  public resetPrivateKeyPassword() {
    this._privateKeyPassword = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get privateKeyPasswordInput() {
    return this._privateKeyPassword;
  }

  // private_key_password_wo - computed: false, optional: true, required: false
  private _privateKeyPasswordWo?: string; 
  public get privateKeyPasswordWo() {
    return this.getStringAttribute('private_key_password_wo');
  }
  public set privateKeyPasswordWo(value: string) {
    this._privateKeyPasswordWo = value;
  }
  public resetPrivateKeyPasswordWo() {
    this._privateKeyPasswordWo = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get privateKeyPasswordWoInput() {
    return this._privateKeyPasswordWo;
  }

  // private_key_password_wo_version - computed: false, optional: true, required: false
  private _privateKeyPasswordWoVersion?: string; 
  public get privateKeyPasswordWoVersion() {
    return this.getStringAttribute('private_key_password_wo_version');
  }
  public set privateKeyPasswordWoVersion(value: string) {
    this._privateKeyPasswordWoVersion = value;
  }
  public resetPrivateKeyPasswordWoVersion() {
    this._privateKeyPasswordWoVersion = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get privateKeyPasswordWoVersionInput() {
    return this._privateKeyPasswordWoVersion;
  }

  // private_key_pem - computed: false, optional: true, required: false
  private _privateKeyPem?: string; 
  public get privateKeyPem() {
    return this.getStringAttribute('private_key_pem');
  }
  public set privateKeyPem(value: string) {
    this._privateKeyPem = value;
  }
  public resetPrivateKeyPem() {
    this._privateKeyPem = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get privateKeyPemInput() {
    return this._privateKeyPem;
  }

  // private_key_pem_wo - computed: false, optional: true, required: false
  private _privateKeyPemWo?: string; 
  public get privateKeyPemWo() {
    return this.getStringAttribute('private_key_pem_wo');
  }
  public set privateKeyPemWo(value: string) {
    this._privateKeyPemWo = value;
  }
  public resetPrivateKeyPemWo() {
    this._privateKeyPemWo = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get privateKeyPemWoInput() {
    return this._privateKeyPemWo;
  }

  // private_key_pem_wo_version - computed: false, optional: true, required: false
  private _privateKeyPemWoVersion?: string; 
  public get privateKeyPemWoVersion() {
    return this.getStringAttribute('private_key_pem_wo_version');
  }
  public set privateKeyPemWoVersion(value: string) {
    this._privateKeyPemWoVersion = value;
  }
  public resetPrivateKeyPemWoVersion() {
    this._privateKeyPemWoVersion = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get privateKeyPemWoVersionInput() {
    return this._privateKeyPemWoVersion;
  }

  // subject - computed: true, optional: false, required: false
  public get subject() {
    return this.getStringAttribute('subject');
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
      cert_pem: cdktf.stringToTerraform(this._certPem),
      name: cdktf.stringToTerraform(this._name),
      password: cdktf.stringToTerraform(this._password),
      password_wo: cdktf.stringToTerraform(this._passwordWo),
      password_wo_version: cdktf.stringToTerraform(this._passwordWoVersion),
      pkcs12: cdktf.stringToTerraform(this._pkcs12),
      pkcs12_wo: cdktf.stringToTerraform(this._pkcs12Wo),
      pkcs12_wo_version: cdktf.stringToTerraform(this._pkcs12WoVersion),
      private_key_password: cdktf.stringToTerraform(this._privateKeyPassword),
      private_key_password_wo: cdktf.stringToTerraform(this._privateKeyPasswordWo),
      private_key_password_wo_version: cdktf.stringToTerraform(this._privateKeyPasswordWoVersion),
      private_key_pem: cdktf.stringToTerraform(this._privateKeyPem),
      private_key_pem_wo: cdktf.stringToTerraform(this._privateKeyPemWo),
      private_key_pem_wo_version: cdktf.stringToTerraform(this._privateKeyPemWoVersion),
      summary: cdktf.stringToTerraform(this._summary),
      title: cdktf.stringToTerraform(this._title),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      cert_pem: {
        value: cdktf.stringToHclTerraform(this._certPem),
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
      pkcs12: {
        value: cdktf.stringToHclTerraform(this._pkcs12),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      pkcs12_wo: {
        value: cdktf.stringToHclTerraform(this._pkcs12Wo),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      pkcs12_wo_version: {
        value: cdktf.stringToHclTerraform(this._pkcs12WoVersion),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      private_key_password: {
        value: cdktf.stringToHclTerraform(this._privateKeyPassword),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      private_key_password_wo: {
        value: cdktf.stringToHclTerraform(this._privateKeyPasswordWo),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      private_key_password_wo_version: {
        value: cdktf.stringToHclTerraform(this._privateKeyPasswordWoVersion),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      private_key_pem: {
        value: cdktf.stringToHclTerraform(this._privateKeyPem),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      private_key_pem_wo: {
        value: cdktf.stringToHclTerraform(this._privateKeyPemWo),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      private_key_pem_wo_version: {
        value: cdktf.stringToHclTerraform(this._privateKeyPemWoVersion),
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
