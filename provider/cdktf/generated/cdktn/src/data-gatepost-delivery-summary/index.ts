// https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/data-sources/delivery_summary
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktn from 'cdktn';

// Configuration

export interface DataGatepostDeliverySummaryConfig extends cdktn.TerraformMetaArguments {
}

/**
* Represents a {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/data-sources/delivery_summary gatepost_delivery_summary}
*/
export class DataGatepostDeliverySummary extends cdktn.TerraformDataSource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "gatepost_delivery_summary";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTN code for importing a DataGatepostDeliverySummary resource upon running "cdktn plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the DataGatepostDeliverySummary to import
  * @param importFromId The id of the existing DataGatepostDeliverySummary that should be imported. Refer to the {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/data-sources/delivery_summary#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the DataGatepostDeliverySummary to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktn.TerraformProvider) {
        return new cdktn.ImportableResource(scope, importToId, { terraformResourceType: "gatepost_delivery_summary", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/data-sources/delivery_summary gatepost_delivery_summary} Data Source
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options DataGatepostDeliverySummaryConfig = {}
  */
  public constructor(scope: Construct, id: string, config: DataGatepostDeliverySummaryConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'gatepost_delivery_summary',
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
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // ambiguous - computed: true, optional: false, required: false
  public get ambiguous() {
    return this.getNumberAttribute('ambiguous');
  }

  // cancelled - computed: true, optional: false, required: false
  public get cancelled() {
    return this.getNumberAttribute('cancelled');
  }

  // failed - computed: true, optional: false, required: false
  public get failed() {
    return this.getNumberAttribute('failed');
  }

  // held - computed: true, optional: false, required: false
  public get held() {
    return this.getNumberAttribute('held');
  }

  // oldest_due_at - computed: true, optional: false, required: false
  public get oldestDueAt() {
    return this.getStringAttribute('oldest_due_at');
  }

  // queued - computed: true, optional: false, required: false
  public get queued() {
    return this.getNumberAttribute('queued');
  }

  // sending - computed: true, optional: false, required: false
  public get sending() {
    return this.getNumberAttribute('sending');
  }

  // sent - computed: true, optional: false, required: false
  public get sent() {
    return this.getNumberAttribute('sent');
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
    };
    return attrs;
  }
}
