// https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/keystore
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface KeystoreConfig extends cdktf.TerraformMetaArguments {
  /**
  * The certificate and its chain, PEM. The private key is sent again with every change of it.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/keystore#cert_pem Keystore#cert_pem}
  */
  readonly certPem: string;
  /**
  * Internal key. Derived from the title when it is created without one; a later change of the title leaves it.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/keystore#name Keystore#name}
  */
  readonly name?: string;
  /**
  * The private key of the certificate, PEM, unencrypted. It is kept in the state: prefer `private_key_pem_wo`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/keystore#private_key_pem Keystore#private_key_pem}
  */
  readonly privateKeyPem?: string;
  /**
  * The private key of the certificate, PEM, unencrypted. Never kept in the state or the plan; needs Terraform or OpenTofu 1.11. Goes with `private_key_pem_wo_version`, and may come from an ephemeral variable.
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
    this._privateKeyPem = config.privateKeyPem;
    this._privateKeyPemWo = config.privateKeyPemWo;
    this._privateKeyPemWoVersion = config.privateKeyPemWoVersion;
    this._summary = config.summary;
    this._title = config.title;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // cert_pem - computed: false, optional: false, required: true
  private _certPem?: string; 
  public get certPem() {
    return this.getStringAttribute('cert_pem');
  }
  public set certPem(value: string) {
    this._certPem = value;
  }
  // Temporarily expose input value. Use with caution.
  public get certPemInput() {
    return this._certPem;
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
