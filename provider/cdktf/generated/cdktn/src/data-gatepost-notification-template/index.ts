// https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/data-sources/notification_template
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktn from 'cdktn';

// Configuration

export interface DataGatepostNotificationTemplateConfig extends cdktn.TerraformMetaArguments {
  /**
  * Id of the catalog of the organization, where it is the text of one.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/data-sources/notification_template#catalog_id DataGatepostNotificationTemplate#catalog_id}
  */
  readonly catalogId?: string;
  /**
  * Language of the text. Default `en`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/data-sources/notification_template#language DataGatepostNotificationTemplate#language}
  */
  readonly language?: string;
  /**
  * Name of the mail, such as `invitation` or `password-reset`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/data-sources/notification_template#mail DataGatepostNotificationTemplate#mail}
  */
  readonly mail: string;
  /**
  * Id of the organization whose text it is.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/data-sources/notification_template#organization_id DataGatepostNotificationTemplate#organization_id}
  */
  readonly organizationId?: string;
  /**
  * For whom it is: `cloud` (all), `admin`, `provider` or `catalog`; an organization has `provider` and `catalog`, a catalog `catalog`. `space` and `consumer` are kept for those who have such.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/data-sources/notification_template#scope DataGatepostNotificationTemplate#scope}
  */
  readonly scope: string;
}

/**
* Represents a {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/data-sources/notification_template gatepost_notification_template}
*/
export class DataGatepostNotificationTemplate extends cdktn.TerraformDataSource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "gatepost_notification_template";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTN code for importing a DataGatepostNotificationTemplate resource upon running "cdktn plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the DataGatepostNotificationTemplate to import
  * @param importFromId The id of the existing DataGatepostNotificationTemplate that should be imported. Refer to the {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/data-sources/notification_template#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the DataGatepostNotificationTemplate to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktn.TerraformProvider) {
        return new cdktn.ImportableResource(scope, importToId, { terraformResourceType: "gatepost_notification_template", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/data-sources/notification_template gatepost_notification_template} Data Source
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options DataGatepostNotificationTemplateConfig
  */
  public constructor(scope: Construct, id: string, config: DataGatepostNotificationTemplateConfig) {
    super(scope, id, {
      terraformResourceType: 'gatepost_notification_template',
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
    this._language = config.language;
    this._mail = config.mail;
    this._organizationId = config.organizationId;
    this._scope = config.scope;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // body - computed: true, optional: false, required: false
  public get body() {
    return this.getStringAttribute('body');
  }

  // body_html - computed: true, optional: false, required: false
  public get bodyHtml() {
    return this.getStringAttribute('body_html');
  }

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

  // content_type - computed: true, optional: false, required: false
  public get contentType() {
    return cdktn.Fn.tolist(this.getListAttribute('content_type'));
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // is_changed - computed: true, optional: false, required: false
  public get isChanged() {
    return this.getBooleanAttribute('is_changed');
  }

  // language - computed: true, optional: true, required: false
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

  // mail - computed: false, optional: false, required: true
  private _mail?: string; 
  public get mail() {
    return this.getStringAttribute('mail');
  }
  public set mail(value: string) {
    this._mail = value;
  }
  // Temporarily expose input value. Use with caution.
  public get mailInput() {
    return this._mail;
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

  // scope - computed: false, optional: false, required: true
  private _scope?: string; 
  public get scope() {
    return this.getStringAttribute('scope');
  }
  public set scope(value: string) {
    this._scope = value;
  }
  // Temporarily expose input value. Use with caution.
  public get scopeInput() {
    return this._scope;
  }

  // subject - computed: true, optional: false, required: false
  public get subject() {
    return this.getStringAttribute('subject');
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      catalog_id: cdktn.stringToTerraform(this._catalogId),
      language: cdktn.stringToTerraform(this._language),
      mail: cdktn.stringToTerraform(this._mail),
      organization_id: cdktn.stringToTerraform(this._organizationId),
      scope: cdktn.stringToTerraform(this._scope),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      catalog_id: {
        value: cdktn.stringToHclTerraform(this._catalogId),
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
      mail: {
        value: cdktn.stringToHclTerraform(this._mail),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      organization_id: {
        value: cdktn.stringToHclTerraform(this._organizationId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      scope: {
        value: cdktn.stringToHclTerraform(this._scope),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
