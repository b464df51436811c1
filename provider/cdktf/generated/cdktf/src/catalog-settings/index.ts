// https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/catalog_settings
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface CatalogSettingsConfig extends cdktf.TerraformMetaArguments {
  /**
  * Id of the catalog. A change replaces the settings.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/catalog_settings#catalog_id CatalogSettings#catalog_id}
  */
  readonly catalogId: string;
  /**
  * Whether consumers can register by themselves. Default `true`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/catalog_settings#consumer_self_service_onboarding CatalogSettings#consumer_self_service_onboarding}
  */
  readonly consumerSelfServiceOnboarding?: boolean | cdktf.IResolvable;
  /**
  * Whether it has texts of mails of its own. Default `false`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/catalog_settings#custom_notification_templates_enabled CatalogSettings#custom_notification_templates_enabled}
  */
  readonly customNotificationTemplatesEnabled?: boolean | cdktf.IResolvable;
  /**
  * Whether secrets of applications are kept as hashes only. Default `false`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/catalog_settings#hash_client_secret CatalogSettings#hash_client_secret}
  */
  readonly hashClientSecret?: boolean | cdktf.IResolvable;
  /**
  * Id of the organization that it belongs to, as in `gatepost_provider_organization.example.id`; that of the organization `admin`, the cloud itself, comes from the data source `gatepost_provider_organization`. A change replaces the object.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/catalog_settings#organization_id CatalogSettings#organization_id}
  */
  readonly organizationId: string;
  /**
  * The developer portal of the catalog. Default: none.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/catalog_settings#portal CatalogSettings#portal}
  */
  readonly portal?: CatalogSettingsPortal;
  /**
  * Whether conflicts are errors rather than forced through. Default `false`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/catalog_settings#production_mode CatalogSettings#production_mode}
  */
  readonly productionMode?: boolean | cdktf.IResolvable;
  /**
  * Who mails come from. Without it as what stands above says.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/catalog_settings#sender CatalogSettings#sender}
  */
  readonly sender?: CatalogSettingsSender;
  /**
  * Whether it is divided into spaces. Default `false`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/catalog_settings#spaces_enabled CatalogSettings#spaces_enabled}
  */
  readonly spacesEnabled?: boolean | cdktf.IResolvable;
  /**
  * Whether people may approve what they asked for. Default `false`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/catalog_settings#task_self_approval CatalogSettings#task_self_approval}
  */
  readonly taskSelfApproval?: boolean | cdktf.IResolvable;
  /**
  * Whether it has an application for tests. Default `false`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/catalog_settings#test_app_enabled CatalogSettings#test_app_enabled}
  */
  readonly testAppEnabled?: boolean | cdktf.IResolvable;
}
export interface CatalogSettingsPortal {
  /**
  * URL under which people open it; whoever owns the catalog is told by mail.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/catalog_settings#endpoint CatalogSettings#endpoint}
  */
  readonly endpoint?: string;
  /**
  * Id of the portal service that it is on.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/catalog_settings#portal_service_id CatalogSettings#portal_service_id}
  */
  readonly portalServiceId?: string;
  /**
  * Such as `drupal`; `none`: it has no portal.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/catalog_settings#type CatalogSettings#type}
  */
  readonly type: string;
}

export function catalogSettingsPortalToTerraform(struct?: CatalogSettingsPortal | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    endpoint: cdktf.stringToTerraform(struct!.endpoint),
    portal_service_id: cdktf.stringToTerraform(struct!.portalServiceId),
    type: cdktf.stringToTerraform(struct!.type),
  }
}


