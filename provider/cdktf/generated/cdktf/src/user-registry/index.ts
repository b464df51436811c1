// https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/user_registry
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface UserRegistryConfig extends cdktf.TerraformMetaArguments {
  /**
  * Whether `Ann` and `ann` are two users; it cannot change once there are users.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/user_registry#case_sensitive UserRegistry#case_sensitive}
  */
  readonly caseSensitive?: boolean | cdktf.IResolvable;
  /**
  * Whether every user must have an e-mail address.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/user_registry#email_required UserRegistry#email_required}
  */
  readonly emailRequired?: boolean | cdktf.IResolvable;
  /**
  * Whether an address can belong to one user only.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/user_registry#email_unique_if_exist UserRegistry#email_unique_if_exist}
  */
  readonly emailUniqueIfExist?: boolean | cdktf.IResolvable;
  /**
  * By which people name the registry when they sign in. Without it one is made.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/user_registry#identity_providers UserRegistry#identity_providers}
  */
  readonly identityProviders?: UserRegistryIdentityProviders[] | cdktf.IResolvable;
  /**
  * Internal key. Derived from the title when it is created without one; a later change of the title leaves it.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/user_registry#name UserRegistry#name}
  */
  readonly name?: string;
  /**
  * Id of the organization that it belongs to, as in `gatepost_provider_organization.example.id`. Without it the organization `admin`, which is the cloud itself. A change replaces the object.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/user_registry#organization_id UserRegistry#organization_id}
  */
  readonly organizationId?: string;
  /**
  * What it is for.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/user_registry#summary UserRegistry#summary}
  */
  readonly summary?: string;
  /**
  * What people see.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/user_registry#title UserRegistry#title}
  */
  readonly title: string;
  /**
  * Whether its users are managed in it. Default `true`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/user_registry#user_managed UserRegistry#user_managed}
  */
  readonly userManaged?: boolean | cdktf.IResolvable;
  /**
  * Which organizations see it. Default: all.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/user_registry#visibility UserRegistry#visibility}
  */
  readonly visibility?: UserRegistryVisibility;
}
export interface UserRegistryIdentityProviders {
  /**
  * What people name when they sign in.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/user_registry#name UserRegistry#name}
  */
  readonly name: string;
  /**
  * What they see.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/user_registry#title UserRegistry#title}
  */
  readonly title: string;
}

export function userRegistryIdentityProvidersToTerraform(struct?: UserRegistryIdentityProviders | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    name: cdktf.stringToTerraform(struct!.name),
    title: cdktf.stringToTerraform(struct!.title),
  }
}


export function userRegistryIdentityProvidersToHclTerraform(struct?: UserRegistryIdentityProviders | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    name: {
      value: cdktf.stringToHclTerraform(struct!.name),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    title: {
      value: cdktf.stringToHclTerraform(struct!.title),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class UserRegistryIdentityProvidersOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param complexObjectIndex the index of this item in the list
  * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean) {
    super(terraformResource, terraformAttribute, complexObjectIsFromSet, complexObjectIndex);
  }

  public get internalValue(): UserRegistryIdentityProviders | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._name !== undefined) {
      hasAnyValues = true;
      internalValueResult.name = this._name;
    }
    if (this._title !== undefined) {
      hasAnyValues = true;
      internalValueResult.title = this._title;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: UserRegistryIdentityProviders | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._name = undefined;
      this._title = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._name = value.name;
      this._title = value.title;
    }
  }

  // name - computed: true, optional: false, required: true
  private _name?: string; 
  public get name() {
    return this.getStringAttribute('name');
  }
  public set name(value: string) {
    this._name = value;
  }
  // Temporarily expose input value. Use with caution.
  public get nameInput() {
    return this._name;
  }

  // title - computed: true, optional: false, required: true
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
}

export class UserRegistryIdentityProvidersList extends cdktf.ComplexList {
  public internalValue? : UserRegistryIdentityProviders[] | cdktf.IResolvable

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
  public get(index: number): UserRegistryIdentityProvidersOutputReference {
    return new UserRegistryIdentityProvidersOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}
export interface UserRegistryVisibility {
  /**
  * Ids of the organizations, with `custom`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/user_registry#organization_ids UserRegistry#organization_ids}
  */
  readonly organizationIds?: string[];
  /**
  * `public`: all; `private`: the organization `admin` alone; `custom`: those of `organization_ids`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/user_registry#type UserRegistry#type}
  */
  readonly type: string;
}

export function userRegistryVisibilityToTerraform(struct?: UserRegistryVisibility | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    organization_ids: cdktf.listMapper(cdktf.stringToTerraform, false)(struct!.organizationIds),
    type: cdktf.stringToTerraform(struct!.type),
  }
}


