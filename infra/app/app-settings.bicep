param appName string
param identityClientId string
param blobEndpoint string
param queueEndpoint string
param tableEndpoint string
param backupEndpoint string
param insightsConnectionString string
param authenticationIssuer string
param authenticationAudience string
param authenticationTenant string
param authenticationDefaultRole string
param firstTenantId string
param firstTenantName string
param firstTenantCountry string
param firstTenantAdministrator string
param furtherTenants string
param publicBaseUrl string
param otlpEndpoint string
param googleClientId string
param microsoftClientId string
param vaultUri string
param vaultKeyUri string

// What the Functions host reads. The plan takes runtime and extension version from the app, not from settings.
var hostSettings = {
  AzureWebJobsStorage__blobServiceUri: blobEndpoint
  AzureWebJobsStorage__queueServiceUri: queueEndpoint
  AzureWebJobsStorage__tableServiceUri: tableEndpoint
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  // Above what the code takes, so that the code answers a body that is too long, and not the host, whose answer is empty.
  FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: '125829120'
  // Else the host answers / with a page of its own.
  AzureWebJobsDisableHomepage: 'true'
  APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
}

// What the code reads. The host reads the account too, for the triggers; the kind of credential is for it alone.
var settings = {
  Storage__blobServiceUri: blobEndpoint
  Storage__queueServiceUri: queueEndpoint
  Storage__tableServiceUri: tableEndpoint
  Storage__credential: 'managedidentity'
  Storage__clientId: identityClientId
  Backup__blobServiceUri: backupEndpoint
  Backup__clientId: identityClientId
  BackupSchedule: '0 40 2 * * *'
  Authentication__Issuer: authenticationIssuer
  Authentication__Audience: authenticationAudience
  DataProtection__KeyVaultKey: vaultKeyUri
  PublicBaseUrl: publicBaseUrl
}

// The platform reads these in the vault, as the app's identity, whenever it starts an instance.
var googleClientSecret = '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/google-client-secret)'
var microsoftClientSecret = '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/microsoft-client-secret)'

// Left out where empty, as an empty setting is not the same as none.
var optionalSettings = {
  Authentication__Tenant: authenticationTenant
  Authentication__DefaultRole: authenticationDefaultRole
  FirstTenant__Id: firstTenantId
  FirstTenant__Name: firstTenantName
  FirstTenant__Country: firstTenantCountry
  FirstTenant__Administrator: firstTenantAdministrator
  FurtherTenants: furtherTenants
  OTEL_EXPORTER_OTLP_ENDPOINT: otlpEndpoint
  Providers__Google__ClientId: googleClientId
  Providers__Google__ClientSecret: empty(googleClientId) ? '' : googleClientSecret
  Providers__Microsoft__ClientId: microsoftClientId
  Providers__Microsoft__ClientSecret: empty(microsoftClientId) ? '' : microsoftClientSecret
}
var chosenSettings = toObject(
  filter(items(optionalSettings), setting => !empty(setting.value)),
  setting => setting.key,
  setting => setting.value
)

resource app 'Microsoft.Web/sites@2024-04-01' existing = {
  name: appName
}

resource appSettings 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'appsettings'
  properties: union(hostSettings, settings, chosenSettings)
}
