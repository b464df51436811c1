/**
 * Who may use each route, written from the wire contract and not read from the program: whoever opens a door wider has to
 * write it here too. A permission in one of the organization's roles opens the route, `or` names two of which one is
 * enough; `open` is everybody, `signed-in` whoever signed in, any other word the bearer of the mailed link of that purpose.
 */
const TABLE = `
DELETE /catalogs/{org}                                                                        org/settings:manage
GET    /catalogs/{org}                                                                        org/view
POST   /catalogs/{org}                                                                        org/settings:manage
DELETE /catalogs/{org}/{catalog}/configured-gateway-services                                  org/settings:manage
GET    /catalogs/{org}/{catalog}/configured-gateway-services                                  org/view or cloud/view
POST   /catalogs/{org}/{catalog}/configured-gateway-services                                  org/settings:manage
DELETE /catalogs/{org}/{catalog}/configured-gateway-services/{item}                           org/settings:manage
GET    /catalogs/{org}/{catalog}/configured-gateway-services/{item}                           org/view or cloud/view
PATCH  /catalogs/{org}/{catalog}/configured-gateway-services/{item}                           org/settings:manage
GET    /catalogs/{org}/{catalog}/member-invitations                                           org/member:view
GET    /catalogs/{org}/{catalog}/members                                                      org/member:view
GET    /catalogs/{org}/{catalog}/roles                                                        org/member:view
GET    /catalogs/{org}/{catalog}/settings                                                     org/view
PUT    /catalogs/{org}/{catalog}/settings                                                     org/settings:manage
GET    /catalogs/{org}/{catalog}/settings/notification-templates                              org/settings:view
GET    /catalogs/{org}/{catalog}/settings/notification-templates/{scope}                      org/settings:view
GET    /catalogs/{org}/{catalog}/settings/notification-templates/{scope}/{item}               org/settings:view
PATCH  /catalogs/{org}/{catalog}/settings/notification-templates/{scope}/{item}               org/settings:manage
GET    /catalogs/{org}/{catalog}/settings/notification-templates/{scope}/{item}/notification-languages org/settings:view
GET    /catalogs/{org}/{catalog}/settings/notification-templates/{scope}/{item}/notification-languages/{language} org/settings:view
PATCH  /catalogs/{org}/{catalog}/settings/notification-templates/{scope}/{item}/notification-languages/{language} org/settings:manage
POST   /catalogs/{org}/{catalog}/settings/notification-templates/{scope}/{item}/notification-languages/{language}/preview org/settings:view
POST   /catalogs/{org}/{catalog}/settings/notification-templates/{scope}/{item}/notification-languages/{language}/reset org/settings:manage
POST   /catalogs/{org}/{catalog}/settings/notification-templates/{scope}/{item}/preview       org/settings:view
POST   /catalogs/{org}/{catalog}/settings/notification-templates/{scope}/{item}/reset         org/settings:manage
GET    /catalogs/{org}/{catalog}/webhooks                                                     org/view
DELETE /catalogs/{org}/{item}                                                                 org/settings:manage
GET    /catalogs/{org}/{item}                                                                 org/view
PATCH  /catalogs/{org}/{item}                                                                 org/settings:manage
GET    /cloud/admin/identity-providers                                                        open
POST   /cloud/admin/search/user                                                               org/settings:view
GET    /cloud/api-keys                                                                        signed-in
POST   /cloud/api-keys                                                                        signed-in
DELETE /cloud/api-keys/{item}                                                                 signed-in
GET    /cloud/api-keys/{item}                                                                 signed-in
GET    /cloud/audit-events                                                                    cloud/view
GET    /cloud/audit-events/{item}                                                             cloud/view
GET    /cloud/deliveries                                                                      cloud/view
GET    /cloud/deliveries/summary                                                              cloud/view
GET    /cloud/deliveries/timeline                                                             cloud/view
GET    /cloud/deliveries/{item}                                                               cloud/view
POST   /cloud/deliveries/cancel                                                               cloud/manage
POST   /cloud/deliveries/retry                                                                cloud/manage
POST   /cloud/deliveries/{item}/cancel                                                        cloud/manage
POST   /cloud/deliveries/{item}/retry                                                         cloud/manage
POST   /cloud/emails/send-to-owners                                                           cloud/provider-org:manage
GET    /cloud/integrations                                                                    signed-in
GET    /cloud/integrations/{collection}                                                       signed-in
GET    /cloud/integrations/{collection}/{item}                                                signed-in
DELETE /cloud/org-invitations                                                                 cloud/provider-org:manage
GET    /cloud/org-invitations                                                                 cloud/provider-org:view
POST   /cloud/org-invitations                                                                 cloud/provider-org:manage
DELETE /cloud/org-invitations/{item}                                                          cloud/provider-org:manage
GET    /cloud/org-invitations/{item}                                                          cloud/provider-org:view
PATCH  /cloud/org-invitations/{item}                                                          cloud/provider-org:manage
POST   /cloud/org-invitations/{item}/accept                                                   invitation
POST   /cloud/org-invitations/{item}/regenerate                                               cloud/provider-org:manage
POST   /cloud/org-invitations/{item}/register                                                 invitation
GET    /cloud/orgs                                                                            cloud/provider-org:view
POST   /cloud/orgs                                                                            cloud/provider-org:manage
GET    /cloud/permissions                                                                     signed-in
GET    /cloud/permissions/{collection}                                                        signed-in
GET    /cloud/permissions/{collection}/{item}                                                 signed-in
GET    /cloud/provenances                                                                     cloud/view or org/settings:view or org/topology:view or org/member:view
GET    /cloud/provider/identity-providers                                                     open
POST   /cloud/provider/search/user                                                            org/settings:view
DELETE /cloud/registrations                                                                   cloud/manage
GET    /cloud/registrations                                                                   cloud/view
POST   /cloud/registrations                                                                   cloud/manage
DELETE /cloud/registrations/{item}                                                            cloud/manage
GET    /cloud/registrations/{item}                                                            cloud/view
PATCH  /cloud/registrations/{item}                                                            cloud/manage
GET    /cloud/settings                                                                        cloud/view or org/settings:view
PUT    /cloud/settings                                                                        org/settings:manage or cloud/manage
GET    /cloud/settings/mail-server-configured                                                 signed-in
GET    /cloud/settings/notification-templates                                                 org/settings:view or cloud/view
GET    /cloud/settings/notification-templates/{scope}                                         org/settings:view or cloud/view
GET    /cloud/settings/notification-templates/{scope}/{item}                                  org/settings:view or cloud/view
PATCH  /cloud/settings/notification-templates/{scope}/{item}                                  org/settings:manage or cloud/manage
GET    /cloud/settings/notification-templates/{scope}/{item}/notification-languages           org/settings:view or cloud/view
GET    /cloud/settings/notification-templates/{scope}/{item}/notification-languages/{language} org/settings:view or cloud/view
PATCH  /cloud/settings/notification-templates/{scope}/{item}/notification-languages/{language} org/settings:manage or cloud/manage
POST   /cloud/settings/notification-templates/{scope}/{item}/notification-languages/{language}/preview org/settings:view or cloud/view
POST   /cloud/settings/notification-templates/{scope}/{item}/notification-languages/{language}/reset org/settings:manage or cloud/manage
POST   /cloud/settings/notification-templates/{scope}/{item}/preview                          org/settings:view or cloud/view
POST   /cloud/settings/notification-templates/{scope}/{item}/reset                            org/settings:manage or cloud/manage
GET    /cloud/settings/role-defaults                                                          cloud/view or org/settings:view
GET    /cloud/settings/role-defaults/{collection}                                             cloud/view or org/settings:view
GET    /cloud/settings/role-defaults/{collection}/{item}                                      cloud/view or org/settings:view
GET    /cloud/settings/toolkit-credentials                                                    cloud/manage
GET    /cloud/settings/user-registries                                                        cloud/view or org/settings:view
PUT    /cloud/settings/user-registries                                                        cloud/manage
GET    /cloud/topology                                                                        cloud/view
GET    /cloud/webhooks                                                                        cloud/view
GET    /me                                                                                    signed-in
PUT    /me                                                                                    signed-in
POST   /me/change-password                                                                    signed-in
POST   /me/reset-password                                                                     password-reset
DELETE /me/sessions                                                                           signed-in
GET    /me/sessions                                                                           signed-in
DELETE /me/sessions/{item}                                                                    signed-in
POST   /me/sign-out                                                                           signed-in
GET    /orgs                                                                                  signed-in
DELETE /orgs/{item}                                                                           cloud/provider-org:manage
GET    /orgs/{item}                                                                           cloud/provider-org:view or org/view
PATCH  /orgs/{item}                                                                           cloud/provider-org:manage or org/member:manage
POST   /orgs/{item}/transfer-owner                                                            cloud/provider-org:manage or org/member:manage
GET    /orgs/{org}/analytics-services                                                         org/topology:view
GET    /orgs/{org}/analytics-services/{item}                                                  org/topology:view
GET    /orgs/{org}/associates                                                                 org/member:view
DELETE /orgs/{org}/availability-zones                                                         org/topology:manage
GET    /orgs/{org}/availability-zones                                                         org/topology:view
POST   /orgs/{org}/availability-zones                                                         org/topology:manage
DELETE /orgs/{org}/availability-zones/{availability_zone}/analytics-services                  org/topology:manage
GET    /orgs/{org}/availability-zones/{availability_zone}/analytics-services                  org/topology:view
POST   /orgs/{org}/availability-zones/{availability_zone}/analytics-services                  org/topology:manage
DELETE /orgs/{org}/availability-zones/{availability_zone}/analytics-services/{item}           org/topology:manage
GET    /orgs/{org}/availability-zones/{availability_zone}/analytics-services/{item}           org/topology:view
PATCH  /orgs/{org}/availability-zones/{availability_zone}/analytics-services/{item}           org/topology:manage
DELETE /orgs/{org}/availability-zones/{availability_zone}/gateway-services                    org/topology:manage
GET    /orgs/{org}/availability-zones/{availability_zone}/gateway-services                    org/topology:view
POST   /orgs/{org}/availability-zones/{availability_zone}/gateway-services                    org/topology:manage
DELETE /orgs/{org}/availability-zones/{availability_zone}/gateway-services/{item}             org/topology:manage
GET    /orgs/{org}/availability-zones/{availability_zone}/gateway-services/{item}             org/topology:view
PATCH  /orgs/{org}/availability-zones/{availability_zone}/gateway-services/{item}             org/topology:manage
DELETE /orgs/{org}/availability-zones/{availability_zone}/portal-services                     org/topology:manage
GET    /orgs/{org}/availability-zones/{availability_zone}/portal-services                     org/topology:view
POST   /orgs/{org}/availability-zones/{availability_zone}/portal-services                     org/topology:manage
DELETE /orgs/{org}/availability-zones/{availability_zone}/portal-services/{item}              org/topology:manage
GET    /orgs/{org}/availability-zones/{availability_zone}/portal-services/{item}              org/topology:view
PATCH  /orgs/{org}/availability-zones/{availability_zone}/portal-services/{item}              org/topology:manage
DELETE /orgs/{org}/availability-zones/{item}                                                  org/topology:manage
GET    /orgs/{org}/availability-zones/{item}                                                  org/topology:view
PATCH  /orgs/{org}/availability-zones/{item}                                                  org/topology:manage
DELETE /orgs/{org}/catalogs                                                                   org/settings:manage
GET    /orgs/{org}/catalogs                                                                   org/view
POST   /orgs/{org}/catalogs                                                                   org/settings:manage
DELETE /orgs/{org}/catalogs/{catalog}/configured-gateway-services                             org/settings:manage
GET    /orgs/{org}/catalogs/{catalog}/configured-gateway-services                             org/view or cloud/view
POST   /orgs/{org}/catalogs/{catalog}/configured-gateway-services                             org/settings:manage
DELETE /orgs/{org}/catalogs/{catalog}/configured-gateway-services/{item}                      org/settings:manage
GET    /orgs/{org}/catalogs/{catalog}/configured-gateway-services/{item}                      org/view or cloud/view
PATCH  /orgs/{org}/catalogs/{catalog}/configured-gateway-services/{item}                      org/settings:manage
GET    /orgs/{org}/catalogs/{catalog}/member-invitations                                      org/member:view
GET    /orgs/{org}/catalogs/{catalog}/members                                                 org/member:view
GET    /orgs/{org}/catalogs/{catalog}/roles                                                   org/member:view
GET    /orgs/{org}/catalogs/{catalog}/settings                                                org/view
PUT    /orgs/{org}/catalogs/{catalog}/settings                                                org/settings:manage
GET    /orgs/{org}/catalogs/{catalog}/settings/notification-templates                         org/settings:view
GET    /orgs/{org}/catalogs/{catalog}/settings/notification-templates/{scope}                 org/settings:view
GET    /orgs/{org}/catalogs/{catalog}/settings/notification-templates/{scope}/{item}          org/settings:view
PATCH  /orgs/{org}/catalogs/{catalog}/settings/notification-templates/{scope}/{item}          org/settings:manage
GET    /orgs/{org}/catalogs/{catalog}/settings/notification-templates/{scope}/{item}/notification-languages org/settings:view
GET    /orgs/{org}/catalogs/{catalog}/settings/notification-templates/{scope}/{item}/notification-languages/{language} org/settings:view
PATCH  /orgs/{org}/catalogs/{catalog}/settings/notification-templates/{scope}/{item}/notification-languages/{language} org/settings:manage
POST   /orgs/{org}/catalogs/{catalog}/settings/notification-templates/{scope}/{item}/notification-languages/{language}/preview org/settings:view
POST   /orgs/{org}/catalogs/{catalog}/settings/notification-templates/{scope}/{item}/notification-languages/{language}/reset org/settings:manage
POST   /orgs/{org}/catalogs/{catalog}/settings/notification-templates/{scope}/{item}/preview  org/settings:view
POST   /orgs/{org}/catalogs/{catalog}/settings/notification-templates/{scope}/{item}/reset    org/settings:manage
GET    /orgs/{org}/catalogs/{catalog}/webhooks                                                org/view
DELETE /orgs/{org}/catalogs/{item}                                                            org/settings:manage
GET    /orgs/{org}/catalogs/{item}                                                            org/view
PATCH  /orgs/{org}/catalogs/{item}                                                            org/settings:manage
GET    /orgs/{org}/gateway-services                                                           org/topology:view
GET    /orgs/{org}/gateway-services/{item}                                                    org/topology:view
DELETE /orgs/{org}/keystores                                                                  org/settings:manage
GET    /orgs/{org}/keystores                                                                  org/settings:view
POST   /orgs/{org}/keystores                                                                  org/settings:manage
DELETE /orgs/{org}/keystores/{item}                                                           org/settings:manage
GET    /orgs/{org}/keystores/{item}                                                           org/settings:view
PATCH  /orgs/{org}/keystores/{item}                                                           org/settings:manage
DELETE /orgs/{org}/mail-servers                                                               org/settings:manage
GET    /orgs/{org}/mail-servers                                                               org/settings:view
POST   /orgs/{org}/mail-servers                                                               org/settings:manage
POST   /orgs/{org}/mail-servers/test-connection                                               org/settings:manage
DELETE /orgs/{org}/mail-servers/{item}                                                        org/settings:manage
GET    /orgs/{org}/mail-servers/{item}                                                        org/settings:view
PATCH  /orgs/{org}/mail-servers/{item}                                                        org/settings:manage
POST   /orgs/{org}/mail-servers/{item}/test-connection                                        org/settings:view or org/settings:manage
DELETE /orgs/{org}/member-invitations                                                         org/member:manage
GET    /orgs/{org}/member-invitations                                                         org/member:view
POST   /orgs/{org}/member-invitations                                                         org/member:manage
DELETE /orgs/{org}/member-invitations/{item}                                                  org/member:manage
GET    /orgs/{org}/member-invitations/{item}                                                  org/member:view
PATCH  /orgs/{org}/member-invitations/{item}                                                  org/member:manage
POST   /orgs/{org}/member-invitations/{item}/accept                                           invitation
POST   /orgs/{org}/member-invitations/{item}/regenerate                                       org/member:manage
POST   /orgs/{org}/member-invitations/{item}/register                                         invitation
DELETE /orgs/{org}/members                                                                    org/member:manage
GET    /orgs/{org}/members                                                                    org/member:view
POST   /orgs/{org}/members                                                                    org/member:manage
DELETE /orgs/{org}/members/{item}                                                             org/member:manage
GET    /orgs/{org}/members/{item}                                                             org/member:view
PATCH  /orgs/{org}/members/{item}                                                             org/member:manage
GET    /orgs/{org}/oauth-providers                                                            org/settings:view
GET    /orgs/{org}/portal-services                                                            org/topology:view
GET    /orgs/{org}/portal-services/{item}                                                     org/topology:view
GET    /orgs/{org}/provenances                                                                org/settings:view or org/topology:view or org/member:view
DELETE /orgs/{org}/roles                                                                      org/member:manage
GET    /orgs/{org}/roles                                                                      org/member:view
POST   /orgs/{org}/roles                                                                      org/member:manage
DELETE /orgs/{org}/roles/{item}                                                               org/member:manage
GET    /orgs/{org}/roles/{item}                                                               org/member:view
PATCH  /orgs/{org}/roles/{item}                                                               org/member:manage
GET    /orgs/{org}/settings                                                                   org/settings:view
PUT    /orgs/{org}/settings                                                                   org/settings:manage
GET    /orgs/{org}/settings/notification-templates                                            org/settings:view
GET    /orgs/{org}/settings/notification-templates/{scope}                                    org/settings:view
GET    /orgs/{org}/settings/notification-templates/{scope}/{item}                             org/settings:view
PATCH  /orgs/{org}/settings/notification-templates/{scope}/{item}                             org/settings:manage
GET    /orgs/{org}/settings/notification-templates/{scope}/{item}/notification-languages      org/settings:view
GET    /orgs/{org}/settings/notification-templates/{scope}/{item}/notification-languages/{language} org/settings:view
PATCH  /orgs/{org}/settings/notification-templates/{scope}/{item}/notification-languages/{language} org/settings:manage
POST   /orgs/{org}/settings/notification-templates/{scope}/{item}/notification-languages/{language}/preview org/settings:view
POST   /orgs/{org}/settings/notification-templates/{scope}/{item}/notification-languages/{language}/reset org/settings:manage
POST   /orgs/{org}/settings/notification-templates/{scope}/{item}/preview                     org/settings:view
POST   /orgs/{org}/settings/notification-templates/{scope}/{item}/reset                       org/settings:manage
DELETE /orgs/{org}/tls-client-profiles                                                        org/settings:manage
GET    /orgs/{org}/tls-client-profiles                                                        org/settings:view
POST   /orgs/{org}/tls-client-profiles                                                        org/settings:manage
DELETE /orgs/{org}/tls-client-profiles/{item}                                                 org/settings:manage
GET    /orgs/{org}/tls-client-profiles/{item}                                                 org/settings:view
PATCH  /orgs/{org}/tls-client-profiles/{item}                                                 org/settings:manage
DELETE /orgs/{org}/tls-client-profiles/{item}/{version}                                       org/settings:manage
GET    /orgs/{org}/tls-client-profiles/{item}/{version}                                       org/settings:view
PATCH  /orgs/{org}/tls-client-profiles/{item}/{version}                                       org/settings:manage
DELETE /orgs/{org}/tls-server-profiles                                                        org/settings:manage
GET    /orgs/{org}/tls-server-profiles                                                        org/settings:view
POST   /orgs/{org}/tls-server-profiles                                                        org/settings:manage
DELETE /orgs/{org}/tls-server-profiles/{item}                                                 org/settings:manage
GET    /orgs/{org}/tls-server-profiles/{item}                                                 org/settings:view
PATCH  /orgs/{org}/tls-server-profiles/{item}                                                 org/settings:manage
DELETE /orgs/{org}/tls-server-profiles/{item}/{version}                                       org/settings:manage
GET    /orgs/{org}/tls-server-profiles/{item}/{version}                                       org/settings:view
PATCH  /orgs/{org}/tls-server-profiles/{item}/{version}                                       org/settings:manage
DELETE /orgs/{org}/truststores                                                                org/settings:manage
GET    /orgs/{org}/truststores                                                                org/settings:view
POST   /orgs/{org}/truststores                                                                org/settings:manage
DELETE /orgs/{org}/truststores/{item}                                                         org/settings:manage
GET    /orgs/{org}/truststores/{item}                                                         org/settings:view
PATCH  /orgs/{org}/truststores/{item}                                                         org/settings:manage
DELETE /orgs/{org}/user-registries                                                            org/settings:manage
GET    /orgs/{org}/user-registries                                                            org/settings:view
POST   /orgs/{org}/user-registries                                                            org/settings:manage
DELETE /orgs/{org}/user-registries/{item}                                                     org/settings:manage
GET    /orgs/{org}/user-registries/{item}                                                     org/settings:view
PATCH  /orgs/{org}/user-registries/{item}                                                     org/settings:manage
GET    /permissions                                                                           signed-in
POST   /request-password-reset                                                                open
POST   /token                                                                                 open
DELETE /user-registries/{org}                                                                 org/settings:manage
GET    /user-registries/{org}                                                                 org/settings:view
POST   /user-registries/{org}                                                                 org/settings:manage
DELETE /user-registries/{org}/{item}                                                          org/settings:manage
GET    /user-registries/{org}/{item}                                                          org/settings:view
PATCH  /user-registries/{org}/{item}                                                          org/settings:manage
POST   /user-registries/{org}/{user_registry}/search                                          org/settings:view
DELETE /user-registries/{org}/{user_registry}/users                                           org/settings:manage
GET    /user-registries/{org}/{user_registry}/users                                           org/settings:view
POST   /user-registries/{org}/{user_registry}/users                                           org/settings:manage
DELETE /user-registries/{org}/{user_registry}/users/{item}                                    org/settings:manage
GET    /user-registries/{org}/{user_registry}/users/{item}                                    org/settings:view
PATCH  /user-registries/{org}/{user_registry}/users/{item}                                    org/settings:manage
POST   /user-registries/{org}/{user_registry}/users/{item}/reset-password                     org/settings:manage
`;

export interface Row {
  /** Method and path. */
  name: string;
  method: string;
  path: string;
  /** One of these is needed. */
  access: readonly string[];
}

export const ROWS: readonly Row[] = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [method = '', path = '', ...access] = line.trim().split(/\s+/);
    return { name: `${method} ${path}`, method, path, access: access.filter((word) => word !== 'or') };
  });
