// https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/data-sources/email_server_probe
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface DataGatepostEmailServerProbeConfig extends cdktf.TerraformMetaArguments {
  /**
  * Id of the email server.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/data-sources/email_server_probe#email_server_id DataGatepostEmailServerProbe#email_server_id}
  */
  readonly emailServerId: string;
}
export interface DataGatepostEmailServerProbeStages {
}

export function dataGatepostEmailServerProbeStagesToTerraform(struct?: DataGatepostEmailServerProbeStages): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataGatepostEmailServerProbeStagesToHclTerraform(struct?: DataGatepostEmailServerProbeStages): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataGatepostEmailServerProbeStagesOutputReference extends cdktf.ComplexObject {
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

  public get internalValue(): DataGatepostEmailServerProbeStages | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataGatepostEmailServerProbeStages | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // cause - computed: true, optional: false, required: false
  public get cause() {
    return this.getStringAttribute('cause');
  }

  // fix - computed: true, optional: false, required: false
  public get fix() {
    return this.getStringAttribute('fix');
  }

  // ok - computed: true, optional: false, required: false
  public get ok() {
    return this.getBooleanAttribute('ok');
  }

  // seen - computed: true, optional: false, required: false
  public get seen() {
    return this.getStringAttribute('seen');
  }

  // stage - computed: true, optional: false, required: false
  public get stage() {
    return this.getStringAttribute('stage');
  }

  // warnings - computed: true, optional: false, required: false
  public get warnings() {
    return this.getListAttribute('warnings');
  }
}

export class DataGatepostEmailServerProbeStagesList extends cdktf.ComplexList {

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
  public get(index: number): DataGatepostEmailServerProbeStagesOutputReference {
    return new DataGatepostEmailServerProbeStagesOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}

/**
* Represents a {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/data-sources/email_server_probe gatepost_email_server_probe}
*/
export class DataGatepostEmailServerProbe extends cdktf.TerraformDataSource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "gatepost_email_server_probe";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a DataGatepostEmailServerProbe resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the DataGatepostEmailServerProbe to import
  * @param importFromId The id of the existing DataGatepostEmailServerProbe that should be imported. Refer to the {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/data-sources/email_server_probe#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the DataGatepostEmailServerProbe to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "gatepost_email_server_probe", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/data-sources/email_server_probe gatepost_email_server_probe} Data Source
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options DataGatepostEmailServerProbeConfig
  */
  public constructor(scope: Construct, id: string, config: DataGatepostEmailServerProbeConfig) {
    super(scope, id, {
      terraformResourceType: 'gatepost_email_server_probe',
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
    this._emailServerId = config.emailServerId;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // cause - computed: true, optional: false, required: false
  public get cause() {
    return this.getStringAttribute('cause');
  }

  // certificate_not_after - computed: true, optional: false, required: false
  public get certificateNotAfter() {
    return this.getStringAttribute('certificate_not_after');
  }

  // email_server_id - computed: false, optional: false, required: true
  private _emailServerId?: string; 
  public get emailServerId() {
    return this.getStringAttribute('email_server_id');
  }
  public set emailServerId(value: string) {
    this._emailServerId = value;
  }
  // Temporarily expose input value. Use with caution.
  public get emailServerIdInput() {
    return this._emailServerId;
  }

  // failed_stage - computed: true, optional: false, required: false
  public get failedStage() {
    return this.getStringAttribute('failed_stage');
  }

  // fix - computed: true, optional: false, required: false
  public get fix() {
    return this.getStringAttribute('fix');
  }

  // ok - computed: true, optional: false, required: false
  public get ok() {
    return this.getBooleanAttribute('ok');
  }

  // stages - computed: true, optional: false, required: false
  private _stages = new DataGatepostEmailServerProbeStagesList(this, "stages", false);
  public get stages() {
    return this._stages;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      email_server_id: cdktf.stringToTerraform(this._emailServerId),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      email_server_id: {
        value: cdktf.stringToHclTerraform(this._emailServerId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
