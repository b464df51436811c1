// https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/member_invitation
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface MemberInvitationConfig extends cdktf.TerraformMetaArguments {
  /**
  * Address of the invited person, in any case. A change replaces the invitation.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/member_invitation#email MemberInvitation#email}
  */
  readonly email: string;
  /**
  * What the mail is written in, such as `de` or `pt-BR`, and the account that comes of it has. Default: English.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/member_invitation#language MemberInvitation#language}
  */
  readonly language?: string;
  /**
  * Id of the notification settings, as in `gatepost_notification_settings.example.id`: with this reference they are made first, and destroyed last.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/member_invitation#notification_settings_id MemberInvitation#notification_settings_id}
  */
  readonly notificationSettingsId?: string;
  /**
  * Whether the link is mailed; this needs a selected email server. Turned on later, a new link is mailed and the old one dies. Default `true`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/member_invitation#notify MemberInvitation#notify}
  */
  readonly notify?: boolean | cdktf.IResolvable;
  /**
  * Id of the organization that it belongs to, as in `gatepost_provider_organization.example.id`; that of the organization `admin`, the cloud itself, comes from the data source `gatepost_provider_organization`. A change replaces the object.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/member_invitation#organization_id MemberInvitation#organization_id}
  */
  readonly organizationId: string;
  /**
  * Ids of the roles that the member will have. Without it the role `member`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/member_invitation#role_ids MemberInvitation#role_ids}
  */
  readonly roleIds?: string[];
  /**
  * How long operations may wait for what they depend on.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/member_invitation#timeouts MemberInvitation#timeouts}
  */
  readonly timeouts?: MemberInvitationTimeouts;
}
export interface MemberInvitationTimeouts {
  /**
  * How long creating may wait, such as `30s` or `2m`. Default `30s`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/member_invitation#create MemberInvitation#create}
  */
  readonly create?: string;
}

export function memberInvitationTimeoutsToTerraform(struct?: MemberInvitationTimeouts | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    create: cdktf.stringToTerraform(struct!.create),
  }
}


export function memberInvitationTimeoutsToHclTerraform(struct?: MemberInvitationTimeouts | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    create: {
      value: cdktf.stringToHclTerraform(struct!.create),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class MemberInvitationTimeoutsOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): MemberInvitationTimeouts | cdktf.IResolvable | undefined {
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

  public set internalValue(value: MemberInvitationTimeouts | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._create = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
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
* Represents a {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/member_invitation gatepost_member_invitation}
*/
export class MemberInvitation extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "gatepost_member_invitation";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a MemberInvitation resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the MemberInvitation to import
  * @param importFromId The id of the existing MemberInvitation that should be imported. Refer to the {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/member_invitation#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the MemberInvitation to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "gatepost_member_invitation", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/member_invitation gatepost_member_invitation} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options MemberInvitationConfig
  */
  public constructor(scope: Construct, id: string, config: MemberInvitationConfig) {
    super(scope, id, {
      terraformResourceType: 'gatepost_member_invitation',
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
    this._email = config.email;
    this._language = config.language;
    this._notificationSettingsId = config.notificationSettingsId;
    this._notify = config.notify;
    this._organizationId = config.organizationId;
    this._roleIds = config.roleIds;
    this._timeouts.internalValue = config.timeouts;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // email - computed: false, optional: false, required: true
  private _email?: string; 
  public get email() {
    return this.getStringAttribute('email');
  }
  public set email(value: string) {
    this._email = value;
  }
  // Temporarily expose input value. Use with caution.
  public get emailInput() {
    return this._email;
  }

  // expires_at - computed: true, optional: false, required: false
  public get expiresAt() {
    return this.getStringAttribute('expires_at');
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // language - computed: false, optional: true, required: false
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

  // notify - computed: true, optional: true, required: false
  private _notify?: boolean | cdktf.IResolvable; 
  public get notify() {
    return this.getBooleanAttribute('notify');
  }
  public set notify(value: boolean | cdktf.IResolvable) {
    this._notify = value;
  }
  public resetNotify() {
    this._notify = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get notifyInput() {
    return this._notify;
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

  // role_ids - computed: true, optional: true, required: false
  private _roleIds?: string[]; 
  public get roleIds() {
    return cdktf.Fn.tolist(this.getListAttribute('role_ids'));
  }
  public set roleIds(value: string[]) {
    this._roleIds = value;
  }
  public resetRoleIds() {
    this._roleIds = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get roleIdsInput() {
    return this._roleIds;
  }

  // state - computed: true, optional: false, required: false
  public get state() {
    return this.getStringAttribute('state');
  }

  // timeouts - computed: false, optional: true, required: false
  private _timeouts = new MemberInvitationTimeoutsOutputReference(this, "timeouts");
  public get timeouts() {
    return this._timeouts;
  }
  public putTimeouts(value: MemberInvitationTimeouts) {
    this._timeouts.internalValue = value;
  }
  public resetTimeouts() {
    this._timeouts.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get timeoutsInput() {
    return this._timeouts.internalValue;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      email: cdktf.stringToTerraform(this._email),
      language: cdktf.stringToTerraform(this._language),
      notification_settings_id: cdktf.stringToTerraform(this._notificationSettingsId),
      notify: cdktf.booleanToTerraform(this._notify),
      organization_id: cdktf.stringToTerraform(this._organizationId),
      role_ids: cdktf.listMapper(cdktf.stringToTerraform, false)(this._roleIds),
      timeouts: memberInvitationTimeoutsToTerraform(this._timeouts.internalValue),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      email: {
        value: cdktf.stringToHclTerraform(this._email),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      language: {
        value: cdktf.stringToHclTerraform(this._language),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      notification_settings_id: {
        value: cdktf.stringToHclTerraform(this._notificationSettingsId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      notify: {
        value: cdktf.booleanToHclTerraform(this._notify),
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
      role_ids: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._roleIds),
        isBlock: false,
        type: "set",
        storageClassType: "stringList",
      },
      timeouts: {
        value: memberInvitationTimeoutsToHclTerraform(this._timeouts.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "MemberInvitationTimeouts",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
