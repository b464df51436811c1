// https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/analytics_service
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktn from 'cdktn';

// Configuration

export interface AnalyticsServiceConfig extends cdktn.TerraformMetaArguments {
  /**
  * Name of the availability zone. Default `availability-zone-default`. A change replaces the service.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/analytics_service#availability_zone AnalyticsService#availability_zone}
  */
  readonly availabilityZone?: string;
  /**
  * Id of the TLS client profile with which its data are asked for.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/analytics_service#client_endpoint_tls_client_profile_id AnalyticsService#client_endpoint_tls_client_profile_id}
  */
  readonly clientEndpointTlsClientProfileId?: string;
  /**
  * URL where the cloud reaches it.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/analytics_service#endpoint AnalyticsService#endpoint}
  */
  readonly endpoint?: string;
  /**
  * Id of the TLS client profile with which data are sent to it.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/analytics_service#ingestion_endpoint_tls_client_profile_id AnalyticsService#ingestion_endpoint_tls_client_profile_id}
  */
  readonly ingestionEndpointTlsClientProfileId?: string;
  /**
  * Internal key. Derived from the title when it is created without one; a later change of the title leaves it.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/analytics_service#name AnalyticsService#name}
  */
  readonly name?: string;
  /**
  * What it is for.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/analytics_service#summary AnalyticsService#summary}
  */
  readonly summary?: string;
  /**
  * What people see.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/analytics_service#title AnalyticsService#title}
  */
  readonly title: string;
  /**
  * Which organizations see it. Default: all.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/analytics_service#visibility AnalyticsService#visibility}
  */
  readonly visibility?: AnalyticsServiceVisibility;
}
export interface AnalyticsServiceVisibility {
  /**
  * Ids of the organizations, with `custom`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/analytics_service#organization_ids AnalyticsService#organization_ids}
  */
  readonly organizationIds?: string[];
  /**
  * `public`: all; `private`: the organization `admin` alone; `custom`: those of `organization_ids`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/analytics_service#type AnalyticsService#type}
  */
  readonly type: string;
}

export function analyticsServiceVisibilityToTerraform(struct?: AnalyticsServiceVisibility | cdktn.IResolvable): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  return {
    organization_ids: cdktn.listMapper(cdktn.stringToTerraform, false)(struct!.organizationIds),
    type: cdktn.stringToTerraform(struct!.type),
  }
}