export function catalogSettingsPortalToHclTerraform(struct?: CatalogSettingsPortal | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    endpoint: {
      value: cdktf.stringToHclTerraform(struct!.endpoint),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    portal_service_id: {
      value: cdktf.stringToHclTerraform(struct!.portalServiceId),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    type: {
      value: cdktf.stringToHclTerraform(struct!.type),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class CatalogSettingsPortalOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): CatalogSettingsPortal | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._endpoint !== undefined) {
      hasAnyValues = true;
      internalValueResult.endpoint = this._endpoint;
    }
    if (this._portalServiceId !== undefined) {
      hasAnyValues = true;
      internalValueResult.portalServiceId = this._portalServiceId;
    }
    if (this._type !== undefined) {
      hasAnyValues = true;
      internalValueResult.type = this._type;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: CatalogSettingsPortal | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._endpoint = undefined;
      this._portalServiceId = undefined;
      this._type = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._endpoint = value.endpoint;
      this._portalServiceId = value.portalServiceId;
      this._type = value.type;
    }
  }

  // endpoint - computed: true, optional: true, required: false
  private _endpoint?: string; 
  public get endpoint() {
    return this.getStringAttribute('endpoint');
  }
  public set endpoint(value: string) {
    this._endpoint = value;
  }
  public resetEndpoint() {
    this._endpoint = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get endpointInput() {
    return this._endpoint;
  }

  // portal_service_id - computed: true, optional: true, required: false
  private _portalServiceId?: string; 
  public get portalServiceId() {
    return this.getStringAttribute('portal_service_id');
  }
  public set portalServiceId(value: string) {
    this._portalServiceId = value;
  }
  public resetPortalServiceId() {
    this._portalServiceId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get portalServiceIdInput() {
    return this._portalServiceId;
  }

  // type - computed: true, optional: false, required: true
  private _type?: string; 
  public get type() {
    return this.getStringAttribute('type');
  }
  public set type(value: string) {
    this._type = value;
  }
  // Temporarily expose input value. Use with caution.
  public get typeInput() {
    return this._type;
  }
}
export interface CatalogSettingsSender {
  /**
  * Address in the From line.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/catalog_settings#address CatalogSettings#address}
  */
  readonly address: string;
  /**
  * Name in the From line.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/catalog_settings#name CatalogSettings#name}
  */
  readonly name?: string;
}

export function catalogSettingsSenderToTerraform(struct?: CatalogSettingsSender | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    address: cdktf.stringToTerraform(struct!.address),
    name: cdktf.stringToTerraform(struct!.name),
  }
}


export function catalogSettingsSenderToHclTerraform(struct?: CatalogSettingsSender | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    address: {
      value: cdktf.stringToHclTerraform(struct!.address),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    name: {
      value: cdktf.stringToHclTerraform(struct!.name),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class CatalogSettingsSenderOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): CatalogSettingsSender | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._address !== undefined) {
      hasAnyValues = true;
      internalValueResult.address = this._address;
    }
    if (this._name !== undefined) {
      hasAnyValues = true;
      internalValueResult.name = this._name;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: CatalogSettingsSender | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._address = undefined;
      this._name = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._address = value.address;
      this._name = value.name;
    }
  }

  // address - computed: false, optional: false, required: true
  private _address?: string; 
  public get address() {
    return this.getStringAttribute('address');
  }
  public set address(value: string) {
    this._address = value;
  }
  // Temporarily expose input value. Use with caution.
  public get addressInput() {
    return this._address;
  }

  // name - computed: false, optional: true, required: false
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
}

