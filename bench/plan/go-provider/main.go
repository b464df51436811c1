// The yardstick of `npm run bench -- plan`: an email server as a provider on HashiCorp's plugin framework manages it,
// with one request for each object and the HTTP client that Go has.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

const emailServers = "/api/orgs/admin/mail-servers"

func main() {
	make := func() provider.Provider { return &yardstick{} }
	// Of no meaning here but to a debugger.
	options := providerserver.ServeOpts{Address: "example.com/gatepost/gatepost"}
	if err := providerserver.Serve(context.Background(), make, options); err != nil {
		log.Fatal(err)
	}
}

type yardstick struct{}

func (*yardstick) Metadata(_ context.Context, _ provider.MetadataRequest, response *provider.MetadataResponse) {
	response.TypeName = "gatepost"
}

func (*yardstick) Schema(context.Context, provider.SchemaRequest, *provider.SchemaResponse) {}

func (*yardstick) Configure(_ context.Context, _ provider.ConfigureRequest, response *provider.ConfigureResponse) {
	response.ResourceData = &api{
		endpoint: os.Getenv("GATEPOST_ENDPOINT"), token: os.Getenv("GATEPOST_TOKEN"), unasked: os.Getenv("YARDSTICK_UNASKED") != "",
	}
}

func (*yardstick) DataSources(context.Context) []func() datasource.DataSource { return nil }

func (*yardstick) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{func() resource.Resource { return &emailServer{} }}
}

type api struct {
	endpoint, token string
	// Whether a read answers what the state says, so that what is left is the engine's and the framework's own work.
	unasked bool
}

// ask sends one request; found is false for a 404.
func (a *api) ask(ctx context.Context, method, path string, body, answer any) (found bool, err error) {
	var sent io.Reader
	if body != nil {
		text, err := json.Marshal(body)
		if err != nil {
			return false, err
		}
		sent = bytes.NewReader(text)
	}
	request, err := http.NewRequestWithContext(ctx, method, a.endpoint+path, sent)
	if err != nil {
		return false, err
	}
	request.Header.Set("Authorization", "Bearer "+a.token)
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return false, err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode == http.StatusNotFound {
		return false, err
	}
	if response.StatusCode > 299 {
		return false, fmt.Errorf("%s %s answered %d: %s", method, path, response.StatusCode, text)
	}
	return true, json.Unmarshal(text, answer)
}

type emailServer struct{ api *api }

// As many attributes as Gatepost's: at each object Terraform copies the state of all, so that their number counts.
type state struct {
	Id             types.String `tfsdk:"id"`
	Title          types.String `tfsdk:"title"`
	Host           types.String `tfsdk:"host"`
	Port           types.Int64  `tfsdk:"port"`
	Name           types.String `tfsdk:"name"`
	Summary        types.String `tfsdk:"summary"`
	Url            types.String `tfsdk:"url"`
	OrgUrl         types.String `tfsdk:"org_url"`
	CreatedAt      types.String `tfsdk:"created_at"`
	UpdatedAt      types.String `tfsdk:"updated_at"`
	ApiVersion     types.String `tfsdk:"api_version"`
	TlsMode        types.String `tfsdk:"tls_mode"`
	TlsProfileUrl  types.String `tfsdk:"tls_client_profile_url"`
	HeloName       types.String `tfsdk:"helo_name"`
	Fingerprint    types.String `tfsdk:"password_fingerprint"`
	SecretPrint    types.String `tfsdk:"client_secret_fingerprint"`
	Timeout        types.Int64  `tfsdk:"timeout"`
	MaxConnections types.Int64  `tfsdk:"max_connections"`
	Secure         types.Bool   `tfsdk:"secure"`
	PasswordSet    types.Bool   `tfsdk:"password_set"`
	Unreadable     types.Bool   `tfsdk:"unreadable"`
}

type wire struct {
	Id             string  `json:"id,omitempty"`
	Title          string  `json:"title"`
	Host           string  `json:"host"`
	Port           int64   `json:"port"`
	Name           string  `json:"name,omitempty"`
	Summary        *string `json:"summary,omitempty"`
	Url            string  `json:"url,omitempty"`
	OrgUrl         string  `json:"org_url,omitempty"`
	CreatedAt      string  `json:"created_at,omitempty"`
	UpdatedAt      string  `json:"updated_at,omitempty"`
	ApiVersion     string  `json:"api_version,omitempty"`
	TlsMode        *string `json:"tls_mode,omitempty"`
	TlsProfileUrl  *string `json:"tls_client_profile_url,omitempty"`
	HeloName       *string `json:"helo_name,omitempty"`
	Fingerprint    *string `json:"password_fingerprint,omitempty"`
	SecretPrint    *string `json:"client_secret_fingerprint,omitempty"`
	Timeout        int64   `json:"timeout,omitempty"`
	MaxConnections int64   `json:"max_connections,omitempty"`
	Secure         *bool   `json:"secure,omitempty"`
	PasswordSet    *bool   `json:"password_set,omitempty"`
	Unreadable     *bool   `json:"unreadable,omitempty"`
}