export function userRegistryVisibilityToHclTerraform(struct?: UserRegistryVisibility | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    organization_ids: {
      value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(struct!.organizationIds),
      isBlock: false,
      type: "set",
      storageClassType: "stringList",
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

export class UserRegistryVisibilityOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): UserRegistryVisibility | cdktf.IResolvable | undefined {
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

  public set internalValue(value: UserRegistryVisibility | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._organizationIds = undefined;
      this._type = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
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
    return cdktf.Fn.tolist(this.getListAttribute('organization_ids'));
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
* Represents a {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/user_registry gatepost_user_registry}
*/
export class UserRegistry extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "gatepost_user_registry";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a UserRegistry resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the UserRegistry to import
  * @param importFromId The id of the existing UserRegistry that should be imported. Refer to the {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/user_registry#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the UserRegistry to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "gatepost_user_registry", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/resources/user_registry gatepost_user_registry} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options UserRegistryConfig
  */
  public constructor(scope: Construct, id: string, config: UserRegistryConfig) {
    super(scope, id, {
      terraformResourceType: 'gatepost_user_registry',
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
    this._caseSensitive = config.caseSensitive;
    this._emailRequired = config.emailRequired;
    this._emailUniqueIfExist = config.emailUniqueIfExist;
    this._identityProviders.internalValue = config.identityProviders;
    this._name = config.name;
    this._organizationId = config.organizationId;
    this._summary = config.summary;
    this._title = config.title;
    this._userManaged = config.userManaged;
    this._visibility.internalValue = config.visibility;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // case_sensitive - computed: true, optional: true, required: false
  private _caseSensitive?: boolean | cdktf.IResolvable; 
  public get caseSensitive() {
    return this.getBooleanAttribute('case_sensitive');
  }
  public set caseSensitive(value: boolean | cdktf.IResolvable) {
    this._caseSensitive = value;
  }
  public resetCaseSensitive() {
    this._caseSensitive = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get caseSensitiveInput() {
    return this._caseSensitive;
  }

  // email_required - computed: true, optional: true, required: false
  private _emailRequired?: boolean | cdktf.IResolvable; 
  public get emailRequired() {
    return this.getBooleanAttribute('email_required');
  }
  public set emailRequired(value: boolean | cdktf.IResolvable) {
    this._emailRequired = value;
  }
  public resetEmailRequired() {
    this._emailRequired = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get emailRequiredInput() {
    return this._emailRequired;
  }

  // email_unique_if_exist - computed: true, optional: true, required: false
  private _emailUniqueIfExist?: boolean | cdktf.IResolvable; 
  public get emailUniqueIfExist() {
    return this.getBooleanAttribute('email_unique_if_exist');
  }
  public set emailUniqueIfExist(value: boolean | cdktf.IResolvable) {
    this._emailUniqueIfExist = value;
  }
  public resetEmailUniqueIfExist() {
    this._emailUniqueIfExist = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get emailUniqueIfExistInput() {
    return this._emailUniqueIfExist;
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // identity_providers - computed: true, optional: true, required: false
  private _identityProviders = new UserRegistryIdentityProvidersList(this, "identity_providers", false);
  public get identityProviders() {
    return this._identityProviders;
  }
  public putIdentityProviders(value: UserRegistryIdentityProviders[] | cdktf.IResolvable) {
    this._identityProviders.internalValue = value;
  }
  public resetIdentityProviders() {
    this._identityProviders.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get identityProvidersInput() {
    return this._identityProviders.internalValue;
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

  // organization_id - computed: true, optional: true, required: false
  private _organizationId?: string; 
  public get organizationId() {
    return this.getStringAttribute('organization_id');
  }
  public set organizationId(value: string) {
    this._organizationId = value;
  }
  public resetOrganizationId() {
    this._organizationId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get organizationIdInput() {
    return this._organizationId;
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

  // user_managed - computed: true, optional: true, required: false
  private _userManaged?: boolean | cdktf.IResolvable; 
  public get userManaged() {
    return this.getBooleanAttribute('user_managed');
  }
  public set userManaged(value: boolean | cdktf.IResolvable) {
    this._userManaged = value;
  }
  public resetUserManaged() {
    this._userManaged = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get userManagedInput() {
    return this._userManaged;
  }

  // visibility - computed: true, optional: true, required: false
  private _visibility = new UserRegistryVisibilityOutputReference(this, "visibility");
  public get visibility() {
    return this._visibility;
  }
  public putVisibility(value: UserRegistryVisibility) {
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
      case_sensitive: cdktf.booleanToTerraform(this._caseSensitive),
      email_required: cdktf.booleanToTerraform(this._emailRequired),
      email_unique_if_exist: cdktf.booleanToTerraform(this._emailUniqueIfExist),
      identity_providers: cdktf.listMapper(userRegistryIdentityProvidersToTerraform, false)(this._identityProviders.internalValue),
      name: cdktf.stringToTerraform(this._name),
      organization_id: cdktf.stringToTerraform(this._organizationId),
      summary: cdktf.stringToTerraform(this._summary),
      title: cdktf.stringToTerraform(this._title),
      user_managed: cdktf.booleanToTerraform(this._userManaged),
      visibility: userRegistryVisibilityToTerraform(this._visibility.internalValue),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      case_sensitive: {
        value: cdktf.booleanToHclTerraform(this._caseSensitive),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      email_required: {
        value: cdktf.booleanToHclTerraform(this._emailRequired),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      email_unique_if_exist: {
        value: cdktf.booleanToHclTerraform(this._emailUniqueIfExist),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      identity_providers: {
        value: cdktf.listMapperHcl(userRegistryIdentityProvidersToHclTerraform, false)(this._identityProviders.internalValue),
        isBlock: true,
        type: "list",
        storageClassType: "UserRegistryIdentityProvidersList",
      },
      name: {
        value: cdktf.stringToHclTerraform(this._name),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      organization_id: {
        value: cdktf.stringToHclTerraform(this._organizationId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      summary: {
        value: cdktf.stringToHclTerraform(this._summary),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      title: {
        value: cdktf.stringToHclTerraform(this._title),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      user_managed: {
        value: cdktf.booleanToHclTerraform(this._userManaged),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      visibility: {
        value: userRegistryVisibilityToHclTerraform(this._visibility.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "UserRegistryVisibility",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