/**
* Represents a {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/catalog_settings gatepost_catalog_settings}
*/
export class CatalogSettings extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "gatepost_catalog_settings";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a CatalogSettings resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the CatalogSettings to import
  * @param importFromId The id of the existing CatalogSettings that should be imported. Refer to the {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/catalog_settings#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the CatalogSettings to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "gatepost_catalog_settings", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/catalog_settings gatepost_catalog_settings} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options CatalogSettingsConfig
  */
  public constructor(scope: Construct, id: string, config: CatalogSettingsConfig) {
    super(scope, id, {
      terraformResourceType: 'gatepost_catalog_settings',
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
    this._consumerSelfServiceOnboarding = config.consumerSelfServiceOnboarding;
    this._customNotificationTemplatesEnabled = config.customNotificationTemplatesEnabled;
    this._hashClientSecret = config.hashClientSecret;
    this._organizationId = config.organizationId;
    this._portal.internalValue = config.portal;
    this._productionMode = config.productionMode;
    this._sender.internalValue = config.sender;
    this._spacesEnabled = config.spacesEnabled;
    this._taskSelfApproval = config.taskSelfApproval;
    this._testAppEnabled = config.testAppEnabled;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // catalog_id - computed: false, optional: false, required: true
  private _catalogId?: string; 
  public get catalogId() {
    return this.getStringAttribute('catalog_id');
  }
  public set catalogId(value: string) {
    this._catalogId = value;
  }
  // Temporarily expose input value. Use with caution.
  public get catalogIdInput() {
    return this._catalogId;
  }

  // consumer_self_service_onboarding - computed: true, optional: true, required: false
  private _consumerSelfServiceOnboarding?: boolean | cdktf.IResolvable; 
  public get consumerSelfServiceOnboarding() {
    return this.getBooleanAttribute('consumer_self_service_onboarding');
  }
  public set consumerSelfServiceOnboarding(value: boolean | cdktf.IResolvable) {
    this._consumerSelfServiceOnboarding = value;
  }
  public resetConsumerSelfServiceOnboarding() {
    this._consumerSelfServiceOnboarding = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get consumerSelfServiceOnboardingInput() {
    return this._consumerSelfServiceOnboarding;
  }

  // custom_notification_templates_enabled - computed: true, optional: true, required: false
  private _customNotificationTemplatesEnabled?: boolean | cdktf.IResolvable; 
  public get customNotificationTemplatesEnabled() {
    return this.getBooleanAttribute('custom_notification_templates_enabled');
  }
  public set customNotificationTemplatesEnabled(value: boolean | cdktf.IResolvable) {
    this._customNotificationTemplatesEnabled = value;
  }
  public resetCustomNotificationTemplatesEnabled() {
    this._customNotificationTemplatesEnabled = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get customNotificationTemplatesEnabledInput() {
    return this._customNotificationTemplatesEnabled;
  }

  // hash_client_secret - computed: true, optional: true, required: false
  private _hashClientSecret?: boolean | cdktf.IResolvable; 
  public get hashClientSecret() {
    return this.getBooleanAttribute('hash_client_secret');
  }
  public set hashClientSecret(value: boolean | cdktf.IResolvable) {
    this._hashClientSecret = value;
  }
  public resetHashClientSecret() {
    this._hashClientSecret = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get hashClientSecretInput() {
    return this._hashClientSecret;
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // organization_id - computed: false, optional: false, required: true
  private _organizationId?: string; 
  public get organizationId() {
    return this.getStringAttribute('organization_id');
  }
  public set organizationId(value: string) {
    this._organizationId = value;
  }
  // Temporarily expose input value. Use with caution.
  public get organizationIdInput() {
    return this._organizationId;
  }

  // portal - computed: true, optional: true, required: false
  private _portal = new CatalogSettingsPortalOutputReference(this, "portal");
  public get portal() {
    return this._portal;
  }
  public putPortal(value: CatalogSettingsPortal) {
    this._portal.internalValue = value;
  }
  public resetPortal() {
    this._portal.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get portalInput() {
    return this._portal.internalValue;
  }

  // production_mode - computed: true, optional: true, required: false
  private _productionMode?: boolean | cdktf.IResolvable; 
  public get productionMode() {
    return this.getBooleanAttribute('production_mode');
  }
  public set productionMode(value: boolean | cdktf.IResolvable) {
    this._productionMode = value;
  }
  public resetProductionMode() {
    this._productionMode = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get productionModeInput() {
    return this._productionMode;
  }

  // sender - computed: false, optional: true, required: false
  private _sender = new CatalogSettingsSenderOutputReference(this, "sender");
  public get sender() {
    return this._sender;
  }
  public putSender(value: CatalogSettingsSender) {
    this._sender.internalValue = value;
  }
  public resetSender() {
    this._sender.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get senderInput() {
    return this._sender.internalValue;
  }

  // spaces_enabled - computed: true, optional: true, required: false
  private _spacesEnabled?: boolean | cdktf.IResolvable; 
  public get spacesEnabled() {
    return this.getBooleanAttribute('spaces_enabled');
  }
  public set spacesEnabled(value: boolean | cdktf.IResolvable) {
    this._spacesEnabled = value;
  }
  public resetSpacesEnabled() {
    this._spacesEnabled = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get spacesEnabledInput() {
    return this._spacesEnabled;
  }

  // task_self_approval - computed: true, optional: true, required: false
  private _taskSelfApproval?: boolean | cdktf.IResolvable; 
  public get taskSelfApproval() {
    return this.getBooleanAttribute('task_self_approval');
  }
  public set taskSelfApproval(value: boolean | cdktf.IResolvable) {
    this._taskSelfApproval = value;
  }
  public resetTaskSelfApproval() {
    this._taskSelfApproval = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get taskSelfApprovalInput() {
    return this._taskSelfApproval;
  }

  // test_app_enabled - computed: true, optional: true, required: false
  private _testAppEnabled?: boolean | cdktf.IResolvable; 
  public get testAppEnabled() {
    return this.getBooleanAttribute('test_app_enabled');
  }
  public set testAppEnabled(value: boolean | cdktf.IResolvable) {
    this._testAppEnabled = value;
  }
  public resetTestAppEnabled() {
    this._testAppEnabled = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get testAppEnabledInput() {
    return this._testAppEnabled;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      catalog_id: cdktf.stringToTerraform(this._catalogId),
      consumer_self_service_onboarding: cdktf.booleanToTerraform(this._consumerSelfServiceOnboarding),
      custom_notification_templates_enabled: cdktf.booleanToTerraform(this._customNotificationTemplatesEnabled),
      hash_client_secret: cdktf.booleanToTerraform(this._hashClientSecret),
      organization_id: cdktf.stringToTerraform(this._organizationId),
      portal: catalogSettingsPortalToTerraform(this._portal.internalValue),
      production_mode: cdktf.booleanToTerraform(this._productionMode),
      sender: catalogSettingsSenderToTerraform(this._sender.internalValue),
      spaces_enabled: cdktf.booleanToTerraform(this._spacesEnabled),
      task_self_approval: cdktf.booleanToTerraform(this._taskSelfApproval),
      test_app_enabled: cdktf.booleanToTerraform(this._testAppEnabled),
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
      consumer_self_service_onboarding: {
        value: cdktf.booleanToHclTerraform(this._consumerSelfServiceOnboarding),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      custom_notification_templates_enabled: {
        value: cdktf.booleanToHclTerraform(this._customNotificationTemplatesEnabled),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      hash_client_secret: {
        value: cdktf.booleanToHclTerraform(this._hashClientSecret),
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
      portal: {
        value: catalogSettingsPortalToHclTerraform(this._portal.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "CatalogSettingsPortal",
      },
      production_mode: {
        value: cdktf.booleanToHclTerraform(this._productionMode),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      sender: {
        value: catalogSettingsSenderToHclTerraform(this._sender.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "CatalogSettingsSender",
      },
      spaces_enabled: {
        value: cdktf.booleanToHclTerraform(this._spacesEnabled),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      task_self_approval: {
        value: cdktf.booleanToHclTerraform(this._taskSelfApproval),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      test_app_enabled: {
        value: cdktf.booleanToHclTerraform(this._testAppEnabled),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
