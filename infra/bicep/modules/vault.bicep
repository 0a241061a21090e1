// What is secret. Its secrets are made by who deploys (infra/secrets.sh, infra/secrets.ps1), and stand in no file and no deployment.

import { resourceNames } from '../names.bicep'
import { sizing } from '../sizes.bicep'

param names resourceNames
param location string
param tags object
param size sizing
param workspaceId string

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: names.vault
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    // It can be turned on and never off, and so "off" is not something one may say.
    enablePurgeProtection: size.purgeProtection ? true : null
    publicNetworkAccess: 'Enabled'
  }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: vault
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'AuditEvent', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}
