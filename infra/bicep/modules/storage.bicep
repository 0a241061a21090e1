// Two accounts. One is the members' tables alone: its redundancy is chosen by what they are worth, its throughput is theirs, and the
// functions may touch tables there and nothing else. The other is the Functions host's, which must own its blobs (leases of timers, the
// host's own keys, the deployed package), and of which nothing is lost with it.
// The tables themselves are made by the functions when they start, so that code and tables never differ.

import { resourceNames } from '../names.bicep'
import { sizing } from '../sizes.bicep'

param names resourceNames
param location string
param tags object
param size sizing
param workspaceId string

resource tables 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: names.tables
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: size.tables }
  properties: {
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: 'Enabled'
  }

  resource tableService 'tableServices' existing = { name: 'default' }
}

resource host 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: names.host
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: size.zoneRedundant ? 'Standard_ZRS' : 'Standard_LRS' }
  properties: {
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: 'Enabled'
  }

  resource blobService 'blobServices' = {
    name: 'default'

    resource container 'containers' = { name: names.packages }
  }
}

// Their logs would name each row that is read or written, a member's number in each. How many operations there were is enough.
resource tableMetrics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: tables::tableService
  properties: {
    workspaceId: workspaceId
    metrics: [{ category: 'Transaction', enabled: true }]
  }
}

resource blobMetrics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: host::blobService
  properties: {
    workspaceId: workspaceId
    metrics: [{ category: 'Transaction', enabled: true }]
  }
}
