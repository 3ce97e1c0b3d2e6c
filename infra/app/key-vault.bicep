param name string
param location string
param tags object

@description('Whether it is reached by private endpoints only.')
param isPrivate bool

@secure()
param googleClientSecret string
@secure()
param microsoftClientSecret string

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: subscription().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    // Without the key every member has to sign in again, so nobody can take it away for good.
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    networkAcls: {
      defaultAction: isPrivate ? 'Deny' : 'Allow'
      // Templates write secrets and the key through Azure's own management.
      bypass: 'AzureServices'
    }
  }
}

// Encrypts the keys of Data Protection. Azure makes it once; another deployment finds it there and leaves it alone, so it stays the same without being written down anywhere.
resource key 'Microsoft.KeyVault/vaults/keys@2023-07-01' = {
  parent: vault
  name: 'data-protection'
  properties: {
    kty: 'RSA'
    keySize: 3072
    keyOps: [
      'wrapKey'
      'unwrapKey'
    ]
    // A version has no end: what it has wrapped must stay readable.
    rotationPolicy: {
      lifetimeActions: [
        {
          trigger: {
            timeAfterCreate: 'P1Y'
          }
          action: {
            type: 'rotate'
          }
        }
      ]
    }
  }
}

resource googleSecret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(googleClientSecret)) {
  parent: vault
  name: 'google-client-secret'
  properties: {
    value: googleClientSecret
  }
}

resource microsoftSecret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(microsoftClientSecret)) {
  parent: vault
  name: 'microsoft-client-secret'
  properties: {
    value: microsoftClientSecret
  }
}

output id string = vault.id
output name string = vault.name
output uri string = vault.properties.vaultUri
output keyUri string = key.properties.keyUri
