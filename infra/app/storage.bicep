param name string
param location string
param tags object
param sku string

@description('Whether it is reached by private endpoints only.')
param isPrivate bool

// What the code uses. A test compares these lists with it, both ways.
var containers = [
  'imports'
  'uploads'
  'import-reports'
  'imports-quarantine'
  'photos'
  'keys'
  'search-snapshots'
]
var queues = [
  'backup'
  'erasures'
  'housekeeping'
  'imports'
  'search-snapshots'
  'sync'
  'wake-ups'
]
var tables = [
  'contacts'
]

// What the Functions host keeps, and where it puts messages and blobs that failed five times. It would make them when it first needs them,
// too late for an alert on a poison queue.
var hostContainers = [
  'azure-webjobs-hosts'
]
var poisonQueues = [
  'backup-poison'
  'erasures-poison'
  'housekeeping-poison'
  'imports-poison'
  'search-snapshots-poison'
  'sync-poison'
  'wake-ups-poison'
  'webjobs-blobtrigger-poison'
]
var packageContainer = 'app-package'

var daysToUndelete = 14

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: sku
  }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    networkAcls: {
      defaultAction: isPrivate ? 'Deny' : 'Allow'
      // Event Grid.
      bypass: 'AzureServices'
    }
    supportsHttpsTrafficOnly: true
  }
}

resource blobService 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: account
  name: 'default'
  properties: {
    isVersioningEnabled: true
    deleteRetentionPolicy: {
      enabled: true
      days: daysToUndelete
    }
    containerDeleteRetentionPolicy: {
      enabled: true
      days: daysToUndelete
    }
  }
}

resource blobContainers 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = [
  for container in concat(containers, hostContainers, [packageContainer]): {
    parent: blobService
    name: container
  }
]

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2023-05-01' = {
  parent: account
  name: 'default'
}

resource storageQueues 'Microsoft.Storage/storageAccounts/queueServices/queues@2023-05-01' = [
  for queue in concat(queues, poisonQueues): {
    parent: queueService
    name: queue
  }
]

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2023-05-01' = {
  parent: account
  name: 'default'
}

resource storageTables 'Microsoft.Storage/storageAccounts/tableServices/tables@2023-05-01' = [
  for table in tables: {
    parent: tableService
    name: table
  }
]

output id string = account.id
output name string = account.name
output blobEndpoint string = account.properties.primaryEndpoints.blob
output queueEndpoint string = account.properties.primaryEndpoints.queue
output tableEndpoint string = account.properties.primaryEndpoints.table
output packageContainer string = packageContainer
