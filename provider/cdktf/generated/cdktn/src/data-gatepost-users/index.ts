// https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/data-sources/users
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktn from 'cdktn';

// Configuration

export interface DataGatepostUsersConfig extends cdktn.TerraformMetaArguments {
  /**
  * Only those whose email contains this text, in upper or lower case.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/data-sources/users#email_contains DataGatepostUsers#email_contains}
  */
  readonly emailContains?: string;
  /**
  * Name of the user registry.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/data-sources/users#user_registry DataGatepostUsers#user_registry}
  */
  readonly userRegistry?: string;
  /**
  * Only those whose username contains this text, in upper or lower case.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/data-sources/users#username_contains DataGatepostUsers#username_contains}
  */
  readonly usernameContains?: string;
}
export interface DataGatepostUsersItems {
}

export function dataGatepostUsersItemsToTerraform(struct?: DataGatepostUsersItems): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  return {
  }
}


export function dataGatepostUsersItemsToHclTerraform(struct?: DataGatepostUsersItems): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  const attrs = {
  };
  return attrs;
}

export class DataGatepostUsersItemsOutputReference extends cdktn.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param complexObjectIndex the index of this item in the list
  * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  public constructor(terraformResource: cdktn.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean) {
    super(terraformResource, terraformAttribute, complexObjectIsFromSet, complexObjectIndex);
  }

  public get internalValue(): DataGatepostUsersItems | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataGatepostUsersItems | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // email - computed: true, optional: false, required: false
  public get email() {
    return this.getStringAttribute('email');
  }

  // first_name - computed: true, optional: false, required: false
  public get firstName() {
    return this.getStringAttribute('first_name');
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // language - computed: true, optional: false, required: false
  public get language() {
    return this.getStringAttribute('language');
  }

  // last_name - computed: true, optional: false, required: false
  public get lastName() {
    return this.getStringAttribute('last_name');
  }

  // state - computed: true, optional: false, required: false
  public get state() {
    return this.getStringAttribute('state');
  }

  // user_registry - computed: true, optional: false, required: false
  public get userRegistry() {
    return this.getStringAttribute('user_registry');
  }

  // username - computed: true, optional: false, required: false
  public get username() {
    return this.getStringAttribute('username');
  }
}

export class DataGatepostUsersItemsList extends cdktn.ComplexList {

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
  public get(index: number): DataGatepostUsersItemsOutputReference {
    return new DataGatepostUsersItemsOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}

/**
* Represents a {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/data-sources/users gatepost_users}
*/
export class DataGatepostUsers extends cdktn.TerraformDataSource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "gatepost_users";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTN code for importing a DataGatepostUsers resource upon running "cdktn plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the DataGatepostUsers to import
  * @param importFromId The id of the existing DataGatepostUsers that should be imported. Refer to the {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/data-sources/users#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the DataGatepostUsers to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktn.TerraformProvider) {
        return new cdktn.ImportableResource(scope, importToId, { terraformResourceType: "gatepost_users", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/gatepost/gatepost/latest/docs/data-sources/users gatepost_users} Data Source
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options DataGatepostUsersConfig = {}
  */
  public constructor(scope: Construct, id: string, config: DataGatepostUsersConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'gatepost_users',
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
    this._emailContains = config.emailContains;
    this._userRegistry = config.userRegistry;
    this._usernameContains = config.usernameContains;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // email_contains - computed: false, optional: true, required: false
  private _emailContains?: string; 
  public get emailContains() {
    return this.getStringAttribute('email_contains');
  }
  public set emailContains(value: string) {
    this._emailContains = value;
  }
  public resetEmailContains() {
    this._emailContains = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get emailContainsInput() {
    return this._emailContains;
  }

  // ids - computed: true, optional: false, required: false
  public get ids() {
    return this.getListAttribute('ids');
  }

  // items - computed: true, optional: false, required: false
  private _items = new DataGatepostUsersItemsList(this, "items", false);
  public get items() {
    return this._items;
  }

  // user_registry - computed: true, optional: true, required: false
  private _userRegistry?: string; 
  public get userRegistry() {
    return this.getStringAttribute('user_registry');
  }
  public set userRegistry(value: string) {
    this._userRegistry = value;
  }
  public resetUserRegistry() {
    this._userRegistry = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get userRegistryInput() {
    return this._userRegistry;
  }

  // username_contains - computed: false, optional: true, required: false
  private _usernameContains?: string; 
  public get usernameContains() {
    return this.getStringAttribute('username_contains');
  }
  public set usernameContains(value: string) {
    this._usernameContains = value;
  }
  public resetUsernameContains() {
    this._usernameContains = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get usernameContainsInput() {
    return this._usernameContains;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      email_contains: cdktn.stringToTerraform(this._emailContains),
      user_registry: cdktn.stringToTerraform(this._userRegistry),
      username_contains: cdktn.stringToTerraform(this._usernameContains),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      email_contains: {
        value: cdktn.stringToHclTerraform(this._emailContains),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      user_registry: {
        value: cdktn.stringToHclTerraform(this._userRegistry),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      username_contains: {
        value: cdktn.stringToHclTerraform(this._usernameContains),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
