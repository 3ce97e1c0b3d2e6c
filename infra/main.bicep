targetScope = 'subscription'

@description('The name of the azd environment; all names are made from it.')
@minLength(1)
@maxLength(64)
param environmentName string

@description('A region that has the Flex Consumption plan.')
@minLength(1)
@metadata({
  azd: {
    type: 'location'
  }
})
param location string

@description('The OpenID Connect issuer whose tokens are accepted, exactly as its tokens name it.')
@minLength(1)
param authenticationIssuer string

@description('For whom its tokens must be meant: the client id or the URI of the API registered there.')
@minLength(1)
param authenticationAudience string

@description('The one tenant the issuer speaks for; empty: the token tells by its claim tid.')
param authenticationTenant string = ''

@description('The role of a person whose token names none: administrator, manager, member, or none to refuse them; empty: member.')
param authenticationDefaultRole string = ''

@description('The organisation that the service begins with: 1 to 63 of a-z, 0-9 and dash; empty: none, and everybody is refused.')
param firstTenantId string = ''

@description('Its name; empty: its id.')
param firstTenantName string = ''

@description('Its country, ISO 3166-1 of two letters.')
param firstTenantCountry string = ''

@description('The member, as tokens name them, who is an administrator whatever roles their token names; empty: tokens name the administrators.')
param firstTenantAdministrator string = ''

@description('More organisations, separated by semicolons, each id|country|administrator|name.')
param furtherTenants string = ''

@description('The address under which callers reach the service, without a final slash; empty: that of the function app.')
param publicBaseUrl string = ''

@description('An OpenTelemetry collector that is sent metrics and traces, beside Application Insights; empty: none.')
param otlpEndpoint string = ''

@description('The client of this service at Google; empty: Google is not offered.')
param googleClientId string = ''

@description('Its secret.')
@secure()
param googleClientSecret string = ''

@description('The client of this service at Microsoft; empty: Microsoft is not offered.')
param microsoftClientId string = ''

@description('Its secret.')
@secure()
param microsoftClientSecret string = ''

@description('Whether storage and vault are reached through a virtual network only.')
param vnetEnabled bool = false

@description('Who is told of alerts: e-mail addresses, separated by commas; empty: nobody, the alerts are seen in the portal.')
param alertEmails string = ''

@description('The region of the backups, which should be another; empty: the same.')
param backupLocation string = ''

@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param storageSku string = 'Standard_LRS'

@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 100

var abbreviations = loadJsonContent('./abbreviations.json')
var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: '${abbreviations.resourcesResourceGroups}${environmentName}'
  location: location
  tags: tags
}

module identity 'app/identity.bicep' = {
  name: 'identity'
  scope: group
  params: {
    name: '${abbreviations.managedIdentityUserAssignedIdentities}${token}'
    location: location
    tags: tags
  }
}

module storage 'app/storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    name: '${abbreviations.storageStorageAccounts}${token}'
    location: location
    tags: tags
    sku: storageSku
    isPrivate: vnetEnabled
  }
}

module storageLifecycle 'app/storage-lifecycle.bicep' = {
  name: 'storage-lifecycle'
  scope: group
  params: {
    storageName: storage.outputs.name
  }
}

module backupStorage 'app/backup-storage.bicep' = {
  name: 'backup-storage'
  scope: group
  params: {
    name: '${abbreviations.storageStorageAccounts}b${token}'
    location: empty(backupLocation) ? location : backupLocation
    tags: tags
    principalId: identity.outputs.principalId
  }
}

module logs 'app/log-analytics.bicep' = {
  name: 'log-analytics'
  scope: group
  params: {
    name: '${abbreviations.operationalInsightsWorkspaces}${token}'
    location: location
    tags: tags
  }
}

module insights 'app/application-insights.bicep' = {
  name: 'application-insights'
  scope: group
  params: {
    name: '${abbreviations.insightsComponents}${token}'
    location: location
    tags: tags
    workspaceId: logs.outputs.id
  }
}

