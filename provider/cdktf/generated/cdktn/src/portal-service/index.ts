// https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/portal_service
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktn from 'cdktn';

// Configuration

export interface PortalServiceConfig extends cdktn.TerraformMetaArguments {
  /**
  * Name of the availability zone. Default `availability-zone-default`. A change replaces the service.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/portal_service#availability_zone PortalService#availability_zone}
  */
  readonly availabilityZone?: string;
  /**
  * URL of its management. A change replaces the service.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/portal_service#endpoint PortalService#endpoint}
  */
  readonly endpoint: string;
  /**
  * Id of the TLS client profile with which `endpoint` is called.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/portal_service#endpoint_tls_client_profile_id PortalService#endpoint_tls_client_profile_id}
  */
  readonly endpointTlsClientProfileId?: string;
  /**
  * Internal key. Derived from the title when it is created without one; a later change of the title leaves it.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/portal_service#name PortalService#name}
  */
  readonly name?: string;
  /**
  * Id of the notification settings, as in `gatepost_notification_settings.example.id`: with this reference they are made first, and destroyed last.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/portal_service#notification_settings_id PortalService#notification_settings_id}
  */
  readonly notificationSettingsId?: string;
  /**
  * What it is for.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/portal_service#summary PortalService#summary}
  */
  readonly summary?: string;
  /**
  * How long operations may wait for what they depend on.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/portal_service#timeouts PortalService#timeouts}
  */
  readonly timeouts?: PortalServiceTimeouts;
  /**
  * What people see.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/portal_service#title PortalService#title}
  */
  readonly title: string;
  /**
  * URL under which its sites are reached.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/portal_service#web_endpoint_base PortalService#web_endpoint_base}
  */
  readonly webEndpointBase: string;
}
export interface PortalServiceTimeouts {
  /**
  * How long creating may wait, such as `30s` or `2m`. Default `30s`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/portal_service#create PortalService#create}
  */
  readonly create?: string;
}

export function portalServiceTimeoutsToTerraform(struct?: PortalServiceTimeouts | cdktn.IResolvable): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  return {
    create: cdktn.stringToTerraform(struct!.create),
  }
}


export function portalServiceTimeoutsToHclTerraform(struct?: PortalServiceTimeouts | cdktn.IResolvable): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  const attrs = {
    create: {
      value: cdktn.stringToHclTerraform(struct!.create),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class PortalServiceTimeoutsOutputReference extends cdktn.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktn.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktn.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): PortalServiceTimeouts | cdktn.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._create !== undefined) {
      hasAnyValues = true;
      internalValueResult.create = this._create;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: PortalServiceTimeouts | cdktn.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._create = undefined;
    }
    else if (cdktn.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._create = value.create;
    }
  }

  // create - computed: false, optional: true, required: false
  private _create?: string; 
  public get create() {
    return this.getStringAttribute('create');
  }
  public set create(value: string) {
    this._create = value;
  }
  public resetCreate() {
    this._create = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get createInput() {
    return this._create;
  }
}