func (w wire) state() state {
	return state{
		Id:             types.StringValue(w.Id),
		Title:          types.StringValue(w.Title),
		Host:           types.StringValue(w.Host),
		Port:           types.Int64Value(w.Port),
		Name:           types.StringValue(w.Name),
		Summary:        types.StringPointerValue(w.Summary),
		Url:            types.StringValue(w.Url),
		OrgUrl:         types.StringValue(w.OrgUrl),
		CreatedAt:      types.StringValue(w.CreatedAt),
		UpdatedAt:      types.StringValue(w.UpdatedAt),
		ApiVersion:     types.StringValue(w.ApiVersion),
		TlsMode:        types.StringPointerValue(w.TlsMode),
		TlsProfileUrl:  types.StringPointerValue(w.TlsProfileUrl),
		HeloName:       types.StringPointerValue(w.HeloName),
		Fingerprint:    types.StringPointerValue(w.Fingerprint),
		SecretPrint:    types.StringPointerValue(w.SecretPrint),
		Timeout:        types.Int64Value(w.Timeout),
		MaxConnections: types.Int64Value(w.MaxConnections),
		Secure:         types.BoolPointerValue(w.Secure),
		PasswordSet:    types.BoolPointerValue(w.PasswordSet),
		Unreadable:     types.BoolPointerValue(w.Unreadable),
	}
}

func (s state) wire() wire {
	return wire{Title: s.Title.ValueString(), Host: s.Host.ValueString(), Port: s.Port.ValueInt64()}
}

func (*emailServer) Metadata(_ context.Context, request resource.MetadataRequest, response *resource.MetadataResponse) {
	response.TypeName = request.ProviderTypeName + "_email_server"
}

func (*emailServer) Schema(_ context.Context, _ resource.SchemaRequest, response *resource.SchemaResponse) {
	kept := []planmodifier.String{stringplanmodifier.UseStateForUnknown()}
	attributes := map[string]schema.Attribute{
		"id":    schema.StringAttribute{Computed: true, PlanModifiers: kept},
		"title": schema.StringAttribute{Required: true},
		"host":  schema.StringAttribute{Required: true},
		"port":  schema.Int64Attribute{Required: true},
	}
	for _, name := range []string{"name", "summary", "url", "org_url", "created_at", "updated_at", "api_version", "tls_mode",
		"tls_client_profile_url", "helo_name", "password_fingerprint", "client_secret_fingerprint"} {
		attributes[name] = schema.StringAttribute{Computed: true}
	}
	for _, name := range []string{"timeout", "max_connections"} {
		attributes[name] = schema.Int64Attribute{Computed: true}
	}
	for _, name := range []string{"secure", "password_set", "unreadable"} {
		attributes[name] = schema.BoolAttribute{Computed: true}
	}
	response.Schema = schema.Schema{Attributes: attributes}
}

func (r *emailServer) Configure(_ context.Context, request resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	if request.ProviderData != nil {
		r.api = request.ProviderData.(*api)
	}
}

func (r *emailServer) Create(ctx context.Context, request resource.CreateRequest, response *resource.CreateResponse) {
	var planned state
	response.Diagnostics.Append(request.Plan.Get(ctx, &planned)...)
	var created wire
	if _, err := r.api.ask(ctx, http.MethodPost, emailServers, planned.wire(), &created); err != nil {
		response.Diagnostics.AddError("Creating failed", err.Error())
		return
	}
	response.Diagnostics.Append(response.State.Set(ctx, created.state())...)
}

func (r *emailServer) Read(ctx context.Context, request resource.ReadRequest, response *resource.ReadResponse) {
	var kept state
	response.Diagnostics.Append(request.State.Get(ctx, &kept)...)
	if r.api.unasked {
		response.Diagnostics.Append(response.State.Set(ctx, kept)...)
		return
	}
	var seen wire
	found, err := r.api.ask(ctx, http.MethodGet, emailServers+"/"+kept.Id.ValueString(), nil, &seen)
	if err != nil {
		response.Diagnostics.AddError("Reading failed", err.Error())
	} else if !found {
		response.State.RemoveResource(ctx)
	} else {
		response.Diagnostics.Append(response.State.Set(ctx, seen.state())...)
	}
}

func (r *emailServer) Update(ctx context.Context, request resource.UpdateRequest, response *resource.UpdateResponse) {
	var kept, planned state
	response.Diagnostics.Append(request.State.Get(ctx, &kept)...)
	response.Diagnostics.Append(request.Plan.Get(ctx, &planned)...)
	var changed wire
	if _, err := r.api.ask(ctx, http.MethodPatch, emailServers+"/"+kept.Id.ValueString(), planned.wire(), &changed); err != nil {
		response.Diagnostics.AddError("Updating failed", err.Error())
		return
	}
	response.Diagnostics.Append(response.State.Set(ctx, changed.state())...)
}

func (r *emailServer) Delete(ctx context.Context, request resource.DeleteRequest, response *resource.DeleteResponse) {
	var kept state
	response.Diagnostics.Append(request.State.Get(ctx, &kept)...)
	var gone wire
	if _, err := r.api.ask(ctx, http.MethodDelete, emailServers+"/"+kept.Id.ValueString(), nil, &gone); err != nil {
		response.Diagnostics.AddError("Deleting failed", err.Error())
	}
}
