// Who may do what: all of it stands here, as little as is enough, and on the one resource or queue that it concerns.

import { resourceNames } from '../names.bicep'
import { vaultKeeper } from '../types.bicep'

param names resourceNames
param keeper vaultKeeper?

var definitions = 'Microsoft.Authorization/roleDefinitions'

var roles = {
  blobOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b' // Storage Blob Data Owner
  tableContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3' // Storage Table Data Contributor
  busReceiver: '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0' // Azure Service Bus Data Receiver
  busSender: '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39' // Azure Service Bus Data Sender
  mailOwner: '09976791-48a7-449e-bb21-39d1a415f350' // Communication and Email Service Owner
  metricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb' // Monitoring Metrics Publisher
  secretsUser: '4633458b-17de-408a-b874-0445c86b69e6' // Key Vault Secrets User
  secretsOfficer: 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7' // Key Vault Secrets Officer
}

resource functionsIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: names.functionsIdentity
}

resource eventsIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: names.eventsIdentity
}

resource tablesAccount 'Microsoft.Storage/storageAccounts@2025-01-01' existing = { name: names.tables }

resource hostAccount 'Microsoft.Storage/storageAccounts@2025-01-01' existing = { name: names.host }

resource bus 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = {
  name: names.bus

  resource purchaseQueue 'queues' existing = { name: names.purchases }
  resource reportQueue 'queues' existing = { name: names.deliveryReports }
}

resource communicationService 'Microsoft.Communication/communicationServices@2025-09-01' existing = {
  name: names.communication
}

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' existing = { name: names.insights }

resource keyVault 'Microsoft.KeyVault/vaults@2024-11-01' existing = { name: names.vault }

// The Functions host keeps its timers' leases and its own keys there, and starts from the package there; it asks for this role.
resource hostBlobs 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(hostAccount.id, functionsIdentity.id, roles.blobOwner)
  scope: hostAccount
  properties: {
    principalId: functionsIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(definitions, roles.blobOwner)
  }
}

// On the whole account, for the functions make the tables that they lack.
resource members 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(tablesAccount.id, functionsIdentity.id, roles.tableContributor)
  scope: tablesAccount
  properties: {
    principalId: functionsIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(definitions, roles.tableContributor)
  }
}

resource takesPurchases 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(bus::purchaseQueue.id, functionsIdentity.id, roles.busReceiver)
  scope: bus::purchaseQueue
  properties: {
    principalId: functionsIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(definitions, roles.busReceiver)
  }
}

resource takesReports 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(bus::reportQueue.id, functionsIdentity.id, roles.busReceiver)
  scope: bus::reportQueue
  properties: {
    principalId: functionsIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(definitions, roles.busReceiver)
  }
}

resource queuesPurchases 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(bus::purchaseQueue.id, functionsIdentity.id, roles.busSender)
  scope: bus::purchaseQueue
  properties: {
    principalId: functionsIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(definitions, roles.busSender)
  }
}

resource bringsReports 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(bus::reportQueue.id, eventsIdentity.id, roles.busSender)
  scope: bus::reportQueue
  properties: {
    principalId: eventsIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(definitions, roles.busSender)
  }
}

// There is no smaller role that sends.
resource sendsMail 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(communicationService.id, functionsIdentity.id, roles.mailOwner)
  scope: communicationService
  properties: {
    principalId: functionsIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(definitions, roles.mailOwner)
  }
}

resource tellsHowItGoes 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(applicationInsights.id, functionsIdentity.id, roles.metricsPublisher)
  scope: applicationInsights
  properties: {
    principalId: functionsIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(definitions, roles.metricsPublisher)
  }
}

resource readsSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(keyVault.id, functionsIdentity.id, roles.secretsUser)
  scope: keyVault
  properties: {
    principalId: functionsIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(definitions, roles.secretsUser)
  }
}

resource keepsSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (keeper != null) {
  name: guid(keyVault.id, keeper.?id ?? '', roles.secretsOfficer)
  scope: keyVault
  properties: {
    principalId: keeper.?id ?? ''
    principalType: keeper.?kind
    roleDefinitionId: subscriptionResourceId(definitions, roles.secretsOfficer)
  }
}