export function analyticsServiceVisibilityToHclTerraform(struct?: AnalyticsServiceVisibility | cdktn.IResolvable): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  const attrs = {
    organization_ids: {
      value: cdktn.listMapperHcl(cdktn.stringToHclTerraform, false)(struct!.organizationIds),
      isBlock: false,
      type: "set",
      storageClassType: "stringList",
    },
    type: {
      value: cdktn.stringToHclTerraform(struct!.type),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class AnalyticsServiceVisibilityOutputReference extends cdktn.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktn.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktn.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): AnalyticsServiceVisibility | cdktn.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._organizationIds !== undefined) {
      hasAnyValues = true;
      internalValueResult.organizationIds = this._organizationIds;
    }
    if (this._type !== undefined) {
      hasAnyValues = true;
      internalValueResult.type = this._type;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: AnalyticsServiceVisibility | cdktn.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._organizationIds = undefined;
      this._type = undefined;
    }
    else if (cdktn.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._organizationIds = value.organizationIds;
      this._type = value.type;
    }
  }

  // organization_ids - computed: true, optional: true, required: false
  private _organizationIds?: string[]; 
  public get organizationIds() {
    return cdktn.Fn.tolist(this.getListAttribute('organization_ids'));
  }
  public set organizationIds(value: string[]) {
    this._organizationIds = value;
  }
  public resetOrganizationIds() {
    this._organizationIds = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get organizationIdsInput() {
    return this._organizationIds;
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

/**
* Represents a {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/analytics_service gatepost_analytics_service}
*/
export class AnalyticsService extends cdktn.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "gatepost_analytics_service";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTN code for importing a AnalyticsService resource upon running "cdktn plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the AnalyticsService to import
  * @param importFromId The id of the existing AnalyticsService that should be imported. Refer to the {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/analytics_service#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the AnalyticsService to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktn.TerraformProvider) {
        return new cdktn.ImportableResource(scope, importToId, { terraformResourceType: "gatepost_analytics_service", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/analytics_service gatepost_analytics_service} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options AnalyticsServiceConfig
  */
  public constructor(scope: Construct, id: string, config: AnalyticsServiceConfig) {
    super(scope, id, {
      terraformResourceType: 'gatepost_analytics_service',
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
    this._clientEndpointTlsClientProfileId = config.clientEndpointTlsClientProfileId;
    this._endpoint = config.endpoint;
    this._ingestionEndpointTlsClientProfileId = config.ingestionEndpointTlsClientProfileId;
    this._name = config.name;
    this._summary = config.summary;
    this._title = config.title;
    this._visibility.internalValue = config.visibility;
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

  // client_endpoint_tls_client_profile_id - computed: false, optional: true, required: false
  private _clientEndpointTlsClientProfileId?: string; 
  public get clientEndpointTlsClientProfileId() {
    return this.getStringAttribute('client_endpoint_tls_client_profile_id');
  }
  public set clientEndpointTlsClientProfileId(value: string) {
    this._clientEndpointTlsClientProfileId = value;
  }
  public resetClientEndpointTlsClientProfileId() {
    this._clientEndpointTlsClientProfileId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get clientEndpointTlsClientProfileIdInput() {
    return this._clientEndpointTlsClientProfileId;
  }

  // endpoint - computed: false, optional: true, required: false
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

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // ingestion_endpoint_tls_client_profile_id - computed: false, optional: true, required: false
  private _ingestionEndpointTlsClientProfileId?: string; 
  public get ingestionEndpointTlsClientProfileId() {
    return this.getStringAttribute('ingestion_endpoint_tls_client_profile_id');
  }
  public set ingestionEndpointTlsClientProfileId(value: string) {
    this._ingestionEndpointTlsClientProfileId = value;
  }
  public resetIngestionEndpointTlsClientProfileId() {
    this._ingestionEndpointTlsClientProfileId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get ingestionEndpointTlsClientProfileIdInput() {
    return this._ingestionEndpointTlsClientProfileId;
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

  // visibility - computed: true, optional: true, required: false
  private _visibility = new AnalyticsServiceVisibilityOutputReference(this, "visibility");
  public get visibility() {
    return this._visibility;
  }
  public putVisibility(value: AnalyticsServiceVisibility) {
    this._visibility.internalValue = value;
  }
  public resetVisibility() {
    this._visibility.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get visibilityInput() {
    return this._visibility.internalValue;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      availability_zone: cdktn.stringToTerraform(this._availabilityZone),
      client_endpoint_tls_client_profile_id: cdktn.stringToTerraform(this._clientEndpointTlsClientProfileId),
      endpoint: cdktn.stringToTerraform(this._endpoint),
      ingestion_endpoint_tls_client_profile_id: cdktn.stringToTerraform(this._ingestionEndpointTlsClientProfileId),
      name: cdktn.stringToTerraform(this._name),
      summary: cdktn.stringToTerraform(this._summary),
      title: cdktn.stringToTerraform(this._title),
      visibility: analyticsServiceVisibilityToTerraform(this._visibility.internalValue),
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
      client_endpoint_tls_client_profile_id: {
        value: cdktn.stringToHclTerraform(this._clientEndpointTlsClientProfileId),
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
      ingestion_endpoint_tls_client_profile_id: {
        value: cdktn.stringToHclTerraform(this._ingestionEndpointTlsClientProfileId),
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
      summary: {
        value: cdktn.stringToHclTerraform(this._summary),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      title: {
        value: cdktn.stringToHclTerraform(this._title),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      visibility: {
        value: analyticsServiceVisibilityToHclTerraform(this._visibility.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "AnalyticsServiceVisibility",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
