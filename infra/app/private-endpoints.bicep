param token string
param prefix string
param location string
param tags object
param vnetId string
param subnetId string
param storageId string
param vaultId string

// Each target by the name of its part, and the zone in which its address leads to the endpoint.
var parts = [
  { name: 'blob', targetId: storageId, zone: 'privatelink.blob.${environment().suffixes.storage}' }
  { name: 'queue', targetId: storageId, zone: 'privatelink.queue.${environment().suffixes.storage}' }
  { name: 'table', targetId: storageId, zone: 'privatelink.table.${environment().suffixes.storage}' }
  { name: 'vault', targetId: vaultId, zone: 'privatelink.vaultcore.azure.net' }
]

resource endpoints 'Microsoft.Network/privateEndpoints@2024-05-01' = [
  for part in parts: {
    name: '${prefix}${part.name}-${token}'
    location: location
    tags: tags
    properties: {
      subnet: {
        id: subnetId
      }
      privateLinkServiceConnections: [
        {
          name: part.name
          properties: {
            privateLinkServiceId: part.targetId
            groupIds: [part.name]
          }
        }
      ]
    }
  }
]

resource zones 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for part in parts: {
    name: part.zone
    location: 'global'
    tags: tags
  }
]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for (part, index) in parts: {
    parent: zones[index]
    name: 'app'
    location: 'global'
    tags: tags
    properties: {
      registrationEnabled: false
      virtualNetwork: {
        id: vnetId
      }
    }
  }
]

resource records 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-05-01' = [
  for (part, index) in parts: {
    parent: endpoints[index]
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        {
          name: part.name
          properties: {
            privateDnsZoneId: zones[index].id
          }
        }
      ]
    }
  }
]
