// https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/tls_client_profile
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface TlsClientProfileConfig extends cdktf.TerraformMetaArguments {
  /**
  * Cipher suites that may be used, such as `TLS_AES_256_GCM_SHA384`. Default: those that are safe.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/tls_client_profile#ciphers TlsClientProfile#ciphers}
  */
  readonly ciphers?: string[];
  /**
  * The curve to use when it is not negotiated, such as `secp256r1`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/tls_client_profile#elliptic_curve TlsClientProfile#elliptic_curve}
  */
  readonly ellipticCurve?: string;
  /**
  * Whether the elliptic curve is negotiated. Default `true`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/tls_client_profile#elliptic_curve_auto_negotiation TlsClientProfile#elliptic_curve_auto_negotiation}
  */
  readonly ellipticCurveAutoNegotiation?: boolean | cdktf.IResolvable;
  /**
  * Whether servers are connected to whose certificate can not be verified. Default `false`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/tls_client_profile#insecure_server_connections TlsClientProfile#insecure_server_connections}
  */
  readonly insecureServerConnections?: boolean | cdktf.IResolvable;
  /**
  * Id of the keystore whose certificate is presented to the server.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/tls_client_profile#keystore_id TlsClientProfile#keystore_id}
  */
  readonly keystoreId?: string;
  /**
  * Internal key. Derived from the title when it is created without one; a later change of the title leaves it. A change replaces the object.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/tls_client_profile#name TlsClientProfile#name}
  */
  readonly name?: string;
  /**
  * Protocols that may be used: `tls_v1.0`, `tls_v1.1`, `tls_v1.2`, `tls_v1.3`. Default: the last two.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/tls_client_profile#protocols TlsClientProfile#protocols}
  */
  readonly protocols?: string[];
  /**
  * Whether the host name is sent in the TLS handshake (SNI). Default `true`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/tls_client_profile#server_name_indication TlsClientProfile#server_name_indication}
  */
  readonly serverNameIndication?: boolean | cdktf.IResolvable;
  /**
  * What it is for.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/tls_client_profile#summary TlsClientProfile#summary}
  */
  readonly summary?: string;
  /**
  * What people see.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/tls_client_profile#title TlsClientProfile#title}
  */
  readonly title: string;
  /**
  * Id of the truststore that replaces the system's trusted certificates.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/tls_client_profile#truststore_id TlsClientProfile#truststore_id}
  */
  readonly truststoreId?: string;
  /**
  * Version of the profile, as in `1.0.0`, which is the default. A change replaces the profile.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/tls_client_profile#version TlsClientProfile#version}
  */
  readonly version?: string;
}

