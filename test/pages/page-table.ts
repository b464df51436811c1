/**
 * Who may see each page of Cloud Manager, written by hand and not read from the program: whoever opens a page wider has
 * to write it here too. `open` is everybody, `signed-in` whoever signed in, any other word a permission in `admin`.
 */
const TABLE = `
/cloud                                                      signed-in
/cloud/analytics-services                                   org/topology:view
/cloud/analytics-services/new                               org/topology:manage
/cloud/analytics-services/{item}                            org/topology:view
/cloud/api-keys                                             signed-in
/cloud/api-keys/new                                         signed-in
/cloud/api-keys/{item}                                      signed-in
/cloud/audit                                                cloud/view
/cloud/audit/objects/{object}                               cloud/view
/cloud/audit/{item}                                         cloud/view
/cloud/availability-zones                                   org/topology:view
/cloud/availability-zones/new                               org/topology:manage
/cloud/availability-zones/{item}                            org/topology:view
/cloud/deliveries                                           cloud/view
/cloud/deliveries/{item}                                    cloud/view
/cloud/email-servers                                        org/settings:view
/cloud/email-servers/new                                    org/settings:manage
/cloud/email-servers/{server}                               org/settings:view
/cloud/email-servers/{server}/test                          org/settings:view or org/settings:manage
/cloud/export                                               cloud/view
/cloud/forgotten                                            open
/cloud/gateway-services                                     org/topology:view
/cloud/gateway-services/new                                 org/topology:manage
/cloud/gateway-services/{item}                              org/topology:view
/cloud/keystores                                            org/settings:view
/cloud/keystores/new                                        org/settings:manage
/cloud/keystores/{item}                                     org/settings:view
/cloud/me                                                   signed-in
/cloud/me/password                                          signed-in
/cloud/member-invitations                                   org/member:view
/cloud/member-invitations/{invitation}                      org/member:view
/cloud/members                                              org/member:view
/cloud/members/new                                          org/member:manage
/cloud/members/{member}                                     org/member:view
/cloud/name-from-title                                      signed-in
/cloud/as-code                                              signed-in
/cloud/notification-settings                                org/settings:view or cloud/view
/cloud/notification-templates                               org/settings:view or cloud/view
/cloud/notification-templates/{scope}/{template}            org/settings:view or cloud/view
/cloud/notification-templates/{scope}/{template}/preview    org/settings:view or cloud/view
/cloud/org-invitations                                      cloud/provider-org:view
/cloud/org-invitations/{invitation}                         cloud/provider-org:view
/cloud/orgs                                                 cloud/provider-org:view
/cloud/orgs/new                                             cloud/provider-org:manage
/cloud/orgs/{org}                                           cloud/provider-org:view
/cloud/portal-services                                      org/topology:view
/cloud/portal-services/new                                  org/topology:manage
/cloud/portal-services/{item}                               org/topology:view
/cloud/preferences                                          open
/cloud/registrations                                        cloud/view
/cloud/registrations/new                                    cloud/manage
/cloud/registrations/{item}                                 cloud/view
/cloud/registries                                           org/settings:view
/cloud/registries/new                                       org/settings:manage
/cloud/registries/sign-in                                   cloud/manage
/cloud/registries/{registry}                                org/settings:view
/cloud/registries/{registry}/users/new                      org/settings:manage
/cloud/registries/{registry}/users/{user}                   org/settings:view
/cloud/registries/{registry}/users/{user}/password          org/settings:manage
/cloud/reset                                                open
/cloud/roles                                                org/member:view
/cloud/roles/new                                            org/member:manage
/cloud/roles/{role}                                         org/member:view
/cloud/sessions                                             signed-in
/cloud/sign-in                                              open
/cloud/tls-client-profiles                                  org/settings:view
/cloud/tls-client-profiles/new                              org/settings:manage
/cloud/tls-client-profiles/{item}                           org/settings:view
/cloud/tls-server-profiles                                  org/settings:view
/cloud/tls-server-profiles/new                              org/settings:manage
/cloud/tls-server-profiles/{item}                           org/settings:view
/cloud/truststores                                          org/settings:view
/cloud/truststores/new                                      org/settings:manage
/cloud/truststores/{item}                                   org/settings:view
/manager                                                    signed-in
/manager/activate                                           open
/manager/forgotten                                          open
/manager/me                                                 signed-in
/manager/as-code                                            signed-in
/manager/me/password                                        signed-in
/manager/notification-templates                             signed-in
/manager/notification-templates/{scope}/{template}          signed-in
/manager/notification-templates/{scope}/{template}/preview  signed-in
/manager/orgs/{org}                                         signed-in
/manager/orgs/{org}/catalogs                                signed-in
/manager/orgs/{org}/catalogs/new                            signed-in
/manager/orgs/{org}/catalogs/{item}                         signed-in
/manager/orgs/{org}/catalogs/{item}/settings                signed-in
/manager/orgs/{org}/member-invitations                      signed-in
/manager/orgs/{org}/member-invitations/{invitation}         signed-in
/manager/orgs/{org}/members                                 signed-in
/manager/orgs/{org}/members/{member}                        signed-in
/manager/orgs/{org}/registries                              signed-in
/manager/orgs/{org}/registries/new                          signed-in
/manager/orgs/{org}/registries/{registry}                   signed-in
/manager/orgs/{org}/registries/{registry}/users/new         signed-in
/manager/orgs/{org}/registries/{registry}/users/{user}      signed-in
/manager/orgs/{org}/registries/{registry}/users/{user}/password signed-in
/manager/orgs/{org}/roles                                   signed-in
/manager/orgs/{org}/roles/new                               signed-in
/manager/orgs/{org}/roles/{role}                            signed-in
/manager/orgs/{org}/settings                                signed-in
/manager/preferences                                        open
/manager/reset                                              open
/manager/sessions                                           signed-in
/manager/sign-in                                            open
`;

export interface Row {
  path: string;
  /** Any one of them is enough. */
  access: string[];
}

export const ROWS: readonly Row[] = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [path = '', ...words] = line.split(/\s+/);
    return { path, access: words.filter((word) => word !== 'or') };
  });