/**
* Represents a {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/portal_service gatepost_portal_service}
*/
export class PortalService extends cdktn.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "gatepost_portal_service";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTN code for importing a PortalService resource upon running "cdktn plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the PortalService to import
  * @param importFromId The id of the existing PortalService that should be imported. Refer to the {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/portal_service#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the PortalService to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktn.TerraformProvider) {
        return new cdktn.ImportableResource(scope, importToId, { terraformResourceType: "gatepost_portal_service", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/portal_service gatepost_portal_service} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options PortalServiceConfig
  */
  public constructor(scope: Construct, id: string, config: PortalServiceConfig) {
    super(scope, id, {
      terraformResourceType: 'gatepost_portal_service',
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
    this._availabilityZone = config.availabilityZone;
    this._endpoint = config.endpoint;
    this._endpointTlsClientProfileId = config.endpointTlsClientProfileId;
    this._name = config.name;
    this._notificationSettingsId = config.notificationSettingsId;
    this._summary = config.summary;
    this._timeouts.internalValue = config.timeouts;
    this._title = config.title;
    this._webEndpointBase = config.webEndpointBase;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // availability_zone - computed: true, optional: true, required: false
  private _availabilityZone?: string; 
  public get availabilityZone() {
    return this.getStringAttribute('availability_zone');
  }
  public set availabilityZone(value: string) {
    this._availabilityZone = value;
  }
  public resetAvailabilityZone() {
    this._availabilityZone = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get availabilityZoneInput() {
    return this._availabilityZone;
  }

  // endpoint - computed: false, optional: false, required: true
  private _endpoint?: string; 
  public get endpoint() {
    return this.getStringAttribute('endpoint');
  }
  public set endpoint(value: string) {
    this._endpoint = value;
  }
  // Temporarily expose input value. Use with caution.
  public get endpointInput() {
    return this._endpoint;
  }

  // endpoint_tls_client_profile_id - computed: false, optional: true, required: false
  private _endpointTlsClientProfileId?: string; 
  public get endpointTlsClientProfileId() {
    return this.getStringAttribute('endpoint_tls_client_profile_id');
  }
  public set endpointTlsClientProfileId(value: string) {
    this._endpointTlsClientProfileId = value;
  }
  public resetEndpointTlsClientProfileId() {
    this._endpointTlsClientProfileId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get endpointTlsClientProfileIdInput() {
    return this._endpointTlsClientProfileId;
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

  // notification_settings_id - computed: true, optional: true, required: false
  private _notificationSettingsId?: string; 
  public get notificationSettingsId() {
    return this.getStringAttribute('notification_settings_id');
  }
  public set notificationSettingsId(value: string) {
    this._notificationSettingsId = value;
  }
  public resetNotificationSettingsId() {
    this._notificationSettingsId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get notificationSettingsIdInput() {
    return this._notificationSettingsId;
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

  // timeouts - computed: false, optional: true, required: false
  private _timeouts = new PortalServiceTimeoutsOutputReference(this, "timeouts");
  public get timeouts() {
    return this._timeouts;
  }
  public putTimeouts(value: PortalServiceTimeouts) {
    this._timeouts.internalValue = value;
  }
  public resetTimeouts() {
    this._timeouts.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get timeoutsInput() {
    return this._timeouts.internalValue;
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

  // web_endpoint_base - computed: false, optional: false, required: true
  private _webEndpointBase?: string; 
  public get webEndpointBase() {
    return this.getStringAttribute('web_endpoint_base');
  }
  public set webEndpointBase(value: string) {
    this._webEndpointBase = value;
  }
  // Temporarily expose input value. Use with caution.
  public get webEndpointBaseInput() {
    return this._webEndpointBase;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      availability_zone: cdktn.stringToTerraform(this._availabilityZone),
      endpoint: cdktn.stringToTerraform(this._endpoint),
      endpoint_tls_client_profile_id: cdktn.stringToTerraform(this._endpointTlsClientProfileId),
      name: cdktn.stringToTerraform(this._name),
      notification_settings_id: cdktn.stringToTerraform(this._notificationSettingsId),
      summary: cdktn.stringToTerraform(this._summary),
      timeouts: portalServiceTimeoutsToTerraform(this._timeouts.internalValue),
      title: cdktn.stringToTerraform(this._title),
      web_endpoint_base: cdktn.stringToTerraform(this._webEndpointBase),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      availability_zone: {
        value: cdktn.stringToHclTerraform(this._availabilityZone),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      endpoint: {
        value: cdktn.stringToHclTerraform(this._endpoint),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      endpoint_tls_client_profile_id: {
        value: cdktn.stringToHclTerraform(this._endpointTlsClientProfileId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      name: {
        value: cdktn.stringToHclTerraform(this._name),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      notification_settings_id: {
        value: cdktn.stringToHclTerraform(this._notificationSettingsId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      summary: {
        value: cdktn.stringToHclTerraform(this._summary),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      timeouts: {
        value: portalServiceTimeoutsToHclTerraform(this._timeouts.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "PortalServiceTimeouts",
      },
      title: {
        value: cdktn.stringToHclTerraform(this._title),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      web_endpoint_base: {
        value: cdktn.stringToHclTerraform(this._webEndpointBase),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
