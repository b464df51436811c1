// https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/gateway_service
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktn from 'cdktn';

// Configuration

export interface GatewayServiceConfig extends cdktn.TerraformMetaArguments {
  /**
  * Id of the analytics service that it sends what it sees to. Without it: nowhere.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/gateway_service#analytics_service_id GatewayService#analytics_service_id}
  */
  readonly analyticsServiceId?: string;
  /**
  * URL, or host name, under which the APIs are called.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/gateway_service#api_endpoint_base GatewayService#api_endpoint_base}
  */
  readonly apiEndpointBase?: string;
  /**
  * Name of the availability zone. Default `availability-zone-default`. A change replaces the service.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/gateway_service#availability_zone GatewayService#availability_zone}
  */
  readonly availabilityZone?: string;
  /**
  * URL where the cloud manages the gateway.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/gateway_service#endpoint GatewayService#endpoint}
  */
  readonly endpoint: string;
  /**
  * Kind of the gateway, such as `datapower-api-gateway`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/gateway_service#gateway_service_type GatewayService#gateway_service_type}
  */
  readonly gatewayServiceType?: string;
  /**
  * Name of what the cloud speaks to it with: `datapower-gateway`, `datapower-api-gateway`, `datapower-nano-gateway`, `wm-api-gateway` or `event-gateway`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/gateway_service#integration GatewayService#integration}
  */
  readonly integration?: string;
  /**
  * Internal key. Derived from the title when it is created without one; a later change of the title leaves it.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/gateway_service#name GatewayService#name}
  */
  readonly name?: string;
  /**
  * Which TLS server profile is spoken for which host name. Default: none.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/gateway_service#sni GatewayService#sni}
  */
  readonly sni?: GatewayServiceSni[] | cdktn.IResolvable;
  /**
  * What it is for.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/gateway_service#summary GatewayService#summary}
  */
  readonly summary?: string;
  /**
  * What people see.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/gateway_service#title GatewayService#title}
  */
  readonly title: string;
  /**
  * Id of the TLS client profile with which `endpoint` is called.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/gateway_service#tls_client_profile_id GatewayService#tls_client_profile_id}
  */
  readonly tlsClientProfileId?: string;
  /**
  * Which organizations see it. Default: all.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/gateway_service#visibility GatewayService#visibility}
  */
  readonly visibility?: GatewayServiceVisibility;
}
export interface GatewayServiceSni {
  /**
  * Host name; `*` is every other.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/gateway_service#host GatewayService#host}
  */
  readonly host: string;
  /**
  * Id of the TLS server profile that is spoken for it.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/gateway_service#tls_server_profile_id GatewayService#tls_server_profile_id}
  */
  readonly tlsServerProfileId: string;
}

export function gatewayServiceSniToTerraform(struct?: GatewayServiceSni | cdktn.IResolvable): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  return {
    host: cdktn.stringToTerraform(struct!.host),
    tls_server_profile_id: cdktn.stringToTerraform(struct!.tlsServerProfileId),
  }
}


export function gatewayServiceSniToHclTerraform(struct?: GatewayServiceSni | cdktn.IResolvable): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  const attrs = {
    host: {
      value: cdktn.stringToHclTerraform(struct!.host),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    tls_server_profile_id: {
      value: cdktn.stringToHclTerraform(struct!.tlsServerProfileId),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class GatewayServiceSniOutputReference extends cdktn.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktn.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param complexObjectIndex the index of this item in the list
  * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  public constructor(terraformResource: cdktn.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean) {
    super(terraformResource, terraformAttribute, complexObjectIsFromSet, complexObjectIndex);
  }

  public get internalValue(): GatewayServiceSni | cdktn.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._host !== undefined) {
      hasAnyValues = true;
      internalValueResult.host = this._host;
    }
    if (this._tlsServerProfileId !== undefined) {
      hasAnyValues = true;
      internalValueResult.tlsServerProfileId = this._tlsServerProfileId;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: GatewayServiceSni | cdktn.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._host = undefined;
      this._tlsServerProfileId = undefined;
    }
    else if (cdktn.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._host = value.host;
      this._tlsServerProfileId = value.tlsServerProfileId;
    }
  }

  // host - computed: true, optional: false, required: true
  private _host?: string; 
  public get host() {
    return this.getStringAttribute('host');
  }
  public set host(value: string) {
    this._host = value;
  }
  // Temporarily expose input value. Use with caution.
  public get hostInput() {
    return this._host;
  }

  // tls_server_profile_id - computed: true, optional: false, required: true
  private _tlsServerProfileId?: string; 
  public get tlsServerProfileId() {
    return this.getStringAttribute('tls_server_profile_id');
  }
  public set tlsServerProfileId(value: string) {
    this._tlsServerProfileId = value;
  }
  // Temporarily expose input value. Use with caution.
  public get tlsServerProfileIdInput() {
    return this._tlsServerProfileId;
  }
}

