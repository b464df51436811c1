// https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/notification_settings
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface NotificationSettingsConfig extends cdktf.TerraformMetaArguments {
  /**
  * Id of the email server through which mail leaves.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/notification_settings#email_server_id NotificationSettings#email_server_id}
  */
  readonly emailServerId: string;
  /**
  * Who mails come from. Without it the sender is the one the cloud came with.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/notification_settings#sender NotificationSettings#sender}
  */
  readonly sender?: NotificationSettingsSender;
}
export interface NotificationSettingsSender {
  /**
  * Address in the From line.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/notification_settings#address NotificationSettings#address}
  */
  readonly address: string;
  /**
  * Name in the From line.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/notification_settings#name NotificationSettings#name}
  */
  readonly name?: string;
}

export function notificationSettingsSenderToTerraform(struct?: NotificationSettingsSender | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    address: cdktf.stringToTerraform(struct!.address),
    name: cdktf.stringToTerraform(struct!.name),
  }
}


export function notificationSettingsSenderToHclTerraform(struct?: NotificationSettingsSender | cdktf.IResolvable): any {
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

export class NotificationSettingsSenderOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): NotificationSettingsSender | cdktf.IResolvable | undefined {
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

  public set internalValue(value: NotificationSettingsSender | cdktf.IResolvable | undefined) {
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
* Represents a {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/notification_settings gatepost_notification_settings}
*/
export class NotificationSettings extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "gatepost_notification_settings";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a NotificationSettings resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the NotificationSettings to import
  * @param importFromId The id of the existing NotificationSettings that should be imported. Refer to the {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/notification_settings#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the NotificationSettings to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "gatepost_notification_settings", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/notification_settings gatepost_notification_settings} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options NotificationSettingsConfig
  */
  public constructor(scope: Construct, id: string, config: NotificationSettingsConfig) {
    super(scope, id, {
      terraformResourceType: 'gatepost_notification_settings',
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
    this._sender.internalValue = config.sender;
  }

  // ==========
  // ATTRIBUTES
  // ==========

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

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // sender - computed: false, optional: true, required: false
  private _sender = new NotificationSettingsSenderOutputReference(this, "sender");
  public get sender() {
    return this._sender;
  }
  public putSender(value: NotificationSettingsSender) {
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
      email_server_id: cdktf.stringToTerraform(this._emailServerId),
      sender: notificationSettingsSenderToTerraform(this._sender.internalValue),
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
      sender: {
        value: notificationSettingsSenderToHclTerraform(this._sender.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "NotificationSettingsSender",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