module vault 'app/key-vault.bicep' = {
  name: 'key-vault'
  scope: group
  params: {
    name: '${abbreviations.keyVaultVaults}${token}'
    location: location
    tags: tags
    isPrivate: vnetEnabled
    googleClientSecret: googleClientSecret
    microsoftClientSecret: microsoftClientSecret
  }
}

module vnet 'app/vnet.bicep' = if (vnetEnabled) {
  name: 'vnet'
  scope: group
  params: {
    name: '${abbreviations.networkVirtualNetworks}${token}'
    location: location
    tags: tags
  }
}

module privateEndpoints 'app/private-endpoints.bicep' = if (vnetEnabled) {
  name: 'private-endpoints'
  scope: group
  params: {
    prefix: abbreviations.networkPrivateEndpoints
    token: token
    location: location
    tags: tags
    vnetId: vnet!.outputs.id
    subnetId: vnet!.outputs.endpointSubnetId
    storageId: storage.outputs.id
    vaultId: vault.outputs.id
  }
}

module roles 'app/role-assignments.bicep' = {
  name: 'role-assignments'
  scope: group
  params: {
    principalId: identity.outputs.principalId
    storageName: storage.outputs.name
    insightsName: insights.outputs.name
    vaultName: vault.outputs.name
  }
}

module plan 'app/plan.bicep' = {
  name: 'plan'
  scope: group
  params: {
    name: '${abbreviations.webServerFarms}${token}'
    location: location
    tags: tags
  }
}

module api 'app/function-app.bicep' = {
  name: 'function-app'
  scope: group
  // Without its roles, or a way to storage, the app could not even fetch its own package.
  dependsOn: [roles, privateEndpoints]
  params: {
    name: '${abbreviations.webSitesFunctions}${token}'
    location: location
    // azd finds the app to deploy to by this tag.
    tags: union(tags, { 'azd-service-name': 'api' })
    planId: plan.outputs.id
    identityId: identity.outputs.id
    packageContainer: '${storage.outputs.blobEndpoint}${storage.outputs.packageContainer}'
    subnetId: vnetEnabled ? vnet!.outputs.appSubnetId : ''
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
  }
}

module apiSettings 'app/app-settings.bicep' = {
  name: 'app-settings'
  scope: group
  params: {
    appName: api.outputs.name
    identityClientId: identity.outputs.clientId
    blobEndpoint: storage.outputs.blobEndpoint
    queueEndpoint: storage.outputs.queueEndpoint
    tableEndpoint: storage.outputs.tableEndpoint
    backupEndpoint: backupStorage.outputs.blobEndpoint
    insightsConnectionString: insights.outputs.connectionString
    authenticationIssuer: authenticationIssuer
    authenticationAudience: authenticationAudience
    authenticationTenant: authenticationTenant
    authenticationDefaultRole: authenticationDefaultRole
    firstTenantId: firstTenantId
    firstTenantName: firstTenantName
    firstTenantCountry: firstTenantCountry
    firstTenantAdministrator: firstTenantAdministrator
    furtherTenants: furtherTenants
    publicBaseUrl: empty(publicBaseUrl) ? api.outputs.url : publicBaseUrl
    otlpEndpoint: otlpEndpoint
    googleClientId: googleClientId
    microsoftClientId: microsoftClientId
    vaultUri: vault.outputs.uri
    vaultKeyUri: vault.outputs.keyUri
  }
}

module alerts 'app/alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    name: '${abbreviations.insightsActionGroups}${token}'
    location: location
    tags: tags
    insightsId: insights.outputs.id
    emails: alertEmails
  }
}

module blobEvents 'app/event-grid.bicep' = {
  name: 'event-grid'
  scope: group
  params: {
    name: '${abbreviations.eventGridSystemTopics}${token}'
    location: location
    tags: tags
    storageId: storage.outputs.id
  }
}

// azd hands these to the hooks, as environment variables.
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_STORAGE_ACCOUNT_NAME string = storage.outputs.name
output AZURE_BACKUP_ACCOUNT_NAME string = backupStorage.outputs.name
output AZURE_FUNCTION_APP_NAME string = api.outputs.name
output AZURE_BLOB_EVENTS_TOPIC_NAME string = blobEvents.outputs.name
output SERVICE_API_URL string = api.outputs.url
