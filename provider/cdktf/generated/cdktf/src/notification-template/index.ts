// https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/notification_template
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface NotificationTemplateConfig extends cdktf.TerraformMetaArguments {
  /**
  * Plain text, Handlebars. Without it what the text stands over says.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/notification_template#body NotificationTemplate#body}
  */
  readonly body?: string;
  /**
  * HTML, Handlebars; variables are escaped in it. Without it what the text stands over says.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/notification_template#body_html NotificationTemplate#body_html}
  */
  readonly bodyHtml?: string;
  /**
  * Id of the catalog of the organization, where it is the text of one. A change replaces the template.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/notification_template#catalog_id NotificationTemplate#catalog_id}
  */
  readonly catalogId?: string;
  /**
  * Which of `text` and `html` a mail carries. Without it what the text stands over says.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/notification_template#content_type NotificationTemplate#content_type}
  */
  readonly contentType?: string[];
  /**
  * Language of the text, such as `de` or `pt-BR`. Default `en`. A change replaces the template.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/notification_template#language NotificationTemplate#language}
  */
  readonly language?: string;
  /**
  * Name of the mail, such as `invitation` or `password-reset`. A change replaces the template.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/notification_template#mail NotificationTemplate#mail}
  */
  readonly mail: string;
  /**
  * Id of the organization whose text it is. Without it, the cloud. A change replaces the template.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/notification_template#organization_id NotificationTemplate#organization_id}
  */
  readonly organizationId?: string;
  /**
  * For whom it is: `cloud` (all), `admin`, `provider` or `catalog`; an organization has `provider` and `catalog`, a catalog `catalog`. `space` and `consumer` are kept for those who have such. A change replaces the template.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/notification_template#scope NotificationTemplate#scope}
  */
  readonly scope: string;
  /**
  * One line, Handlebars. Without it what the text stands over says.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/notification_template#subject NotificationTemplate#subject}
  */
  readonly subject?: string;
}

/**
* Represents a {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/notification_template gatepost_notification_template}
*/
export class NotificationTemplate extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "gatepost_notification_template";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a NotificationTemplate resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the NotificationTemplate to import
  * @param importFromId The id of the existing NotificationTemplate that should be imported. Refer to the {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/notification_template#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the NotificationTemplate to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "gatepost_notification_template", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/notification_template gatepost_notification_template} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options NotificationTemplateConfig
  */
  public constructor(scope: Construct, id: string, config: NotificationTemplateConfig) {
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
    this._body = config.body;
    this._bodyHtml = config.bodyHtml;
    this._catalogId = config.catalogId;
    this._contentType = config.contentType;
    this._language = config.language;
    this._mail = config.mail;
    this._organizationId = config.organizationId;
    this._scope = config.scope;
    this._subject = config.subject;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // body - computed: true, optional: true, required: false
  private _body?: string; 
  public get body() {
    return this.getStringAttribute('body');
  }
  public set body(value: string) {
    this._body = value;
  }
  public resetBody() {
    this._body = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get bodyInput() {
    return this._body;
  }

  // body_html - computed: true, optional: true, required: false
  private _bodyHtml?: string; 
  public get bodyHtml() {
    return this.getStringAttribute('body_html');
  }
  public set bodyHtml(value: string) {
    this._bodyHtml = value;
  }
  public resetBodyHtml() {
    this._bodyHtml = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get bodyHtmlInput() {
    return this._bodyHtml;
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

  // content_type - computed: true, optional: true, required: false
  private _contentType?: string[]; 
  public get contentType() {
    return cdktf.Fn.tolist(this.getListAttribute('content_type'));
  }
  public set contentType(value: string[]) {
    this._contentType = value;
  }
  public resetContentType() {
    this._contentType = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get contentTypeInput() {
    return this._contentType;
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
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

  // subject - computed: true, optional: true, required: false
  private _subject?: string; 
  public get subject() {
    return this.getStringAttribute('subject');
  }
  public set subject(value: string) {
    this._subject = value;
  }
  public resetSubject() {
    this._subject = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get subjectInput() {
    return this._subject;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      body: cdktf.stringToTerraform(this._body),
      body_html: cdktf.stringToTerraform(this._bodyHtml),
      catalog_id: cdktf.stringToTerraform(this._catalogId),
      content_type: cdktf.listMapper(cdktf.stringToTerraform, false)(this._contentType),
      language: cdktf.stringToTerraform(this._language),
      mail: cdktf.stringToTerraform(this._mail),
      organization_id: cdktf.stringToTerraform(this._organizationId),
      scope: cdktf.stringToTerraform(this._scope),
      subject: cdktf.stringToTerraform(this._subject),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      body: {
        value: cdktf.stringToHclTerraform(this._body),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      body_html: {
        value: cdktf.stringToHclTerraform(this._bodyHtml),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      catalog_id: {
        value: cdktf.stringToHclTerraform(this._catalogId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      content_type: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._contentType),
        isBlock: false,
        type: "set",
        storageClassType: "stringList",
      },
      language: {
        value: cdktf.stringToHclTerraform(this._language),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      mail: {
        value: cdktf.stringToHclTerraform(this._mail),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
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
      subject: {
        value: cdktf.stringToHclTerraform(this._subject),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
