// https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/data-sources/tls_client_profiles
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktn from 'cdktn';

// Configuration

export interface DataGatepostTlsClientProfilesConfig extends cdktn.TerraformMetaArguments {
  /**
  * Only those whose name contains this text, in upper or lower case.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/data-sources/tls_client_profiles#name_contains DataGatepostTlsClientProfiles#name_contains}
  */
  readonly nameContains?: string;
  /**
  * Only those whose title contains this text, in upper or lower case.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/data-sources/tls_client_profiles#title_contains DataGatepostTlsClientProfiles#title_contains}
  */
  readonly titleContains?: string;
}
export interface DataGatepostTlsClientProfilesItems {
}

export function dataGatepostTlsClientProfilesItemsToTerraform(struct?: DataGatepostTlsClientProfilesItems): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  return {
  }
}


export function dataGatepostTlsClientProfilesItemsToHclTerraform(struct?: DataGatepostTlsClientProfilesItems): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  const attrs = {
  };
  return attrs;
}

export class DataGatepostTlsClientProfilesItemsOutputReference extends cdktn.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param complexObjectIndex the index of this item in the list
  * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  public constructor(terraformResource: cdktn.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean) {
    super(terraformResource, terraformAttribute, complexObjectIsFromSet, complexObjectIndex);
  }

  public get internalValue(): DataGatepostTlsClientProfilesItems | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataGatepostTlsClientProfilesItems | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // ciphers - computed: true, optional: false, required: false
  public get ciphers() {
    return this.getListAttribute('ciphers');
  }

  // elliptic_curve - computed: true, optional: false, required: false
  public get ellipticCurve() {
    return this.getStringAttribute('elliptic_curve');
  }

  // elliptic_curve_auto_negotiation - computed: true, optional: false, required: false
  public get ellipticCurveAutoNegotiation() {
    return this.getBooleanAttribute('elliptic_curve_auto_negotiation');
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // insecure_server_connections - computed: true, optional: false, required: false
  public get insecureServerConnections() {
    return this.getBooleanAttribute('insecure_server_connections');
  }

  // keystore_id - computed: true, optional: false, required: false
  public get keystoreId() {
    return this.getStringAttribute('keystore_id');
  }

  // name - computed: true, optional: false, required: false
  public get name() {
    return this.getStringAttribute('name');
  }

  // protocols - computed: true, optional: false, required: false
  public get protocols() {
    return cdktn.Fn.tolist(this.getListAttribute('protocols'));
  }

  // server_name_indication - computed: true, optional: false, required: false
  public get serverNameIndication() {
    return this.getBooleanAttribute('server_name_indication');
  }

  // summary - computed: true, optional: false, required: false
  public get summary() {
    return this.getStringAttribute('summary');
  }

  // title - computed: true, optional: false, required: false
  public get title() {
    return this.getStringAttribute('title');
  }

  // truststore_id - computed: true, optional: false, required: false
  public get truststoreId() {
    return this.getStringAttribute('truststore_id');
  }

  // version - computed: true, optional: false, required: false
  public get version() {
    return this.getStringAttribute('version');
  }
}

export class DataGatepostTlsClientProfilesItemsList extends cdktn.ComplexList {

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param wrapsSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  constructor(terraformResource: cdktn.IInterpolatingParent, terraformAttribute: string, wrapsSet: boolean) {
    super(terraformResource, terraformAttribute, wrapsSet);
  }

  /**
  * @param index the index of the item to return
  */
  public get(index: number): DataGatepostTlsClientProfilesItemsOutputReference {
    return new DataGatepostTlsClientProfilesItemsOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}

/**
* Represents a {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/data-sources/tls_client_profiles gatepost_tls_client_profiles}
*/
export class DataGatepostTlsClientProfiles extends cdktn.TerraformDataSource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "gatepost_tls_client_profiles";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTN code for importing a DataGatepostTlsClientProfiles resource upon running "cdktn plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the DataGatepostTlsClientProfiles to import
  * @param importFromId The id of the existing DataGatepostTlsClientProfiles that should be imported. Refer to the {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/data-sources/tls_client_profiles#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the DataGatepostTlsClientProfiles to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktn.TerraformProvider) {
        return new cdktn.ImportableResource(scope, importToId, { terraformResourceType: "gatepost_tls_client_profiles", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/data-sources/tls_client_profiles gatepost_tls_client_profiles} Data Source
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options DataGatepostTlsClientProfilesConfig = {}
  */
  public constructor(scope: Construct, id: string, config: DataGatepostTlsClientProfilesConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'gatepost_tls_client_profiles',
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
    this._nameContains = config.nameContains;
    this._titleContains = config.titleContains;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // ids - computed: true, optional: false, required: false
  public get ids() {
    return this.getListAttribute('ids');
  }

  // items - computed: true, optional: false, required: false
  private _items = new DataGatepostTlsClientProfilesItemsList(this, "items", false);
  public get items() {
    return this._items;
  }

  // name_contains - computed: false, optional: true, required: false
  private _nameContains?: string; 
  public get nameContains() {
    return this.getStringAttribute('name_contains');
  }
  public set nameContains(value: string) {
    this._nameContains = value;
  }
  public resetNameContains() {
    this._nameContains = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get nameContainsInput() {
    return this._nameContains;
  }

  // title_contains - computed: false, optional: true, required: false
  private _titleContains?: string; 
  public get titleContains() {
    return this.getStringAttribute('title_contains');
  }
  public set titleContains(value: string) {
    this._titleContains = value;
  }
  public resetTitleContains() {
    this._titleContains = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get titleContainsInput() {
    return this._titleContains;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      name_contains: cdktn.stringToTerraform(this._nameContains),
      title_contains: cdktn.stringToTerraform(this._titleContains),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      name_contains: {
        value: cdktn.stringToHclTerraform(this._nameContains),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      title_contains: {
        value: cdktn.stringToHclTerraform(this._titleContains),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