/**
* Represents a {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/tls_client_profile gatepost_tls_client_profile}
*/
export class TlsClientProfile extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "gatepost_tls_client_profile";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a TlsClientProfile resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the TlsClientProfile to import
  * @param importFromId The id of the existing TlsClientProfile that should be imported. Refer to the {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/tls_client_profile#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the TlsClientProfile to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "gatepost_tls_client_profile", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/tls_client_profile gatepost_tls_client_profile} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options TlsClientProfileConfig
  */
  public constructor(scope: Construct, id: string, config: TlsClientProfileConfig) {
    super(scope, id, {
      terraformResourceType: 'gatepost_tls_client_profile',
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
    this._ciphers = config.ciphers;
    this._ellipticCurve = config.ellipticCurve;
    this._ellipticCurveAutoNegotiation = config.ellipticCurveAutoNegotiation;
    this._insecureServerConnections = config.insecureServerConnections;
    this._keystoreId = config.keystoreId;
    this._name = config.name;
    this._protocols = config.protocols;
    this._serverNameIndication = config.serverNameIndication;
    this._summary = config.summary;
    this._title = config.title;
    this._truststoreId = config.truststoreId;
    this._version = config.version;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // ciphers - computed: true, optional: true, required: false
  private _ciphers?: string[]; 
  public get ciphers() {
    return this.getListAttribute('ciphers');
  }
  public set ciphers(value: string[]) {
    this._ciphers = value;
  }
  public resetCiphers() {
    this._ciphers = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get ciphersInput() {
    return this._ciphers;
  }

  // elliptic_curve - computed: false, optional: true, required: false
  private _ellipticCurve?: string; 
  public get ellipticCurve() {
    return this.getStringAttribute('elliptic_curve');
  }
  public set ellipticCurve(value: string) {
    this._ellipticCurve = value;
  }
  public resetEllipticCurve() {
    this._ellipticCurve = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get ellipticCurveInput() {
    return this._ellipticCurve;
  }

  // elliptic_curve_auto_negotiation - computed: true, optional: true, required: false
  private _ellipticCurveAutoNegotiation?: boolean | cdktf.IResolvable; 
  public get ellipticCurveAutoNegotiation() {
    return this.getBooleanAttribute('elliptic_curve_auto_negotiation');
  }
  public set ellipticCurveAutoNegotiation(value: boolean | cdktf.IResolvable) {
    this._ellipticCurveAutoNegotiation = value;
  }
  public resetEllipticCurveAutoNegotiation() {
    this._ellipticCurveAutoNegotiation = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get ellipticCurveAutoNegotiationInput() {
    return this._ellipticCurveAutoNegotiation;
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // insecure_server_connections - computed: true, optional: true, required: false
  private _insecureServerConnections?: boolean | cdktf.IResolvable; 
  public get insecureServerConnections() {
    return this.getBooleanAttribute('insecure_server_connections');
  }
  public set insecureServerConnections(value: boolean | cdktf.IResolvable) {
    this._insecureServerConnections = value;
  }
  public resetInsecureServerConnections() {
    this._insecureServerConnections = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get insecureServerConnectionsInput() {
    return this._insecureServerConnections;
  }

  // keystore_id - computed: false, optional: true, required: false
  private _keystoreId?: string; 
  public get keystoreId() {
    return this.getStringAttribute('keystore_id');
  }
  public set keystoreId(value: string) {
    this._keystoreId = value;
  }
  public resetKeystoreId() {
    this._keystoreId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get keystoreIdInput() {
    return this._keystoreId;
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

  // protocols - computed: true, optional: true, required: false
  private _protocols?: string[]; 
  public get protocols() {
    return cdktf.Fn.tolist(this.getListAttribute('protocols'));
  }
  public set protocols(value: string[]) {
    this._protocols = value;
  }
  public resetProtocols() {
    this._protocols = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get protocolsInput() {
    return this._protocols;
  }

  // server_name_indication - computed: true, optional: true, required: false
  private _serverNameIndication?: boolean | cdktf.IResolvable; 
  public get serverNameIndication() {
    return this.getBooleanAttribute('server_name_indication');
  }
  public set serverNameIndication(value: boolean | cdktf.IResolvable) {
    this._serverNameIndication = value;
  }
  public resetServerNameIndication() {
    this._serverNameIndication = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get serverNameIndicationInput() {
    return this._serverNameIndication;
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

  // truststore_id - computed: false, optional: true, required: false
  private _truststoreId?: string; 
  public get truststoreId() {
    return this.getStringAttribute('truststore_id');
  }
  public set truststoreId(value: string) {
    this._truststoreId = value;
  }
  public resetTruststoreId() {
    this._truststoreId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get truststoreIdInput() {
    return this._truststoreId;
  }

  // version - computed: true, optional: true, required: false
  private _version?: string; 
  public get version() {
    return this.getStringAttribute('version');
  }
  public set version(value: string) {
    this._version = value;
  }
  public resetVersion() {
    this._version = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get versionInput() {
    return this._version;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      ciphers: cdktf.listMapper(cdktf.stringToTerraform, false)(this._ciphers),
      elliptic_curve: cdktf.stringToTerraform(this._ellipticCurve),
      elliptic_curve_auto_negotiation: cdktf.booleanToTerraform(this._ellipticCurveAutoNegotiation),
      insecure_server_connections: cdktf.booleanToTerraform(this._insecureServerConnections),
      keystore_id: cdktf.stringToTerraform(this._keystoreId),
      name: cdktf.stringToTerraform(this._name),
      protocols: cdktf.listMapper(cdktf.stringToTerraform, false)(this._protocols),
      server_name_indication: cdktf.booleanToTerraform(this._serverNameIndication),
      summary: cdktf.stringToTerraform(this._summary),
      title: cdktf.stringToTerraform(this._title),
      truststore_id: cdktf.stringToTerraform(this._truststoreId),
      version: cdktf.stringToTerraform(this._version),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      ciphers: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._ciphers),
        isBlock: false,
        type: "list",
        storageClassType: "stringList",
      },
      elliptic_curve: {
        value: cdktf.stringToHclTerraform(this._ellipticCurve),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      elliptic_curve_auto_negotiation: {
        value: cdktf.booleanToHclTerraform(this._ellipticCurveAutoNegotiation),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      insecure_server_connections: {
        value: cdktf.booleanToHclTerraform(this._insecureServerConnections),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      keystore_id: {
        value: cdktf.stringToHclTerraform(this._keystoreId),
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
      protocols: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._protocols),
        isBlock: false,
        type: "set",
        storageClassType: "stringList",
      },
      server_name_indication: {
        value: cdktf.booleanToHclTerraform(this._serverNameIndication),
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
      title: {
        value: cdktf.stringToHclTerraform(this._title),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      truststore_id: {
        value: cdktf.stringToHclTerraform(this._truststoreId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      version: {
        value: cdktf.stringToHclTerraform(this._version),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
