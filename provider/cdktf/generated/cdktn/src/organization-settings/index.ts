// https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/organization_settings
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktn from 'cdktn';

// Configuration

export interface OrganizationSettingsConfig extends cdktn.TerraformMetaArguments {
  /**
  * How long invitations of members last, in seconds. Without it as the cloud settings say.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/organization_settings#invitation_ttl_s OrganizationSettings#invitation_ttl_s}
  */
  readonly invitationTtlS?: number;
  /**
  * Id of the organization that it belongs to, as in `gatepost_provider_organization.example.id`; that of the organization `admin`, the cloud itself, comes from the data source `gatepost_provider_organization`. A change replaces the object.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/organization_settings#organization_id OrganizationSettings#organization_id}
  */
  readonly organizationId: string;
  /**
  * How long links to reset a password last, in seconds, for users of its own registries. Without it as the cloud settings say.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/organization_settings#reset_password_ttl_s OrganizationSettings#reset_password_ttl_s}
  */
  readonly resetPasswordTtlS?: number;
  /**
  * Who mails come from. Without it as what stands above says.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/organization_settings#sender OrganizationSettings#sender}
  */
  readonly sender?: OrganizationSettingsSender;
}
export interface OrganizationSettingsSender {
  /**
  * Address in the From line.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/organization_settings#address OrganizationSettings#address}
  */
  readonly address: string;
  /**
  * Name in the From line.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/organization_settings#name OrganizationSettings#name}
  */
  readonly name?: string;
}

export function organizationSettingsSenderToTerraform(struct?: OrganizationSettingsSender | cdktn.IResolvable): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  return {
    address: cdktn.stringToTerraform(struct!.address),
    name: cdktn.stringToTerraform(struct!.name),
  }
}


export function organizationSettingsSenderToHclTerraform(struct?: OrganizationSettingsSender | cdktn.IResolvable): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  const attrs = {
    address: {
      value: cdktn.stringToHclTerraform(struct!.address),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    name: {
      value: cdktn.stringToHclTerraform(struct!.name),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class OrganizationSettingsSenderOutputReference extends cdktn.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktn.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktn.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): OrganizationSettingsSender | cdktn.IResolvable | undefined {
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

  public set internalValue(value: OrganizationSettingsSender | cdktn.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._address = undefined;
      this._name = undefined;
    }
    else if (cdktn.Tokenization.isResolvable(value)) {
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
* Represents a {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/organization_settings gatepost_organization_settings}
*/
export class OrganizationSettings extends cdktn.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "gatepost_organization_settings";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTN code for importing a OrganizationSettings resource upon running "cdktn plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the OrganizationSettings to import
  * @param importFromId The id of the existing OrganizationSettings that should be imported. Refer to the {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/organization_settings#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the OrganizationSettings to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktn.TerraformProvider) {
        return new cdktn.ImportableResource(scope, importToId, { terraformResourceType: "gatepost_organization_settings", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/organization_settings gatepost_organization_settings} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options OrganizationSettingsConfig
  */
  public constructor(scope: Construct, id: string, config: OrganizationSettingsConfig) {
    super(scope, id, {
      terraformResourceType: 'gatepost_organization_settings',
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
    this._invitationTtlS = config.invitationTtlS;
    this._organizationId = config.organizationId;
    this._resetPasswordTtlS = config.resetPasswordTtlS;
    this._sender.internalValue = config.sender;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // invitation_ttl_s - computed: false, optional: true, required: false
  private _invitationTtlS?: number; 
  public get invitationTtlS() {
    return this.getNumberAttribute('invitation_ttl_s');
  }
  public set invitationTtlS(value: number) {
    this._invitationTtlS = value;
  }
  public resetInvitationTtlS() {
    this._invitationTtlS = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get invitationTtlSInput() {
    return this._invitationTtlS;
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

  // reset_password_ttl_s - computed: false, optional: true, required: false
  private _resetPasswordTtlS?: number; 
  public get resetPasswordTtlS() {
    return this.getNumberAttribute('reset_password_ttl_s');
  }
  public set resetPasswordTtlS(value: number) {
    this._resetPasswordTtlS = value;
  }
  public resetResetPasswordTtlS() {
    this._resetPasswordTtlS = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get resetPasswordTtlSInput() {
    return this._resetPasswordTtlS;
  }

  // sender - computed: false, optional: true, required: false
  private _sender = new OrganizationSettingsSenderOutputReference(this, "sender");
  public get sender() {
    return this._sender;
  }
  public putSender(value: OrganizationSettingsSender) {
    this._sender.internalValue = value;
  }
  public resetSender() {
    this._sender.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get senderInput() {
    return this._sender.internalValue;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      invitation_ttl_s: cdktn.numberToTerraform(this._invitationTtlS),
      organization_id: cdktn.stringToTerraform(this._organizationId),
      reset_password_ttl_s: cdktn.numberToTerraform(this._resetPasswordTtlS),
      sender: organizationSettingsSenderToTerraform(this._sender.internalValue),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      invitation_ttl_s: {
        value: cdktn.numberToHclTerraform(this._invitationTtlS),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      organization_id: {
        value: cdktn.stringToHclTerraform(this._organizationId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      reset_password_ttl_s: {
        value: cdktn.numberToHclTerraform(this._resetPasswordTtlS),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      sender: {
        value: organizationSettingsSenderToHclTerraform(this._sender.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "OrganizationSettingsSender",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