export class GatewayServiceSniList extends cdktn.ComplexList {
  public internalValue? : GatewayServiceSni[] | cdktn.IResolvable

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
  public get(index: number): GatewayServiceSniOutputReference {
    return new GatewayServiceSniOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}
export interface GatewayServiceVisibility {
  /**
  * Ids of the organizations, with `custom`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/gateway_service#organization_ids GatewayService#organization_ids}
  */
  readonly organizationIds?: string[];
  /**
  * `public`: all; `private`: the organization `admin` alone; `custom`: those of `organization_ids`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/gateway_service#type GatewayService#type}
  */
  readonly type: string;
}

export function gatewayServiceVisibilityToTerraform(struct?: GatewayServiceVisibility | cdktn.IResolvable): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  return {
    organization_ids: cdktn.listMapper(cdktn.stringToTerraform, false)(struct!.organizationIds),
    type: cdktn.stringToTerraform(struct!.type),
  }
}


export function gatewayServiceVisibilityToHclTerraform(struct?: GatewayServiceVisibility | cdktn.IResolvable): any {
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

export class GatewayServiceVisibilityOutputReference extends cdktn.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktn.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktn.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): GatewayServiceVisibility | cdktn.IResolvable | undefined {
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

  public set internalValue(value: GatewayServiceVisibility | cdktn.IResolvable | undefined) {
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
* Represents a {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/gateway_service gatepost_gateway_service}
*/
export class GatewayService extends cdktn.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "gatepost_gateway_service";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTN code for importing a GatewayService resource upon running "cdktn plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the GatewayService to import
  * @param importFromId The id of the existing GatewayService that should be imported. Refer to the {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/gateway_service#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the GatewayService to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktn.TerraformProvider) {
        return new cdktn.ImportableResource(scope, importToId, { terraformResourceType: "gatepost_gateway_service", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/gateway_service gatepost_gateway_service} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options GatewayServiceConfig
  */
  public constructor(scope: Construct, id: string, config: GatewayServiceConfig) {
    super(scope, id, {
      terraformResourceType: 'gatepost_gateway_service',
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
    this._analyticsServiceId = config.analyticsServiceId;
    this._apiEndpointBase = config.apiEndpointBase;
    this._availabilityZone = config.availabilityZone;
    this._endpoint = config.endpoint;
    this._gatewayServiceType = config.gatewayServiceType;
    this._integration = config.integration;
    this._name = config.name;
    this._sni.internalValue = config.sni;
    this._summary = config.summary;
    this._title = config.title;
    this._tlsClientProfileId = config.tlsClientProfileId;
    this._visibility.internalValue = config.visibility;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // analytics_service_id - computed: false, optional: true, required: false
  private _analyticsServiceId?: string; 
  public get analyticsServiceId() {
    return this.getStringAttribute('analytics_service_id');
  }
  public set analyticsServiceId(value: string) {
    this._analyticsServiceId = value;
  }
  public resetAnalyticsServiceId() {
    this._analyticsServiceId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get analyticsServiceIdInput() {
    return this._analyticsServiceId;
  }

  // api_endpoint_base - computed: false, optional: true, required: false
  private _apiEndpointBase?: string; 
  public get apiEndpointBase() {
    return this.getStringAttribute('api_endpoint_base');
  }
  public set apiEndpointBase(value: string) {
    this._apiEndpointBase = value;
  }
  public resetApiEndpointBase() {
    this._apiEndpointBase = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get apiEndpointBaseInput() {
    return this._apiEndpointBase;
  }

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

  // gateway_service_type - computed: false, optional: true, required: false
  private _gatewayServiceType?: string; 
  public get gatewayServiceType() {
    return this.getStringAttribute('gateway_service_type');
  }
  public set gatewayServiceType(value: string) {
    this._gatewayServiceType = value;
  }
  public resetGatewayServiceType() {
    this._gatewayServiceType = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get gatewayServiceTypeInput() {
    return this._gatewayServiceType;
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // integration - computed: false, optional: true, required: false
  private _integration?: string; 
  public get integration() {
    return this.getStringAttribute('integration');
  }
  public set integration(value: string) {
    this._integration = value;
  }
  public resetIntegration() {
    this._integration = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get integrationInput() {
    return this._integration;
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

  // sni - computed: true, optional: true, required: false
  private _sni = new GatewayServiceSniList(this, "sni", false);
  public get sni() {
    return this._sni;
  }
  public putSni(value: GatewayServiceSni[] | cdktn.IResolvable) {
    this._sni.internalValue = value;
  }
  public resetSni() {
    this._sni.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get sniInput() {
    return this._sni.internalValue;
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

  // tls_client_profile_id - computed: false, optional: true, required: false
  private _tlsClientProfileId?: string; 
  public get tlsClientProfileId() {
    return this.getStringAttribute('tls_client_profile_id');
  }
  public set tlsClientProfileId(value: string) {
    this._tlsClientProfileId = value;
  }
  public resetTlsClientProfileId() {
    this._tlsClientProfileId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get tlsClientProfileIdInput() {
    return this._tlsClientProfileId;
  }

  // visibility - computed: true, optional: true, required: false
  private _visibility = new GatewayServiceVisibilityOutputReference(this, "visibility");
  public get visibility() {
    return this._visibility;
  }
  public putVisibility(value: GatewayServiceVisibility) {
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
      analytics_service_id: cdktn.stringToTerraform(this._analyticsServiceId),
      api_endpoint_base: cdktn.stringToTerraform(this._apiEndpointBase),
      availability_zone: cdktn.stringToTerraform(this._availabilityZone),
      endpoint: cdktn.stringToTerraform(this._endpoint),
      gateway_service_type: cdktn.stringToTerraform(this._gatewayServiceType),
      integration: cdktn.stringToTerraform(this._integration),
      name: cdktn.stringToTerraform(this._name),
      sni: cdktn.listMapper(gatewayServiceSniToTerraform, false)(this._sni.internalValue),
      summary: cdktn.stringToTerraform(this._summary),
      title: cdktn.stringToTerraform(this._title),
      tls_client_profile_id: cdktn.stringToTerraform(this._tlsClientProfileId),
      visibility: gatewayServiceVisibilityToTerraform(this._visibility.internalValue),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      analytics_service_id: {
        value: cdktn.stringToHclTerraform(this._analyticsServiceId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      api_endpoint_base: {
        value: cdktn.stringToHclTerraform(this._apiEndpointBase),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
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
      gateway_service_type: {
        value: cdktn.stringToHclTerraform(this._gatewayServiceType),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      integration: {
        value: cdktn.stringToHclTerraform(this._integration),
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
      sni: {
        value: cdktn.listMapperHcl(gatewayServiceSniToHclTerraform, false)(this._sni.internalValue),
        isBlock: true,
        type: "list",
        storageClassType: "GatewayServiceSniList",
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
      tls_client_profile_id: {
        value: cdktn.stringToHclTerraform(this._tlsClientProfileId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      visibility: {
        value: gatewayServiceVisibilityToHclTerraform(this._visibility.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "GatewayServiceVisibility",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
