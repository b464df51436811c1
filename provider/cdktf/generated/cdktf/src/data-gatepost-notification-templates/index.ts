// https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/data-sources/notification_templates
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface DataGatepostNotificationTemplatesConfig extends cdktf.TerraformMetaArguments {
  /**
  * Id of the catalog of the organization, where it is the text of one.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/data-sources/notification_templates#catalog_id DataGatepostNotificationTemplates#catalog_id}
  */
  readonly catalogId?: string;
  /**
  * Only those of mails whose name contains this text, in upper or lower case.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/data-sources/notification_templates#mail_contains DataGatepostNotificationTemplates#mail_contains}
  */
  readonly mailContains?: string;
  /**
  * Only those that somebody has changed here.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/data-sources/notification_templates#only_changed DataGatepostNotificationTemplates#only_changed}
  */
  readonly onlyChanged?: boolean | cdktf.IResolvable;
  /**
  * Id of the organization whose text it is.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/data-sources/notification_templates#organization_id DataGatepostNotificationTemplates#organization_id}
  */
  readonly organizationId?: string;
  /**
  * Only those of this scope, such as `cloud` or `provider`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/data-sources/notification_templates#scope DataGatepostNotificationTemplates#scope}
  */
  readonly scope?: string;
}
export interface DataGatepostNotificationTemplatesItems {
}

export function dataGatepostNotificationTemplatesItemsToTerraform(struct?: DataGatepostNotificationTemplatesItems): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataGatepostNotificationTemplatesItemsToHclTerraform(struct?: DataGatepostNotificationTemplatesItems): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataGatepostNotificationTemplatesItemsOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param complexObjectIndex the index of this item in the list
  * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean) {
    super(terraformResource, terraformAttribute, complexObjectIsFromSet, complexObjectIndex);
  }

  public get internalValue(): DataGatepostNotificationTemplatesItems | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataGatepostNotificationTemplatesItems | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // body - computed: true, optional: false, required: false
  public get body() {
    return this.getStringAttribute('body');
  }

  // body_html - computed: true, optional: false, required: false
  public get bodyHtml() {
    return this.getStringAttribute('body_html');
  }

  // catalog_id - computed: true, optional: false, required: false
  public get catalogId() {
    return this.getStringAttribute('catalog_id');
  }

  // content_type - computed: true, optional: false, required: false
  public get contentType() {
    return cdktf.Fn.tolist(this.getListAttribute('content_type'));
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // is_changed - computed: true, optional: false, required: false
  public get isChanged() {
    return this.getBooleanAttribute('is_changed');
  }

  // language - computed: true, optional: false, required: false
  public get language() {
    return this.getStringAttribute('language');
  }

  // mail - computed: true, optional: false, required: false
  public get mail() {
    return this.getStringAttribute('mail');
  }

  // organization_id - computed: true, optional: false, required: false
  public get organizationId() {
    return this.getStringAttribute('organization_id');
  }

  // scope - computed: true, optional: false, required: false
  public get scope() {
    return this.getStringAttribute('scope');
  }

  // subject - computed: true, optional: false, required: false
  public get subject() {
    return this.getStringAttribute('subject');
  }
}

export class DataGatepostNotificationTemplatesItemsList extends cdktf.ComplexList {

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param wrapsSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  constructor(protected terraformResource: cdktf.IInterpolatingParent, protected terraformAttribute: string, protected wrapsSet: boolean) {
    super(terraformResource, terraformAttribute, wrapsSet)
  }

  /**
  * @param index the index of the item to return
  */
  public get(index: number): DataGatepostNotificationTemplatesItemsOutputReference {
    return new DataGatepostNotificationTemplatesItemsOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}

/**
* Represents a {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/data-sources/notification_templates gatepost_notification_templates}
*/
export class DataGatepostNotificationTemplates extends cdktf.TerraformDataSource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "gatepost_notification_templates";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a DataGatepostNotificationTemplates resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the DataGatepostNotificationTemplates to import
  * @param importFromId The id of the existing DataGatepostNotificationTemplates that should be imported. Refer to the {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/data-sources/notification_templates#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the DataGatepostNotificationTemplates to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "gatepost_notification_templates", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/data-sources/notification_templates gatepost_notification_templates} Data Source
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options DataGatepostNotificationTemplatesConfig = {}
  */
  public constructor(scope: Construct, id: string, config: DataGatepostNotificationTemplatesConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'gatepost_notification_templates',
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
    this._catalogId = config.catalogId;
    this._mailContains = config.mailContains;
    this._onlyChanged = config.onlyChanged;
    this._organizationId = config.organizationId;
    this._scope = config.scope;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // catalog_id - computed: false, optional: true, required: false
  private _catalogId?: string; 
  public get catalogId() {
    return this.getStringAttribute('catalog_id');
  }
  public set catalogId(value: string) {
    this._catalogId = value;
  }
  public resetCatalogId() {
    this._catalogId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get catalogIdInput() {
    return this._catalogId;
  }

  // ids - computed: true, optional: false, required: false
  public get ids() {
    return this.getListAttribute('ids');
  }

  // items - computed: true, optional: false, required: false
  private _items = new DataGatepostNotificationTemplatesItemsList(this, "items", false);
  public get items() {
    return this._items;
  }

  // mail_contains - computed: false, optional: true, required: false
  private _mailContains?: string; 
  public get mailContains() {
    return this.getStringAttribute('mail_contains');
  }
  public set mailContains(value: string) {
    this._mailContains = value;
  }
  public resetMailContains() {
    this._mailContains = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get mailContainsInput() {
    return this._mailContains;
  }

  // only_changed - computed: false, optional: true, required: false
  private _onlyChanged?: boolean | cdktf.IResolvable; 
  public get onlyChanged() {
    return this.getBooleanAttribute('only_changed');
  }
  public set onlyChanged(value: boolean | cdktf.IResolvable) {
    this._onlyChanged = value;
  }
  public resetOnlyChanged() {
    this._onlyChanged = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get onlyChangedInput() {
    return this._onlyChanged;
  }

  // organization_id - computed: false, optional: true, required: false
  private _organizationId?: string; 
  public get organizationId() {
    return this.getStringAttribute('organization_id');
  }
  public set organizationId(value: string) {
    this._organizationId = value;
  }
  public resetOrganizationId() {
    this._organizationId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get organizationIdInput() {
    return this._organizationId;
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

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      catalog_id: cdktf.stringToTerraform(this._catalogId),
      mail_contains: cdktf.stringToTerraform(this._mailContains),
      only_changed: cdktf.booleanToTerraform(this._onlyChanged),
      organization_id: cdktf.stringToTerraform(this._organizationId),
      scope: cdktf.stringToTerraform(this._scope),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      catalog_id: {
        value: cdktf.stringToHclTerraform(this._catalogId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      mail_contains: {
        value: cdktf.stringToHclTerraform(this._mailContains),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      only_changed: {
        value: cdktf.booleanToHclTerraform(this._onlyChanged),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      organization_id: {
        value: cdktf.stringToHclTerraform(this._organizationId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      scope: {
        value: cdktf.stringToHclTerraform(this._scope),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
