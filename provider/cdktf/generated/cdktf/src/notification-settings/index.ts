// https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/notification_settings
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface NotificationSettingsConfig extends cdktf.TerraformMetaArguments {
  /**
  * By what every mail is signed (DKIM). Without it mail is not signed.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/notification_settings#dkim NotificationSettings#dkim}
  */
  readonly dkim?: NotificationSettingsDkim;
  /**
  * Id of the email server through which mail leaves.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/notification_settings#email_server_id NotificationSettings#email_server_id}
  */
  readonly emailServerId: string;
  /**
  * Ids of the email servers that mail leaves by while the selected one is sick, in the order in which they are tried. Default: none.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/notification_settings#fallback_email_server_ids NotificationSettings#fallback_email_server_ids}
  */
  readonly fallbackEmailServerIds?: string[];
  /**
  * Who mails come from. Without it the sender is the one the cloud came with.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/notification_settings#sender NotificationSettings#sender}
  */
  readonly sender?: NotificationSettingsSender;
}
export interface NotificationSettingsDkim {
  /**
  * Whose mail it is said to be; in A-labels (`xn--…`) where it is of another script.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/notification_settings#domain NotificationSettings#domain}
  */
  readonly domain: string;
  /**
  * Id of the keystore whose RSA key signs.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/notification_settings#keystore_id NotificationSettings#keystore_id}
  */
  readonly keystoreId: string;
  /**
  * The public key stands in DNS at `<selector>._domainkey.<domain>`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/notification_settings#selector NotificationSettings#selector}
  */
  readonly selector: string;
}

export function notificationSettingsDkimToTerraform(struct?: NotificationSettingsDkim | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    domain: cdktf.stringToTerraform(struct!.domain),
    keystore_id: cdktf.stringToTerraform(struct!.keystoreId),
    selector: cdktf.stringToTerraform(struct!.selector),
  }
}


export function notificationSettingsDkimToHclTerraform(struct?: NotificationSettingsDkim | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    domain: {
      value: cdktf.stringToHclTerraform(struct!.domain),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    keystore_id: {
      value: cdktf.stringToHclTerraform(struct!.keystoreId),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    selector: {
      value: cdktf.stringToHclTerraform(struct!.selector),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class NotificationSettingsDkimOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): NotificationSettingsDkim | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._domain !== undefined) {
      hasAnyValues = true;
      internalValueResult.domain = this._domain;
    }
    if (this._keystoreId !== undefined) {
      hasAnyValues = true;
      internalValueResult.keystoreId = this._keystoreId;
    }
    if (this._selector !== undefined) {
      hasAnyValues = true;
      internalValueResult.selector = this._selector;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: NotificationSettingsDkim | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._domain = undefined;
      this._keystoreId = undefined;
      this._selector = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._domain = value.domain;
      this._keystoreId = value.keystoreId;
      this._selector = value.selector;
    }
  }

  // domain - computed: false, optional: false, required: true
  private _domain?: string; 
  public get domain() {
    return this.getStringAttribute('domain');
  }
  public set domain(value: string) {
    this._domain = value;
  }
  // Temporarily expose input value. Use with caution.
  public get domainInput() {
    return this._domain;
  }

  // keystore_id - computed: false, optional: false, required: true
  private _keystoreId?: string; 
  public get keystoreId() {
    return this.getStringAttribute('keystore_id');
  }
  public set keystoreId(value: string) {
    this._keystoreId = value;
  }
  // Temporarily expose input value. Use with caution.
  public get keystoreIdInput() {
    return this._keystoreId;
  }

  // selector - computed: false, optional: false, required: true
  private _selector?: string; 
  public get selector() {
    return this.getStringAttribute('selector');
  }
  public set selector(value: string) {
    this._selector = value;
  }
  // Temporarily expose input value. Use with caution.
  public get selectorInput() {
    return this._selector;
  }
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
    this._dkim.internalValue = config.dkim;
    this._emailServerId = config.emailServerId;
    this._fallbackEmailServerIds = config.fallbackEmailServerIds;
    this._sender.internalValue = config.sender;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // dkim - computed: false, optional: true, required: false
  private _dkim = new NotificationSettingsDkimOutputReference(this, "dkim");
  public get dkim() {
    return this._dkim;
  }
  public putDkim(value: NotificationSettingsDkim) {
    this._dkim.internalValue = value;
  }
  public resetDkim() {
    this._dkim.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get dkimInput() {
    return this._dkim.internalValue;
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

  // fallback_email_server_ids - computed: true, optional: true, required: false
  private _fallbackEmailServerIds?: string[]; 
  public get fallbackEmailServerIds() {
    return this.getListAttribute('fallback_email_server_ids');
  }
  public set fallbackEmailServerIds(value: string[]) {
    this._fallbackEmailServerIds = value;
  }
  public resetFallbackEmailServerIds() {
    this._fallbackEmailServerIds = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get fallbackEmailServerIdsInput() {
    return this._fallbackEmailServerIds;
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
      dkim: notificationSettingsDkimToTerraform(this._dkim.internalValue),
      email_server_id: cdktf.stringToTerraform(this._emailServerId),
      fallback_email_server_ids: cdktf.listMapper(cdktf.stringToTerraform, false)(this._fallbackEmailServerIds),
      sender: notificationSettingsSenderToTerraform(this._sender.internalValue),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      dkim: {
        value: notificationSettingsDkimToHclTerraform(this._dkim.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "NotificationSettingsDkim",
      },
      email_server_id: {
        value: cdktf.stringToHclTerraform(this._emailServerId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      fallback_email_server_ids: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._fallbackEmailServerIds),
        isBlock: false,
        type: "list",
        storageClassType: "stringList",
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
